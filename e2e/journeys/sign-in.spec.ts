// Accounts: the first operator, password, passkey (Chromium's virtual authenticator), another service, keeping a folder.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base } from "@playwright/test";
import { Program } from "../support/program";
import { startProvider, type Service } from "../support/provider";
import { SIZES, expect, expectAccessible, expectNoSideways, type Page, unfold } from "../support/visitor";
import { passkeys } from "../support/passkey";
import { tabTo } from "../support/interview";

const PASSWORD = "vier blaue Kühe singen";

interface Place {
  program: Program;
  /** Under localhost, so that passkeys are possible. */
  address: string;
  service: Service;
}

// A program of its own for each worker: the first operator can begin only once.
const test = base.extend<object, { place: Place }>({
  place: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), "ringwall-sign-in-"));
      const service = await startProvider();
      writeFileSync(
        join(folder, "ringwall.toml"),
        `[server]\nmetrics = ""\n[database]\nurl = "sqlite:${join(folder, "ringwall.db")}"\n[limits]\nstarts_per_minute = 0\n` +
          `[[oidc]]\nid = "stadt"\ntitle = "Stadtkonto"\nissuer = "${service.issuer}"\nclient_id = "ringwall"\nclient_secret = "geheim"\n`,
      );
      const program = await Program.serve(["serve", "--listen", "127.0.0.1:0"], { cwd: folder });
      const address = program.address.replace("127.0.0.1", "localhost");
      service.returnTo(`${address}/sign-in/oidc/stadt/back`);
      await use({ program, address, service });
      await program.stop();
      await service.stop();
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: "worker" },
  ],
});
test.describe.configure({ mode: "serial" });

async function firstLink({ program, address }: Place): Promise<string> {
  const token = await program.says(/\/invitation\/([0-9a-z]{32})/);
  return `${address}/invitation/${token}`;
}

async function looks(page: Page, what: string): Promise<void> {
  await unfold(page);
  for (const size of [SIZES.phone, SIZES.desk]) {
    await page.setViewportSize(size);
    await expectAccessible(page, what);
    await expectNoSideways(page, what);
  }
}

async function signIn(page: Page, address: string, email: string, password: string): Promise<void> {
  await page.goto(`${address}/sign-in?next=/account`);
  await page.locator("#field-email").fill(email);
  await page.locator("#field-password").fill(password);
  await page.locator('form[action="/sign-in"] button[type=submit]').click();
}

test("the first operator makes an account without script and with the keyboard only", async ({ browser, place }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: "de-DE", viewport: SIZES.phone, reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(await firstLink(place));
  await expect(page.locator("h1")).toHaveText("Sie sind eingeladen");
  await tabTo(page, "#field-email");
  await page.keyboard.type("rita@example.org");
  await tabTo(page, "#field-person-name");
  await page.keyboard.type("Rita Backstein");
  await tabTo(page, "#field-new-password");
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/me$/);
  await page.goto(`${place.address}/account`);
  await expect(page.locator("h1")).toHaveText("Ihr Konto");
  await tabTo(page, ".site-button", "Enter");
  await expect(page).toHaveURL(`${place.address}/`);
  await signIn(page, place.address, "rita@example.org", "falsch geraten heute");
  await expect(page.locator("#error-password")).toBeVisible();
  await signIn(page, place.address, "rita@example.org", PASSWORD);
  await expect(page).toHaveURL(/\/account$/);
  await context.close();
});

for (const language of ["de", "en"] as const) {
  test(`every page about accounts can be read by everybody (${language})`, async ({ browser, place }) => {
    const context = await browser.newContext({ locale: language === "de" ? "de-DE" : "en-GB", reducedMotion: "reduce" });
    const page = await context.newPage();
    for (const path of ["/sign-in", "/recover", `/invitation/${"0".repeat(32)}`, `/recover/${"0".repeat(32)}`]) {
      await page.goto(place.address + path);
      await looks(page, path);
    }
    await signIn(page, place.address, "rita@example.org", PASSWORD);
    await expect(page).toHaveURL(/\/account$/);
    await looks(page, "the account");
    await page.locator('form[action="/account/second-factor"] button').click();
    await expect(page.locator("svg.qr")).toBeVisible();
    await looks(page, "setting up the second factor");
    await page.goto(`${place.address}/operator/accounts`);
    await looks(page, "accounts");
    await page.goto(`${place.address}/sign-in?again&next=/account`);
    await looks(page, "once more");
    await context.close();
  });
}

test("a passkey is added, opens the account, and can be removed", async ({ browser, place }) => {
  const context = await browser.newContext({ locale: "de-DE", reducedMotion: "reduce" });
  const page = await context.newPage();
  await passkeys(page);
  await signIn(page, place.address, "rita@example.org", PASSWORD);
  await page.locator("#field-passkey-name").fill("Diensthandy");
  await page.locator("button[data-passkey-create]").click();
  await expect(page).toHaveURL(/\?passkey/);
  await expect(page.locator("main")).toContainText("Diensthandy");
  await page.locator(".site-button").click();
  await page.goto(`${place.address}/sign-in?next=/account`);
  await page.locator("form[data-passkey-get] button[type=submit]").click();
  await expect(page).toHaveURL(/\/account$/);
  await expect(page.locator("#sessions ~ ul")).toContainText("mit Passkey");
  await page.locator('form[action="/account/passkeys/remove"] button').click();
  await expect(page).toHaveURL(/\?passkey-removed/);
  // What was removed here opens nothing, though the device still has it.
  await page.locator(".site-button").click();
  await page.goto(`${place.address}/sign-in`);
  await page.locator("form[data-passkey-get] button[type=submit]").click();
  await expect(page.locator("main")).toContainText("Diesen Passkey kennen wir nicht");
  await context.close();
});

test("another service signs in only whom it is linked to", async ({ browser, place }) => {
  const context = await browser.newContext({ locale: "de-DE", reducedMotion: "reduce" });
  const page = await context.newPage();
  // Nobody here is linked yet, even though the service tells Rita's very address.
  await page.goto(`${place.address}/sign-in?next=/account`);
  await page.getByRole("link", { name: "Anmelden mit Stadtkonto" }).click();
  await expect(page.locator("main")).toContainText("mit keinem Konto verbunden");
  await signIn(page, place.address, "rita@example.org", PASSWORD);
  await page.getByRole("button", { name: "Stadtkonto verbinden" }).click();
  await page.getByRole("link", { name: "Weiter zu Stadtkonto" }).click();
  await expect(page).toHaveURL(/\?linked/);
  await page.locator(".site-button").click();
  await page.goto(`${place.address}/sign-in?next=/account`);
  await page.getByRole("link", { name: "Anmelden mit Stadtkonto" }).click();
  await expect(page).toHaveURL(/\/account$/);
  await expect(page.locator("#sessions ~ ul")).toContainText("über Stadtkonto");
  // A code that somebody else fetched signs nobody in here.
  const stranger = await browser.newContext({ locale: "de-DE" });
  const other = await stranger.newPage();
  await other.goto(`${place.address}/sign-in/oidc/stadt/back?code=abc&state=${"0".repeat(32)}`);
  await expect(other.locator("main")).toContainText("gehört nicht zu diesem Browser");
  // The service says no.
  place.service.refuse(true);
  await other.goto(`${place.address}/sign-in`);
  await other.getByRole("link", { name: "Anmelden mit Stadtkonto" }).click();
  await expect(other.locator("main")).toContainText("abgebrochen oder abgelehnt");
  place.service.refuse(false);
  await stranger.close();
  await context.close();
});
