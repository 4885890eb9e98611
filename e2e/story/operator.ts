// What an operator looks at and does: letters that are stuck, the state of the installation, backup and restore.

import { copyFileSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pdfText } from "../support/files";
import { picture } from "../support/picture";
import { Installation, type Page, type Story, expect, password } from "../support/story";
import { BAKER, OPERATOR } from "./people";

const TEST = 'form[action="/operator/mail/test"] button';

/** Waits until what was due is done: a letter that was asked for last has arrived. */
export async function settled(story: Story): Promise<void> {
  const page = await story.open(OPERATOR, "/operator/mail");
  await page.locator(TEST).click();
  await story.mailbox.next(OPERATOR.mail, /Probe/);
  await page.waitForTimeout(300);
}

export async function looksAround(story: Story): Promise<void> {
  const page = await story.open(OPERATOR, "/operator");
  await story.look(page, "where operators begin");
  await picture(page, "anlage-betrieb");
  await settled(story);
  await page.goto("/operator/health");
  await story.look(page, "the state of the installation");
  await expect(page.locator("main")).toContainText("Von einer Sicherung ist nichts bekannt");
  await page.goto("/operator/accounts");
  await story.look(page, "accounts");
  await expect(page.locator("main")).toContainText(BAKER.mail);
  await page.goto("/account");
  await story.look(page, "the own account");
  const doctor = story.here.run("doctor");
  expect(doctor.out + doctor.err).toMatch(/mail/i);
}

/** The mail server takes nothing: the letter waits, the reason is shown, one click sends it once the server is well. */
export async function stuck(story: Story): Promise<void> {
  const page = await story.open(OPERATOR, "/operator/mail");
  story.mailbox.refusing = true;
  await page.locator(TEST).click();
  const row = page.locator("main li.card").filter({ hasText: "451" });
  await expect(async () => {
    await page.goto("/operator/mail?state=retried");
    await expect(row).toHaveCount(1, { timeout: 500 });
  }).toPass({ timeout: 20_000 });
  await story.look(page, "letters that are stuck");
  await expect(row).not.toContainText(OPERATOR.mail);
  await picture(page, "anlage-post");
  await page.goto("/operator");
  await story.look(page, "what needs an operator");
  await page.goto("/operator/mail?state=retried");
  story.mailbox.refusing = false;
  await row.locator('form[action$="/retry"] button').click();
  await story.mailbox.next(OPERATOR.mail, /Probe/);
  await expect(async () => {
    await page.goto("/operator/mail?state=retried");
    await expect(row).toHaveCount(0, { timeout: 500 });
  }).toPass({ timeout: 10_000 });
}

async function signedIn(story: Story, there: Installation): Promise<Page> {
  const page = await story.fresh({}, there.address);
  await page.goto(`/sign-in?next=${encodeURIComponent(story.recall("folder"))}`);
  await page.locator("#field-email").fill(BAKER.mail);
  await page.locator("#field-password").fill(password(BAKER));
  await page.locator('form[action="/sign-in"] button[type=submit]').click();
  await page.waitForURL((url) => url.pathname === story.recall("folder"));
  return page;
}

async function body(page: Page, path: string): Promise<Buffer> {
  const answered = await page.context().request.get(path);
  expect(answered.status(), path).toBe(200);
  return answered.body();
}

/** A dossier without the moment at which it was written. */
function without(dossier: Buffer): object {
  const { exported_at: at, ...rest } = JSON.parse(dossier.toString("utf8")) as Record<string, unknown>;
  expect(at).toBeTruthy();
  return rest;
}

/** The head of the audit trail as the program prints it. */
function head(there: Installation): string {
  const verified = there.run("audit", "verify");
  expect(verified.code, verified.err + verified.out).toBe(0);
  return /head (\S+)/.exec(verified.out)?.[1] ?? "";
}

/** A backup while everything runs; on another machine the same folders, the same trail, the same files. */
export async function backup(story: Story): Promise<void> {
  const shelf = mkdtempSync(join(tmpdir(), "ringwall-shelf-"));
  const there = await Installation.prepare("restored", story.time, story.mailbox);
  try {
    const baker = await story.open(BAKER, story.recall("folder"));
    const talk = story.recall("talk");
    const dossier = without(await body(baker, `${talk}/dossier.json`));
    const report = pdfText(await body(baker, `${talk}/report.pdf`));
    await baker.goto(story.recall("measure"));
    const file = (await baker.locator("ul.files a").first().getAttribute("href")) ?? "";
    const bill = await body(baker, file);
    const then = head(story.here);
    const saved = story.here.run("backup", shelf);
    expect(saved.code, saved.err).toBe(0);
    const archive = join(shelf, readdirSync(shelf).find((name) => /^ringwall-.*\.zip$/.test(name)) ?? "none");
    expect(statSync(archive).mode & 0o077, "nobody else reads it").toBe(0);

    const checked = there.run("restore", "--check", archive);
    expect(checked.code, checked.err).toBe(0);
    expect(readdirSync(there.folder).filter((name) => /\.db/.test(name)), "looking changes nothing").toEqual([]);
    // Cut short on the way: refused, and nothing is left behind.
    const torn = join(shelf, "torn.zip");
    copyFileSync(archive, torn);
    truncateSync(torn, Math.floor(statSync(archive).size / 2));
    expect(there.run("restore", torn).code).not.toBe(0);
    const restored = there.run("restore", archive);
    expect(restored.code, restored.err).toBe(0);
    expect(there.run("restore", archive).code, "a second time only with --force").not.toBe(0);
    expect(head(there), "the same audit trail").toBe(then);
    await there.go();

    const page = await signedIn(story, there);
    await expect(page.locator("h1")).toHaveText("Bäckerei Brandt");
    expect(without(await body(page, `${talk}/dossier.json`)), "the same answers").toEqual(dossier);
    expect(pdfText(await body(page, `${talk}/report.pdf`))).toBe(report);
    expect((await body(page, file)).equals(bill), "the same file").toBe(true);
    await story.look(page, "a folder in a restored installation");
    await page.context().close();
    await there.end();
    const operator = await story.open(OPERATOR, "/operator/health");
    await expect(operator.locator("main")).toContainText("Die letzte Sicherung ist 0 Stunden alt");
    await picture(operator, "anlage-zustand");
  } finally {
    rmSync(shelf, { recursive: true, force: true });
  }
}
