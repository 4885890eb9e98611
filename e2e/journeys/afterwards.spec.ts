// What comes after the last question: result, plan, risks, report, repeat, and an end.

import { GOOD, answer, answerAll, begin, check, finish, folder, goOn, resumeLink, tabTo } from "../support/interview";
import { expect, test, type Page } from "../support/visitor";

const short = check("kurzcheck");

async function finished(page: Page, name = ""): Promise<string> {
  await begin(page, short, name);
  const link = await resumeLink(page);
  await goOn(page);
  await answerAll(page, ["no", "yes", "unknown"]);
  await finish(page);
  return link;
}

function tab(page: Page, name: "plan" | "risks" | "result") {
  return page.locator(`.tabs a[href$="/${name}"]`);
}

/** The receipt of a deletion: how much of each kind is gone, and the number with which the operator can confirm it. */
async function isReceipt(page: Page): Promise<void> {
  const rows = page.locator("table tbody tr");
  for (const what of ["Checks", "Antworten und Notizen"]) {
    await expect(rows.filter({ hasText: what }).locator("td")).toHaveText(/^[1-9]\d*$/);
  }
  await expect(page.locator("main")).toContainText(/Nummer des Belegs: \S{6,}/);
}

for (const script of [true, false]) {
  const how = script ? "" : " without script";
  test(`a measure gets a state, somebody who does it and a day${how}`, async ({ visitor, watch }) => {
    watch.tolerate(422);
    const page = await visitor({ script });
    await finished(page);
    const points = await page.locator(".points").innerText();
    await tab(page, "plan").click();
    const item = page.locator("li.plan-item").first();
    const id = await item.getAttribute("id");
    const same = page.locator(`li[id="${id}"]`);
    await same.locator("details summary").first().click();
    await same.locator("select[name=status]").selectOption("in-progress");
    await same.locator("input[name=owner]").fill("Frau Müßig");
    await same.locator("input[name=due]").fill("2031-03-01");
    await same.locator("textarea[name=note]").fill("Angebot liegt vor");
    await same.locator(".plan-form button[type=submit]").click();
    await expect(same.locator(".saved")).toBeVisible();
    await expect(same).toContainText("Frau Müßig");
    await expect(same).toContainText("1. März 2031");
    await page.reload();
    await expect(same.locator(".plan-status-in-progress")).toBeVisible();

    // Not for us: only with a reason, and what was typed stays.
    await same.locator("details summary").first().click();
    await same.locator("select[name=status]").selectOption("not-for-us");
    await same.locator("input[name=owner]").fill("Niemand");
    await same.locator(".plan-form button[type=submit]").click();
    await expect(same.locator("[role=alert]")).toBeVisible();
    await expect(same.locator("input[name=owner]")).toHaveValue("Niemand");
    await same.locator("textarea[name=reason]").fill("Haben wir nicht");
    await same.locator(".plan-form button[type=submit]").click();
    await expect(same.locator(".plan-status-not-for-us")).toBeVisible();

    // The plan never changes the assessment.
    await tab(page, "result").click();
    await expect(page.locator(".points")).toHaveText(points);
  });

  test(`the order of measures can be changed${how}`, async ({ visitor }) => {
    const page = await visitor({ script, size: "phone" });
    await finished(page);
    await tab(page, "plan").click();
    const titles = async () => page.locator("li.plan-item h3").allInnerTexts().then((all) => all.map((one) => one.replace(/^\s*[\d.\s]+/, "")));
    const before = await titles();
    expect(before.length).toBeGreaterThan(2);
    await page.locator("li.plan-item").first().locator("button[name=direction][value=down]").click();
    await expect.poll(titles).toEqual([before[1], before[0], ...before.slice(2)]);
    await page.locator("li.plan-item").nth(2).locator("button[name=direction][value=up]").click();
    await expect.poll(titles).toEqual([before[1], before[2], before[0], ...before.slice(3)]);
    await page.reload();
    expect(await titles()).toEqual([before[1], before[2], before[0], ...before.slice(3)]);
  });

  test(`a risk is accepted only with reason, person and day${how}`, async ({ visitor, watch }) => {
    watch.tolerate(422);
    const page = await visitor({ script });
    await finished(page);
    await tab(page, "risks").click();
    const id = (await page.locator("section.risk").first().getAttribute("id")) ?? "";
    const risk = page.locator(`section[id="${id}"]`);
    await risk.locator("details summary").last().click();
    await risk.locator("input[name=kind][value=accept]").check();
    await risk.locator("input[name=person]").fill("Herr Beispiel");
    await risk.locator("form button[type=submit]").click();
    await expect(risk.locator("[role=alert]")).toBeVisible();
    await expect(risk.locator("input[name=person]")).toHaveValue("Herr Beispiel");
    await expect(risk.locator("input[name=kind][value=accept]")).toBeChecked();
    await risk.locator("textarea[name=reason]").fill("Zwei Wochen Handbetrieb sind geübt");
    await risk.locator("input[name=decided_on]").fill("2026-11-20");
    await risk.locator("form button[type=submit]").click();
    await expect(risk.locator(".saved")).toBeVisible();
    await expect(risk).toContainText("Herr Beispiel");
    await page.reload();
    await expect(risk).toContainText("Zwei Wochen Handbetrieb sind geübt");
  });
}

test("plan, risks and the end can be reached and used with the keyboard only", async ({ visitor }) => {
  const page = await visitor();
  const link = await finished(page);
  await page.reload();
  await tabTo(page, '.tabs a[href$="/plan"]', "Enter");
  await page.waitForURL(/\/plan$/);
  await tabTo(page, "li.plan-item:first-child details:first-of-type > summary", "Enter");
  await tabTo(page, "li.plan-item:first-child select[name=status]");
  await page.keyboard.press("ArrowDown");
  await tabTo(page, "li.plan-item:first-child input[name=owner]");
  await page.keyboard.type("Frau Taste");
  await tabTo(page, "li.plan-item:first-child .plan-form button[type=submit]", "Enter");
  await expect(page.locator("li.plan-item").first()).toContainText("Frau Taste");
  await expect(page.locator("li.plan-item").first().locator(".plan-status-in-progress")).toBeVisible();
  await tabTo(page, "li.plan-item:first-child button[name=direction][value=down]", "Enter");
  await expect(page.locator("li.plan-item").nth(1)).toContainText("Frau Taste");

  await page.goto(page.url().replace(/\/plan.*/, "/risks"));
  await tabTo(page, "section.risk .stack details > summary", "Enter");
  await tabTo(page, "section.risk input[name=kind]", "Space");
  await tabTo(page, "section.risk form button[type=submit]", "Enter");
  await expect(page.locator("section.risk .saved").first()).toBeVisible();

  await page.goto(folder(page));
  await tabTo(page, 'a[href$="/delete"]', "Enter");
  await page.waitForURL(/\/delete$/);
  await tabTo(page, 'form[action$="/delete"] button', "Enter");
  await isReceipt(page);
  expect((await page.context().request.get(link)).status()).toBeGreaterThanOrEqual(400);
});

test("two more days bring something, and the page says what", async ({ visitor }) => {
  const page = await visitor();
  await finished(page);
  await tab(page, "plan").click();
  await page.locator("#days").selectOption({ index: 1 });
  await page.locator('section[aria-labelledby="gain"] button').click();
  await expect(page.locator('section[aria-labelledby="gain"]')).toContainText(/Punkt/);
});

test("a repeat begins with the last answers and its result shows both outlines", async ({ visitor }) => {
  const page = await visitor();
  await begin(page, check("cyberrisikocheck"), "Bäckerei Wieder");
  await goOn(page);
  await answerAll(page, ["no", "yes", "unknown", "yes"]);
  await finish(page);
  await expect(page.locator("svg.chart-radar .chart-then")).toHaveCount(0);
  const points = async () => Number((/(\d+) von/.exec(await page.locator(".points").innerText()) ?? [])[1]);
  const before = await points();

  await page.locator('form[action$="/repeat"] button').click();
  await expect(page).toHaveURL(/\/t\/organisation/);
  await expect(page.locator('.answers button[aria-pressed="true"]').first()).toBeVisible();
  const blocks = page.locator("[data-question]:visible");
  for (let index = 0; index < (await blocks.count()); index += 1) {
    const question = await blocks.nth(index).getAttribute("data-question");
    if (question) await answer(page, question, "yes");
  }
  await answerAll(page, GOOD);
  await finish(page);
  await expect(page.locator("svg.chart-radar .chart-now polygon")).toHaveCount(1);
  await expect(page.locator("svg.chart-radar .chart-then polygon")).toHaveCount(1);
  await expect(page.locator("#changes")).toBeVisible();
  await expect(page.locator("section[aria-labelledby=changes] li").first()).toBeVisible();
  expect(await points()).toBeGreaterThan(before);
  await expect(page.locator(".topic-table thead th")).toHaveCount(4);
});

test("the report can be taken home as PDF and in forms to work with", async ({ visitor }) => {
  const page = await visitor();
  await finished(page, "Bäckerei Papier");
  const links = await page.locator(".downloads a").evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
  const get = async (ending: string) => {
    const link = links.find((one) => new URL(one).pathname.endsWith(ending));
    if (!link) throw new Error(`no download ends in ${ending}: ${links.join(" ")}`);
    const answered = await page.context().request.get(link);
    expect(answered.status(), link).toBe(200);
    expect(answered.headers()["content-disposition"], link).toContain("attachment");
    return { type: answered.headers()["content-type"] ?? "", body: await answered.body() };
  };
  const pdf = await get("report.pdf");
  expect(pdf.type).toContain("application/pdf");
  expect(pdf.body.subarray(0, 5).toString()).toBe("%PDF-");
  expect(pdf.body.length).toBeGreaterThan(20_000);
  const docx = await get("report.docx");
  expect(docx.body.subarray(0, 2).toString()).toBe("PK");
  const answers = await get("answers.csv");
  expect(answers.body.toString()).toMatch(/;|,/);
  expect((await get("measures.csv")).body.length).toBeGreaterThan(200);
  const dossier = JSON.parse((await get("dossier.json")).body.toString()) as { format: string; organisation: { name: string } };
  expect(dossier.format).toBe("ringwall-dossier/1");
  expect(dossier.organisation.name).toBe("Bäckerei Papier");
});

test("the report downloads when its link is clicked", async ({ visitor }) => {
  const page = await visitor({ size: "phone" });
  await finished(page);
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator('.downloads a[href*="report.pdf"]').first().click()]);
  expect(download.suggestedFilename()).toMatch(/\.pdf$/);
  expect(await download.failure()).toBeNull();
});

test("what was taken home can be brought back elsewhere", async ({ visitor }) => {
  const page = await visitor();
  await finished(page, "Bäckerei Umzug");
  const points = await page.locator(".points").innerText();
  const link = await page.locator('.downloads a[href*="dossier.json"]').getAttribute("href");
  const file = await (await page.context().request.get(link ?? "")).body();
  const elsewhere = await visitor();
  await elsewhere.goto("/import");
  await elsewhere.locator("#file").setInputFiles({ name: "dossier.json", mimeType: "application/json", buffer: file });
  await elsewhere.locator('form[action="/import"] button').click();
  await expect(elsewhere.locator("h1")).toHaveText("Bäckerei Umzug");
  expect(folder(elsewhere)).not.toBe(folder(page));
  await elsewhere.locator('a.button.primary[href$="/result"]').click();
  await expect(elsewhere.locator(".points")).toHaveText(points);
});

test("a file that is no dossier is refused with a reason", async ({ visitor, watch }) => {
  watch.tolerate(400, 413, 422);
  const page = await visitor();
  await page.goto("/import");
  await page.locator("#file").setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from('{\n "format": oops }') });
  await page.locator('form[action="/import"] button').click();
  await expect(page.locator("[role=alert]")).toBeVisible();
  await expect(page.locator("#error-file")).toContainText(/2/);
});

test("a finished check can be read but no longer changed", async ({ visitor }) => {
  const page = await visitor();
  await finished(page);
  await page.locator(".tabs a").first().click();
  await expect(page.locator(".answer-final").first()).toBeVisible();
  await expect(page.locator("form[data-autosave]")).toHaveCount(0);
});

test("another check can be begun in the same folder", async ({ visitor }) => {
  const page = await visitor();
  await finished(page);
  await page.goto(folder(page));
  await page.locator("#another-check").selectOption("cyberrisikocheck");
  await page.locator('form[action$="/start"] button').click();
  await expect(page.locator("[data-question]").first()).toBeVisible();
  await page.goto(folder(page));
  await expect(page.locator("article.assessment")).toHaveCount(2);
});

for (const script of [true, false]) {
  test(`everything can be deleted at once, then the link is dead${script ? "" : ", also without script"}`, async ({ visitor, watch }) => {
    watch.tolerate(403, 404, 410);
    const page = await visitor({ script });
    const link = await finished(page, "Bäckerei Ende");
    const there = page.url();
    await page.goto(folder(page));
    await page.locator('a[href$="/delete"]').click();
    await expect(page.locator("main")).toContainText("Bäckerei Ende");
    await page.locator('form[action$="/delete"] button').click();
    await isReceipt(page);
    for (const gone of [link, there, there.replace("/result", "/report.pdf")]) {
      const answered = await page.context().request.get(gone);
      expect(answered.status(), gone).toBeGreaterThanOrEqual(400);
      expect(answered.status(), gone).toBeLessThan(500);
    }
    const other = await visitor({ script });
    await other.goto(link);
    await expect(other.locator("#resume-link")).toBeVisible();
    await expect(other.locator("main")).not.toContainText("Bäckerei Ende");
  });
}

test("the made-up region can be looked at from its overview", async ({ visitor }) => {
  const page = await visitor();
  await page.goto("/demo");
  const cases = page.locator("article.check-card a.button");
  expect(await cases.count()).toBeGreaterThanOrEqual(3);
  const seen: string[] = [];
  for (let index = 0; index < (await cases.count()); index += 1) {
    await page.goto("/demo");
    await cases.nth(index).click();
    await expect(page.locator("article.assessment").first()).toBeVisible();
    seen.push(await page.locator("h1").innerText());
    const result = page.locator('a.button.primary[href$="/result"]').first();
    if (await result.count()) {
      await result.click();
      await expect(page.locator(".points")).toBeVisible();
    }
  }
  expect(new Set(seen).size).toBe(seen.length);
});
