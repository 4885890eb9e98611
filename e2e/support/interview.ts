// How people go through a check: with the mouse or a finger, or with the keyboard only. Both work without script.

import { type Language, type Page, expect } from "./visitor";

export interface CheckFacts {
  id: "cyberrisikocheck" | "kommune" | "kurzcheck";
  kind: string;
  topics: number;
}

export const CHECKS: CheckFacts[] = [
  { id: "kurzcheck", kind: "company", topics: 10 },
  { id: "cyberrisikocheck", kind: "company", topics: 6 },
  { id: "kommune", kind: "municipality", topics: 19 },
];

export function check(id: CheckFacts["id"]): CheckFacts {
  const found = CHECKS.find((one) => one.id === id);
  if (!found) throw new Error(`no check ${id}`);
  return found;
}

/** Answers as a firm in the middle would give them. */
export const MIXED = ["yes", "no", "yes", "unknown", "yes"];
export const GOOD = ["yes"];

const SAVED = /Gespeichert|Saved/;
const NEXT = ".interview-steps a.button.primary";
const CONTINUE = 'article.assessment a.button.primary[href*="/a/"]';

/** Begins a check and ends in the new folder. */
export async function begin(page: Page, { id, kind }: CheckFacts, name = ""): Promise<void> {
  await page.goto(`/start?check=${id}`);
  await page.locator(`input[name=kind][value=${kind}]`).check();
  if (name) await page.locator("#field-name").fill(name);
  await page.locator('form[action="/start"] button[type=submit]').click();
  await expect(page).toHaveURL(/\/c\/[0-9a-f-]{36}\?begun/);
}

/** From the folder to the first open question. */
export async function goOn(page: Page): Promise<void> {
  await page.locator(CONTINUE).first().click();
  await expect(page).toHaveURL(/\/t\//);
}

/** Gives one answer and waits until it is stored. */
export async function answer(page: Page, question: string, value: string): Promise<void> {
  const block = page.locator(`[data-question="${question}"]`);
  await block.locator(`.answers button[value="${value}"]`).click();
  await expect(block.locator(".answer-form [data-saved]")).toHaveText(SAVED);
  await expect(block.locator(`.answers button[value="${value}"]`)).toHaveAttribute("aria-pressed", "true");
}

/** The next question on this page that has no answer, follow-ups included. */
async function open(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const blocks = [...document.querySelectorAll<HTMLElement>("[data-question]:not([hidden])")];
    const block = blocks.find((one) => !one.querySelector('.answers button[aria-pressed="true"]'));
    return block?.dataset["question"] ?? null;
  });
}

/** Answers everything with the mouse (or finger), page by page. */
export async function answerAll(page: Page, values: string[] = MIXED): Promise<number> {
  let count = 0;
  for (let pages = 0; pages < 60; pages += 1) {
    for (let question = await open(page); question; question = await open(page)) {
      await answer(page, question, values[count % values.length] ?? "yes");
      count += 1;
    }
    const next = page.locator(NEXT);
    const target = await next.getAttribute("href");
    await next.click();
    if (target?.endsWith("/result")) {
      await page.waitForURL(/\/result$/);
      return count;
    }
    await page.waitForURL((url) => `${url.pathname}${url.search}` === target);
  }
  throw new Error("the interview does not end");
}

/** Gives this answer to every question, whatever stands there. */
export async function answerAnew(page: Page, value: string): Promise<void> {
  for (let pages = 0; pages < 60; pages += 1) {
    for (let more = true; more; ) {
      const left = page.locator(`[data-question]:visible:has(.answers button[value="${value}"][aria-pressed="false"])`);
      more = (await left.count()) > 0;
      if (more) await answer(page, (await left.first().getAttribute("data-question")) ?? "", value);
    }
    const target = await page.locator(NEXT).getAttribute("href");
    await page.locator(NEXT).click();
    if (target?.endsWith("/result")) {
      await page.waitForURL(/\/result$/);
      return;
    }
    await page.waitForURL((url) => `${url.pathname}${url.search}` === target);
  }
  throw new Error("the interview does not end");
}

export async function finish(page: Page): Promise<void> {
  await page.locator('form[action$="/finish"] button[type=submit]').click();
  await expect(page.locator(".points")).toBeVisible();
}

/** Status in words and points, at most six measures, chart with table, risks, answers, in this order and language. */
export async function expectResult(page: Page, language: Language, { topics }: CheckFacts): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("lang", language);
  await expect(page.locator(".verdict")).not.toBeEmpty();
  await expect(page.locator(".points")).toHaveText(language === "de" ? /\d+ von \d+ Punkten/ : /\d+ of \d+ points/);
  const measures = page.locator("ol.measures > li");
  expect(await measures.count()).toBeGreaterThan(0);
  expect(await measures.count()).toBeLessThanOrEqual(6);
  await expect(page.locator(".topic-table tbody tr")).toHaveCount(topics);
  if (topics <= 12) await expect(page.locator("svg.chart-radar")).toBeVisible();
  await expect(page.locator("svg.chart-matrix")).toBeVisible();
  const risks = page.locator(".risk-table tbody tr");
  expect(await risks.count()).toBeGreaterThanOrEqual(3);
  const order = await page.evaluate(() => {
    const top = (selector: string) => {
      const element = document.querySelector(selector);
      if (!element) throw new Error(`${selector} is missing`);
      return element.getBoundingClientRect().top;
    };
    return [".verdict", "ol.measures", ".topic-table", ".risk-table", "#answers", "#downloads"].map(top);
  });
  expect(order, "owners stop reading: the order is part of the result").toEqual([...order].sort((a, b) => a - b));
  const other = language === "de" ? /\b(the|your|measures|points)\b/i : /\b(und|nicht|Punkte|Maßnahmen)\b/;
  const text = await page.locator("main h1, main h2, .lead, .points").allInnerTexts();
  expect(text.filter((line) => other.test(line)), "one language at a time").toEqual([]);
}

// Keyboard ------------------------------------------------------------------------------------------------------------

interface Focus {
  tag: string;
  hit: boolean;
  seen: boolean;
  question: string | null;
  value: string | null;
  answered: boolean;
  html: string;
}

async function focus(page: Page, selector: string): Promise<Focus> {
  return page.evaluate((wanted) => {
    const element = document.activeElement as HTMLElement;
    const marked = (one: Element | null) => {
      if (!one) return false;
      const style = getComputedStyle(one);
      const outline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
      return outline || style.boxShadow !== "none";
    };
    const { width, height, bottom, top } = element.getBoundingClientRect();
    const label = element.matches("input[type=radio]") ? element.closest("label") : null;
    const inside = bottom > 0 && top < innerHeight;
    const block = element.closest<HTMLElement>("[data-question]");
    // The calendar button inside a date field: the browser draws its ring where no script can see it.
    const picker = element.matches("input[type=date]:not(:focus)");
    return {
      tag: element.tagName,
      hit: element.matches(wanted),
      seen: element === document.body || picker || ((marked(element) || marked(label)) && width > 0 && height > 0 && inside),
      question: block?.dataset["question"] ?? null,
      value: element.matches(".answers button") ? (element as HTMLButtonElement).value : null,
      answered: Boolean(block?.querySelector('.answers button[aria-pressed="true"]')),
      html: element.outerHTML.slice(0, 160),
    };
  }, selector);
}

/** Presses Tab once; whatever has the focus must show it. */
async function tab(page: Page, selector: string): Promise<Focus> {
  await page.keyboard.press("Tab");
  const now = await focus(page, selector);
  expect(now.seen, `the focus is visible on ${now.html}`).toBe(true);
  return now;
}

/** Tabs to an element and presses a key there. */
export async function tabTo(page: Page, selector: string, key?: "Enter" | "Space"): Promise<void> {
  for (let steps = 0; steps < 400; steps += 1) {
    if ((await tab(page, selector)).hit) {
      if (key) await page.keyboard.press(key);
      return;
    }
  }
  throw new Error(`${selector} cannot be reached with the Tab key on ${page.url()}`);
}

/** From the home page into the interview, without a mouse. */
export async function beginByKeyboard(page: Page, { id, kind }: CheckFacts): Promise<void> {
  await page.goto("/");
  await tabTo(page, `a[href="/start?check=${id}"]`, "Enter");
  await page.waitForURL(/\/start/);
  await tabTo(page, "input[name=kind]", "Space");
  for (let steps = 0; (await page.locator("input[name=kind]:checked").getAttribute("value")) !== kind; steps += 1) {
    expect(steps).toBeLessThan(10);
    await page.keyboard.press("ArrowDown");
  }
  await tabTo(page, 'form[action="/start"] button[type=submit]', "Enter");
  await page.waitForURL(/\?begun/);
  await tabTo(page, CONTINUE, "Enter");
  await page.waitForURL(/\/t\//);
}

/** Answers everything with Tab, Enter and Space. */
export async function answerAllByKeyboard(page: Page, values: string[] = MIXED): Promise<number> {
  let count = 0;
  for (let pages = 0; pages < 60; pages += 1) {
    for (;;) {
      const now = await tab(page, NEXT);
      const wanted = values[count % values.length] ?? "yes";
      if (now.value === wanted && now.question && !now.answered) {
        await page.keyboard.press(count % 2 === 0 ? "Enter" : "Space");
        const block = page.locator(`[data-question="${now.question}"]`);
        await expect(block.locator(".answer-form [data-saved]")).toHaveText(SAVED);
        count += 1;
      }
      if (now.hit) break;
    }
    const target = await page.locator(NEXT).getAttribute("href");
    await page.keyboard.press("Enter");
    if (target?.endsWith("/result")) {
      await page.waitForURL(/\/result$/);
      return count;
    }
    await page.waitForURL((url) => `${url.pathname}${url.search}` === target);
  }
  throw new Error("the interview does not end");
}

export async function finishByKeyboard(page: Page): Promise<void> {
  await tabTo(page, 'form[action$="/finish"] button[type=submit]', "Enter");
  await expect(page.locator(".points")).toBeVisible();
}

/** The resume link as the folder shows it. */
export async function resumeLink(page: Page): Promise<string> {
  return page.locator("#key-link").inputValue();
}

/** The address of the folder a page belongs to. */
export function folder(page: Page): string {
  const found = /\/c\/[0-9a-f-]{36}/.exec(page.url());
  if (!found) throw new Error(`${page.url()} is in no folder`);
  return found[0];
}
