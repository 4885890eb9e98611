// Every page, light and dark, on a phone and on a desk: no rule broken that a machine can check, nothing sticks out.

import { answer, begin, check, folder, goOn } from "../support/interview";
import { type Language, type Page, SIZES, type Size, expect, expectAccessible, expectNoSideways, test, unfold } from "../support/visitor";

interface Stop {
  what: string;
  go: (page: Page) => Promise<unknown>;
}

const path = (what: string, there: string): Stop => ({ what, go: (page) => page.goto(there) });

const PUBLIC: Stop[] = [
  path("home", "/"),
  path("the checks", "/checks"),
  path("the start", "/start"),
  { what: "a start with faults", go: async (page) => {
    await page.goto("/start");
    await page.locator("#field-employees").fill("zwölf");
    await page.locator('form[action="/start"] button[type=submit]').click();
    await page.locator("[data-error-summary]").waitFor();
  } },
  path("coming back", "/resume"),
  path("about", "/about"),
  path("privacy", "/privacy"),
  path("accessibility", "/accessibility"),
  path("bringing back a file", "/import"),
  path("the made-up region", "/demo"),
  path("a page that does not exist", "/nothing-here"),
  path("a link that does not exist", "/r/0123456789abcdefghjkmnpqrstvwxyz"),
];

/** The folder in the demo whose newest assessment is a finished repeat, else any finished one. */
async function openDemo(page: Page): Promise<string> {
  await page.goto("/demo");
  const links = await page.locator("article.check-card a.button").evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
  let best = "";
  for (const link of links) {
    await page.goto(link);
    const results = page.locator('article.assessment a[href$="/result"].primary');
    const count = await results.count();
    if (count > 0) best = (await results.first().getAttribute("href")) ?? "";
    if (count > 1) break;
  }
  if (!best) throw new Error("the demo has no finished assessment");
  await page.goto(best);
  return best.replace(/\/result$/, "");
}

function inside(): Stop[] {
  let base = "";
  return [
    { what: "a result", go: async (page) => { base = await openDemo(page); await page.goto(`${base}/result`); } },
    { what: "a plan", go: (page) => page.goto(`${base}/plan`) },
    { what: "risks", go: (page) => page.goto(`${base}/risks`) },
    { what: "the answers of a finished check", go: async (page) => {
      await page.goto(`${base}/result`);
      await page.locator(".tabs a").first().click();
      await page.waitForURL(/\/t\//);
    } },
    { what: "a folder", go: (page) => page.goto(base.replace(/\/a\/.*/, "")) },
    { what: "facts about the organisation", go: (page) => page.goto(`${base.replace(/\/a\/.*/, "")}/organisation`) },
    { what: "deleting", go: (page) => page.goto(`${base.replace(/\/a\/.*/, "")}/delete`) },
  ];
}

function begun(): Stop[] {
  let base = "";
  const risk = (page: Page) => page.locator("section.risk").first();
  return [
    { what: "a topic with follow-ups", go: async (page) => {
      await begin(page, check("cyberrisikocheck"));
      await goOn(page);
      base = page.url().replace(/\/t\/.*/, "");
      await page.goto(`${base}/t/systems`);
      await page.locator(".answers button[value=yes]").first().click();
      await expect(page.locator(".answer-form [data-saved]").first()).toHaveText(/Gespeichert|Saved/);
    } },
    { what: "an answer that somebody else gave meanwhile", go: async (page) => {
      const other = await page.context().newPage();
      await other.goto(page.url());
      const value = (one: Page, code: string) => one.locator(`.answers button[value=${code}]`).first();
      await value(other, "no").click();
      await expect(other.locator(".answer-form [data-saved]").first()).toHaveText(/Gespeichert|Saved/);
      await other.close();
      await value(page, "unknown").click();
      await page.locator(".conflict-choices").waitFor();
    } },
    { what: "a check without enough answers", go: (page) => page.goto(`${base}/result`) },
    { what: "a topic of the check for town halls", go: async (page) => {
      await begin(page, check("kommune"));
      await goOn(page);
    } },
    { what: "a result, then a refused plan", go: async (page) => {
      await begin(page, check("kurzcheck"));
      await goOn(page);
      const start = page.url();
      const topics = await page.locator(".topic-nav a").evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
      for (const topic of topics) {
        await page.goto(topic);
        const questions = await page.locator("[data-question]").evaluateAll((all) => all.map((one) => one.getAttribute("data-question") ?? ""));
        for (const question of questions) if (await page.locator(`[data-question="${question}"]`).isVisible()) await answer(page, question, "no");
      }
      base = start.replace(/\/t\/.*/, "");
      await page.goto(`${base}/result`);
      expect(await page.locator('form[action$="/finish"]').count()).toBe(1);
    } },
    { what: "the finished result", go: async (page) => {
      await page.locator('form[action$="/finish"] button[type=submit]').click();
      await page.locator(".points").waitFor();
    } },
    { what: "a refused measure", go: async (page) => {
      await page.goto(`${base}/plan`);
      const item = page.locator("li.plan-item").first();
      await item.locator("details summary").first().click();
      await item.locator("select[name=status]").selectOption("not-for-us");
      await item.locator(".plan-form button[type=submit]").click();
      await page.locator("[role=alert]").waitFor();
    } },
    { what: "a refused acceptance", go: async (page) => {
      await page.goto(`${base}/risks`);
      await risk(page).locator("details summary").last().click();
      await risk(page).locator("input[name=kind][value=accept]").check();
      await risk(page).locator("form button[type=submit]").click();
      await page.locator("[role=alert]").waitFor();
    } },
    { what: "a receipt of deletion", go: async (page) => {
      await page.goto(`${folder(page)}/delete`);
      await page.locator('form[action$="/delete"] button').click();
      await page.locator("table").waitFor();
    } },
  ];
}

const PARTS: [string, () => Stop[]][] = [
  ["pages for everyone", () => PUBLIC],
  ["pages of a finished folder", inside],
  ["pages on the way", begun],
];

const LOOKS: { size: Size; dark: boolean; language: Language; title: string }[] = [
  { size: "phone", dark: false, language: "de", title: "on a phone in daylight" },
  { size: "phone", dark: true, language: "en", title: "on a phone in the dark" },
  { size: "desk", dark: false, language: "en", title: "on a desk in daylight" },
  { size: "desk", dark: true, language: "de", title: "on a desk in the dark" },
];

for (const [part, stops] of PARTS) {
  for (const { size, dark, language, title } of LOOKS) {
    test(`${part} break no rule of accessibility ${title}`, async ({ visitor, watch }) => {
      test.slow();
      watch.tolerate(403, 404, 409, 410, 422);
      const page = await visitor({ size, dark, language });
      for (const { what, go } of stops()) {
        await go(page);
        await expect(page.locator("html")).toHaveAttribute("lang", language);
        await expect(page.locator("h1")).toHaveCount(1);
        await unfold(page);
        await expectAccessible(page, what);
        await expectNoSideways(page, what);
        if (size === "phone" && !dark) {
          await page.setViewportSize({ width: 320, height: 640 });
          await expectNoSideways(page, what);
          await page.setViewportSize(SIZES.phone);
        }
      }
    });
  }
}

test("the first thing the Tab key reaches is the way past the navigation", async ({ visitor }) => {
  const page = await visitor();
  await page.goto("/");
  await page.keyboard.press("Tab");
  await expect(page.locator(".skip-link")).toBeFocused();
  await expect(page.locator(".skip-link")).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.locator("#main")).toBeFocused();
});

test("text can be enlarged to twice its size without losing anything to the side", async ({ visitor }) => {
  const page = await visitor();
  // 1280 px at 200 % show as much as 640 px; WCAG 1.4.10 goes on to 320 px, which the pages above are tested with.
  await page.setViewportSize({ width: 640, height: 450 });
  for (const there of ["/", "/checks", "/start", "/privacy"]) {
    await page.goto(there);
    await unfold(page);
    await expectNoSideways(page, there);
  }
});
