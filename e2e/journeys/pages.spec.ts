// Every page there is, populated: in both languages, on a phone and on a desk, by day and in the dark, with the keyboard,
// and without script. `RINGWALL_PAGES=/somewhere` takes a picture of each.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext } from "@playwright/test";
import { expectKeyboard } from "../support/keyboard";
import { type Person, type Story, test as base } from "../support/story";
import { NO_PAGE, STOPS, STRANGER, type Stop, addressOf, pageRoutes, populate } from "../support/tour";
import { type Look, type Page, SIZES, expect, expectAccessible, expectNoSideways, unfold, window } from "../support/visitor";

const PICTURES = process.env.RINGWALL_PAGES;

const test = base.extend<object, { world: Story }>({
  world: [
    async ({ story }, use) => {
      await populate(story);
      await use(story);
    },
    { scope: "worker", timeout: 180_000 },
  ],
});
// All in one worker: building the world is most of the work.
test.describe.configure({ mode: "default", timeout: 240_000 });

const ALL: [string, Stop][] = Object.entries(STOPS).flatMap(([route, stops]) => stops.map((stop): [string, Stop] => [route, stop]));

/** The windows of everybody, with one look. */
class Windows {
  private readonly open = new Map<string, BrowserContext>();

  constructor(private readonly browser: Browser, private readonly world: Story, private readonly look: Look) {}

  async of(person: Person): Promise<Page> {
    let context = this.open.get(person.mail);
    if (!context) {
      context = await window(this.browser, this.world.here.address, this.world.watch, this.look);
      if (person !== STRANGER) await context.addCookies(await (await this.world.at(person)).context().cookies());
      this.open.set(person.mail, context);
    }
    return context.pages()[0] ?? context.newPage();
  }

  async close(): Promise<void> {
    for (const context of this.open.values()) await context.close();
  }
}

/** Opens a stop; says what it is in one line. */
async function go(page: Page, world: Story, route: string, stop: Stop): Promise<string> {
  const what = `${route} as ${stop.who.name || "a stranger"}`;
  const answered = await page.goto(addressOf(world, stop));
  expect.soft(answered?.status(), `${what}: ${page.url()}`).toBe(stop.status ?? 200);
  // Nobody was led somewhere else, to sign in for example.
  expect.soft(new URL(page.url()).pathname, what).toBe(new URL(addressOf(world, stop), page.url()).pathname);
  return what;
}

async function picture(page: Page, number: number, route: string, name: string): Promise<void> {
  if (!PICTURES) return;
  mkdirSync(PICTURES, { recursive: true });
  const file = `${String(number).padStart(3, "0")}-${name}${route.replace(/[{}]/g, "").replace(/\W+/g, "-")}.png`;
  await page.screenshot({ path: join(PICTURES, file), fullPage: true, animations: "disabled", caret: "hide" });
}

test("every route that answers with a page is a stop of this tour, or says why not", () => {
  const routes = pageRoutes();
  expect(routes.length).toBeGreaterThan(80);
  expect(routes.filter((route) => !STOPS[route] && !NO_PAGE[route]), "neither visited nor explained").toEqual([]);
  expect(Object.keys({ ...STOPS, ...NO_PAGE }).filter((route) => !routes.includes(route)), "no such route").toEqual([]);
});

// Each pair of size, language and light is seen once.
const LOOKS: (Required<Pick<Look, "size" | "language" | "dark">> & { title: string })[] = [
  { size: "phone", language: "de", dark: false, title: "in German, on a phone, by day" },
  { size: "phone", language: "en", dark: true, title: "in English, on a phone, in the dark" },
  { size: "desk", language: "en", dark: false, title: "in English, on a desk, by day" },
  { size: "desk", language: "de", dark: true, title: "in German, on a desk, in the dark" },
];

for (const { title, ...look } of LOOKS) {
  test(`every page can be read ${title}`, async ({ browser, world }) => {
    world.watch.tolerate(404);
    const windows = new Windows(browser, world, look);
    for (const [number, [route, stop]] of ALL.entries()) {
      const page = await windows.of(stop.who);
      const what = await go(page, world, route, stop);
      await expect.soft(page.locator("html"), what).toHaveAttribute("lang", look.language);
      expect.soft(await page.locator("h1").count(), `${what} has one heading`).toBe(1);
      await picture(page, number, route, `${look.size}-${look.dark ? "dark" : "light"}-${look.language}`);
      await unfold(page);
      await expectAccessible(page, what);
      await expectNoSideways(page, what);
      if (look.size === "phone") {
        await page.setViewportSize({ width: 320, height: 640 });
        await expectNoSideways(page, what);
        await page.setViewportSize(SIZES.phone);
      }
    }
    await windows.close();
  });
}

test("every link, button and field is reached with the keyboard, and shows it", async ({ browser, world }) => {
  world.watch.tolerate(404);
  const windows = new Windows(browser, world, { size: "desk", language: "de" });
  for (const [route, stop] of ALL) {
    const page = await windows.of(stop.who);
    const what = await go(page, world, route, stop);
    await unfold(page);
    await expectKeyboard(page, what);
  }
  await windows.close();
});

/**
 * What a page says and offers, in lines: headings and text, where links lead, what forms hold. Numbers may change between
 * two looks (free space, the number of a message); copying to the clipboard is comfort that needs script, and a passkey
 * cannot be made without (WebAuthn), so beside it there is always a password.
 */
async function content(page: Page): Promise<string[]> {
  return page.locator("main").evaluate((main) => {
    for (const comfort of main.querySelectorAll("[data-copy], [data-passkey-part], [data-passkey-get]")) comfort.remove();
    const text = (main as HTMLElement).innerText.replace(/[\dA-Z]{4}-[\dA-Z]{4}|\d[\d.,]*/g, "#");
    const lines = text.split("\n").map((line) => line.trim()).filter(Boolean);
    for (const link of main.querySelectorAll("a[href]")) lines.push(`link ${link.getAttribute("href")}`);
    for (const form of main.querySelectorAll("form")) {
      const fields = [...form.querySelectorAll("[name]")].map((field) => field.getAttribute("name"));
      lines.push(`form ${form.getAttribute("action")} ${fields.join(" ")}`);
    }
    return lines;
  });
}

/** Forms that could not be sent without script: no address, no proof, no button; and buttons that belong to no form. */
async function stuck(page: Page): Promise<string[]> {
  return page.locator("body").evaluate((body) => {
    const visible = (one: Element) => one.checkVisibility({ visibilityProperty: true });
    const forms = [...body.querySelectorAll("form")].filter(visible).filter((form) => {
      // What stops letters is sent by programs of mail too (RFC 8058): the address itself is the proof.
      const proof = form.method === "get" || form.getAttribute("action")?.startsWith("/unsubscribe/") || form.querySelector("input[name=csrf]");
      const button = form.querySelector("button:not([type=button]), input[type=submit]");
      return !form.getAttribute("action") || !proof || !button;
    });
    const buttons = [...body.querySelectorAll("button")].filter((one) => visible(one) && (one.type === "button" || !one.form));
    return [...forms, ...buttons].map((one) => one.outerHTML.slice(0, 160));
  });
}

test("every page says and offers the same without script", async ({ browser, world }) => {
  world.watch.tolerate(404);
  const plain = new Windows(browser, world, { size: "desk", language: "de", script: false });
  const scripted = new Windows(browser, world, { size: "desk", language: "de" });
  for (const [route, stop] of ALL) {
    const page = await plain.of(stop.who);
    const what = await go(page, world, route, stop);
    expect.soft(await stuck(page), `${what}: nothing needs script`).toEqual([]);
    const without = new Set(await content(page));
    const other = await scripted.of(stop.who);
    await go(other, world, route, stop);
    const more = (await content(other)).filter((line) => !without.has(line));
    expect.soft(more, `${what}: only with script`).toEqual([]);
  }
  await plain.close();
  await scripted.close();
});
