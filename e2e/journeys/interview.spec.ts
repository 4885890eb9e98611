// What makes the interview bearable: nothing is lost, nobody is overwritten, one can leave and come back.

import { GOOD, answer, answerAll, begin, check, folder, goOn, resumeLink } from "../support/interview";
import { expect, test, type Page } from "../support/visitor";

const short = check("kurzcheck");

async function firstQuestion(page: Page): Promise<string> {
  const question = await page.locator("[data-question]").first().getAttribute("data-question");
  if (!question) throw new Error("no question");
  return question;
}

function pressed(page: Page, question: string, value: string) {
  return expect(page.locator(`[data-question="${question}"] .answers button[value="${value}"]`)).toHaveAttribute("aria-pressed", "true");
}

test("an answer is stored at once and is there after a reload", async ({ visitor }) => {
  const page = await visitor();
  await begin(page, short);
  await goOn(page);
  const question = await firstQuestion(page);
  await answer(page, question, "unknown");
  await expect(page.locator("[data-progress]")).toContainText("1 von");
  await page.reload();
  await pressed(page, question, "unknown");
  await answer(page, question, "yes");
  await page.reload();
  await pressed(page, question, "yes");
});

test("an answer can be taken back", async ({ visitor }) => {
  const page = await visitor();
  await begin(page, short);
  await goOn(page);
  const question = await firstQuestion(page);
  await answer(page, question, "no");
  const block = page.locator(`[data-question="${question}"]`);
  await block.locator(".take-back").click();
  await expect(block.locator('.answers button[aria-pressed="true"]')).toHaveCount(0);
  await page.reload();
  await expect(page.locator(`[data-question="${question}"] .answers button[aria-pressed="true"]`)).toHaveCount(0);
});

for (const script of [true, false]) {
  const how = script ? "while it is typed" : "by its button when there is no script";
  test(`a note is stored ${how}, with its lines and umlauts`, async ({ visitor }) => {
    const page = await visitor({ script });
    await begin(page, short);
    await goOn(page);
    const question = await firstQuestion(page);
    const block = page.locator(`[data-question="${question}"]`);
    const note = "Frau Müßig fragen\n  <b>& zwar</b> bald 🥨";
    await block.locator(".note-details > summary").click();
    await block.locator("textarea").fill(note);
    if (script) {
      await expect(block.locator(".note-details [data-saved]")).toHaveText("Gespeichert");
    } else {
      await block.locator(".note-details button[type=submit]").click();
    }
    await answer(page, question, "yes");
    await page.reload();
    await expect(page.locator(`[data-question="${question}"] textarea`)).toHaveValue(note);
  });
}

for (const script of [true, false]) {
  test(`follow-ups appear and go with their status question${script ? "" : ", also without script"}`, async ({ visitor }) => {
    const page = await visitor({ script });
    await begin(page, check("cyberrisikocheck"));
    await goOn(page);
    await page.locator('.topic-nav a[href*="/t/systems"]').click();
    const wireless = page.locator("[data-requirement]").filter({ has: page.locator("h2", { hasText: "WLAN" }) });
    const status = wireless.locator("[data-question].question-status").first();
    const question = (await status.getAttribute("data-question")) ?? "";
    await answer(page, question, "no");
    await expect(wireless.locator("[data-question]:visible")).toHaveCount(1);
    await answer(page, question, "yes");
    await expect(wireless.locator("[data-question]:visible")).toHaveCount(5);
    await answer(page, question, "unknown");
    await expect(wireless.locator("[data-question]:visible"), "unknown counts as relevant").toHaveCount(5);
  });
}

test("two people on one link do not overwrite each other silently", async ({ visitor, watch }) => {
  watch.tolerate(409);
  const [chef, deputy] = [await visitor(), await visitor({ size: "phone", language: "en" })];
  await begin(chef, short, "Bäckerei Zwei");
  const link = await resumeLink(chef);
  await goOn(chef);
  const question = await firstQuestion(chef);
  await deputy.goto(link);
  await goOn(deputy);
  await answer(chef, question, "yes");

  // The deputy's page still shows no answer.
  const block = deputy.locator(`[data-question="${question}"]`);
  await block.locator('.answers button[value="no"]').click();
  await expect(block.locator(".answer-form [data-saved]")).toContainText("Saved in the meantime: “Yes”");
  await chef.reload();
  await pressed(chef, question, "yes");

  await block.locator(".conflict-choices button").first().click();
  await expect(block.locator(".answer-form [data-saved]")).toHaveText("Saved");
  await chef.reload();
  await pressed(chef, question, "no");
});

test("who comes second may also leave it as it is", async ({ visitor, watch }) => {
  watch.tolerate(409);
  const [chef, deputy] = [await visitor(), await visitor()];
  await begin(chef, short);
  const link = await resumeLink(chef);
  await goOn(chef);
  const question = await firstQuestion(chef);
  await deputy.goto(link);
  await goOn(deputy);
  await answer(chef, question, "yes");
  const block = deputy.locator(`[data-question="${question}"]`);
  await block.locator('.answers button[value="no"]').click();
  await block.locator(".conflict-choices button").nth(1).click();
  await pressed(deputy, question, "yes");
  await deputy.reload();
  await pressed(deputy, question, "yes");
});

test("two people without script see both answers and decide", async ({ visitor, watch }) => {
  watch.tolerate(409);
  const [chef, deputy] = [await visitor({ script: false }), await visitor({ script: false })];
  await begin(chef, short);
  const link = await resumeLink(chef);
  await goOn(chef);
  const question = await firstQuestion(chef);
  await deputy.goto(link);
  await goOn(deputy);
  await answer(chef, question, "yes");
  const block = deputy.locator(`[data-question="${question}"]`);
  await block.locator('.answer-form button[value="no"]').click();
  await expect(block.locator(".notice.warning")).toContainText("Inzwischen gespeichert: „Ja“");
  await expect(block.locator(".notice.warning")).toContainText("Sie wollten speichern: „Nein“");
  await block.locator(".notice.warning button[type=submit]").click();
  await expect(block.locator(".notice.warning")).toHaveCount(0);
  await pressed(deputy, question, "no");
});

test("the resume link opens the interview in a second browser", async ({ visitor }) => {
  const first = await visitor();
  await begin(first, short, "Werkzeugbau Wiederkehr");
  const link = await resumeLink(first);
  expect(new URL(link).pathname.length, "at least 128 bits").toBeGreaterThan(22);
  await expect(first.locator("#key svg").first()).toBeVisible();
  await goOn(first);
  const question = await firstQuestion(first);
  await answer(first, question, "yes");

  const second = await visitor({ size: "phone", language: "en" });
  await second.goto(link);
  await expect(second.locator("h1")).toHaveText("Werkzeugbau Wiederkehr");
  await goOn(second);
  await second.locator(".topic-nav a").first().click();
  await pressed(second, question, "yes");

  const third = await visitor();
  await third.goto("/resume");
  await third.locator("#resume-link").fill(`  ${link}  `);
  await third.locator('form[action="/resume"] button').click();
  await expect(third.locator("h1")).toHaveText("Werkzeugbau Wiederkehr");
});

test("a renewed link ends the old one", async ({ visitor, watch }) => {
  watch.tolerate(403, 404, 410);
  const page = await visitor();
  await begin(page, short);
  const old = await resumeLink(page);
  await page.locator("#key details summary").click();
  await page.locator('form[action$="/link"] button').click();
  await expect(page.locator("#key-link")).not.toHaveValue(old);
  const fresh = await resumeLink(page);
  const other = await visitor();
  const refused = await other.goto(old);
  expect(refused?.status()).toBeGreaterThanOrEqual(400);
  await other.goto(fresh);
  await expect(other).toHaveURL(/\/c\//);
});

test("a guessed link and a folder of others stay closed", async ({ visitor, watch }) => {
  watch.tolerate(403, 404);
  const page = await visitor();
  await begin(page, short);
  const theirs = folder(page);
  const stranger = await visitor();
  for (const path of [theirs, `${theirs}/delete`, "/r/0123456789abcdefghjkmnpqrstvwxyz", "/r/x"]) {
    const answered = await stranger.goto(path);
    expect(answered?.status(), path).toBeGreaterThanOrEqual(400);
    expect(answered?.status(), path).toBeLessThan(500);
    await expect(stranger.locator("#resume-link"), "the page offers the way back").toBeVisible();
  }
});

test("an unfinished check names what is missing and gives no points", async ({ visitor }) => {
  const page = await visitor();
  await begin(page, short);
  await goOn(page);
  await answer(page, await firstQuestion(page), "yes");
  await page.locator('.tabs a[href$="/result"]').click();
  await expect(page.locator("h1")).toHaveText("Es fehlen noch Antworten");
  await expect(page.locator(".points")).toHaveCount(0);
  await page.locator("main section li a").first().click();
  await expect(page).toHaveURL(/\/t\/.*#q-/);
});

test("the language can be changed in the middle without losing the place", async ({ visitor }) => {
  const page = await visitor();
  await begin(page, short);
  await goOn(page);
  const question = await firstQuestion(page);
  await answer(page, question, "yes");
  const path = new URL(page.url()).pathname;
  await page.locator(".language-switch").click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  expect(new URL(page.url()).pathname).toBe(path);
  await pressed(page, question, "yes");
  await page.locator(".interview-steps a.button.primary").click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});

test("a start without a kind of organisation is refused at its place and keeps what was typed", async ({ visitor, watch }) => {
  watch.tolerate(422);
  const page = await visitor();
  await page.goto("/start?check=kurzcheck");
  await page.locator("#field-name").fill("Bäckerei „Zum Ring“ <Test>");
  await page.locator("#field-employees").fill("zwölf");
  await page.locator('form[action="/start"] button[type=submit]').click();
  const summary = page.locator("[data-error-summary]");
  await expect(summary).toBeFocused();
  await expect(summary.locator("li")).toHaveCount(2);
  await expect(page.locator("#error-kind")).toBeVisible();
  await expect(page.locator("#error-employees")).toBeVisible();
  await expect(page.locator("#field-name")).toHaveValue("Bäckerei „Zum Ring“ <Test>");
  await expect(page.locator("#field-employees")).toHaveValue("zwölf");
  await expect(page.locator("input[name=check][value=kurzcheck]")).toBeChecked();
});

test("an answer that cannot be sent says so and can be tried again", async ({ visitor, watch }) => {
  const page = await visitor();
  await begin(page, short);
  await goOn(page);
  const question = await firstQuestion(page);
  const block = page.locator(`[data-question="${question}"]`);
  await page.route("**/t/**", (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
  await block.locator('.answers button[value="yes"]').click();
  const line = block.locator(".answer-form [data-saved]");
  await expect(line.locator("button")).toBeVisible();
  await page.unroute("**/t/**");
  await line.locator("button").click();
  await expect(line).toHaveText("Gespeichert");
  // The browser reports the aborted request; that was the journey.
  watch.problems.splice(0, watch.problems.length, ...watch.problems.filter((problem) => !problem.includes("net::ERR_FAILED")));
});

test("somebody who knows only good answers is told that nothing is open", async ({ visitor }) => {
  const page = await visitor();
  await begin(page, short);
  await goOn(page);
  await answerAll(page, GOOD);
  await page.locator('form[action$="/finish"] button').click();
  await expect(page.locator(".verdict-good")).toBeVisible();
  await expect(page.locator("ol.measures > li")).toHaveCount(0);
});

test("on a phone one question fills the screen, and its button leads to the next", async ({ visitor }) => {
  const page = await visitor({ size: "phone" });
  await begin(page, check("cyberrisikocheck"));
  await goOn(page);
  const questions = page.locator("[data-question]:visible");
  const [one, two] = [questions.first(), questions.nth(1)];
  const height = page.viewportSize()?.height ?? 0;
  expect((await one.boundingBox())?.height).toBeGreaterThan(height * 0.85);
  await one.locator("[data-next]").click();
  await expect(two.locator(".question-text")).toBeInViewport();
  await expect(two.locator('.answers button[value="no"]')).toBeInViewport();
  await expect(one.locator(".question-text")).not.toBeInViewport();
});
