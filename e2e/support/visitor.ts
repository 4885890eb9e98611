// A visitor: a browser window of some size and language, watched for what must never happen.

import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContext, type Page, test as base, expect } from "@playwright/test";

export { expect, type Page };

export type Language = "de" | "en";
export type Size = "phone" | "desk";

export interface Look {
  size?: Size;
  language?: Language;
  script?: boolean;
  dark?: boolean;
}

export const SIZES = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 900 } };
const LOCALES = { de: "de-DE", en: "en-GB" };

/** What went wrong unseen: requests to strangers, errors on the console, exceptions. */
export class Watch {
  readonly problems: string[] = [];
  private readonly tolerated = new Set<string>();

  /** This status is part of the journey; the browser reports it on the console. */
  tolerate(...statuses: number[]): void {
    for (const status of statuses) this.tolerated.add(`status of ${status} `);
  }

  request(url: string): void {
    const { protocol, hostname } = new URL(url);
    if (!["data:", "blob:", "about:"].includes(protocol) && !["127.0.0.1", "localhost"].includes(hostname)) {
      this.problems.push(`a request left this machine: ${url}`);
    }
  }

  console(text: string, where: string): void {
    if (![...this.tolerated].some((part) => text.includes(part))) this.problems.push(`on the console of ${where}: ${text}`);
  }
}

interface Fixtures {
  watch: Watch;
  /** Opens a window of its own for somebody. */
  visitor: (look?: Look) => Promise<Page>;
}

/** A browser window of its own, watched. */
export async function window(browser: Browser, address: string, watch: Watch, look: Look): Promise<BrowserContext> {
  const { size = "desk", language = "de", script = true, dark = false } = look;
  const context = await browser.newContext({
    baseURL: address,
    viewport: SIZES[size],
    locale: LOCALES[language],
    javaScriptEnabled: script,
    colorScheme: dark ? "dark" : "light",
    reducedMotion: "reduce",
  });
  context.on("request", (request) => watch.request(request.url()));
  context.on("console", (message) => {
    if (message.type() === "error") watch.console(message.text(), message.page()?.url() ?? "a page");
  });
  context.on("weberror", (error) => watch.problems.push(`an exception: ${error.error().message}`));
  return context;
}

export const test = base.extend<Fixtures>({
  watch: async ({}, use) => {
    const watch = new Watch();
    await use(watch);
    expect(watch.problems, "nothing happens behind the reader's back").toEqual([]);
  },
  visitor: async ({ browser, watch }, use) => {
    await use(async (look = {}) => {
      const context = await window(browser, process.env.RINGWALL_ADDRESS ?? "", watch, look);
      return context.newPage();
    });
  },
});

/** Opens everything that can be opened, so that what is folded away is looked at too. */
export async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("details:not([open])")) {
      details.setAttribute("open", "");
      details.setAttribute("data-unfolded", "");
    }
  });
}

/** Closes again what `unfold` opened. */
export async function fold(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("details[data-unfolded]")) {
      details.removeAttribute("open");
      details.removeAttribute("data-unfolded");
    }
  });
}

/** No rule of WCAG 2.2 AA that a machine can check is broken. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  // Our pages hold no frames; without looking for them there is no second window to open for each page.
  const found = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ rules: { "target-size": { enabled: true } }, resultTypes: ["violations"], iframes: false, elementRef: false })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  const told = found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.target.join(" ")} (${node.failureSummary?.split("\n")[1]?.trim()})`).join(" | ")}`,
  );
  expect.soft(told, `${what}: ${page.url()}`).toEqual([]);
}

/** Nothing sticks out to the side. */
export async function expectNoSideways(page: Page, what: string): Promise<void> {
  const wide = await page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const sticksOut = (element: Element) => {
      const { right, width } = element.getBoundingClientRect();
      return width > 0 && right > root.clientWidth + 0.5 && !element.closest(".table-scroll, .visually-hidden");
    };
    const culprits = [...document.querySelectorAll("body *")].filter(
      (element) => sticksOut(element) && ![...element.children].some(sticksOut),
    );
    return [`${root.scrollWidth} > ${root.clientWidth}`, ...culprits.slice(0, 4).map((element) => element.outerHTML.slice(0, 120))];
  });
  expect.soft(wide, `${what} fits ${page.viewportSize()?.width} px: ${page.url()}`).toEqual([]);
}
