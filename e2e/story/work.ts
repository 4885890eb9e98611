// From the plan to done work: measures assigned, a reminder, a file that shows it, the repeat.

import { answerAnew, finish } from "../support/interview";
import { linkIn } from "../support/mailbox";
import { picture } from "../support/picture";
import { type Page, type Story, expect } from "../support/story";
import { settled } from "./operator";
import { BAKER } from "./people";

const PLAN = "li.plan-item";

async function plan(story: Story): Promise<Page> {
  return story.open(BAKER, `${story.recall("talk")}/plan`);
}

/** Two measures get somebody who does them and a day. */
export async function assign(story: Story): Promise<void> {
  const page = await plan(story);
  await story.look(page, "the plan of a kept folder");
  for (const [index, days] of [[0, 7], [1, 60]] as const) {
    await plan(story);
    const item = page.locator(PLAN).nth(index);
    await item.locator("details summary").first().click();
    await item.locator("select[name=status]").selectOption("in-progress");
    await item.locator("select[name=account]").selectOption({ label: BAKER.name });
    await item.locator("input[name=due]").fill(story.time.day(days));
    if (index === 0) await picture(page, "betrieb-massnahme", item);
    await item.locator(".plan-form button[type=submit]").click();
    await expect(page.locator(PLAN).nth(index)).toContainText(BAKER.name);
  }
  story.keep("measure title", (await page.locator(PLAN).first().locator("h3 a").innerText()).trim());
  story.keep("measure", (await page.locator(PLAN).first().locator("h3 a").getAttribute("href")) ?? "");
  await page.goto("/me");
  await story.look(page, "my day with work in it");
  await picture(page, "betrieb-mein-tag");
}

/** The bill that shows it: a small PDF such as a scanner makes. */
const BILL = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

/** On Monday morning one letter says how much there is to do, not what; it comes once, and can be stopped. */
export async function digest(story: Story): Promise<void> {
  story.time.goToWeekday(1, 8);
  await story.here.wakeUp();
  const letter = await story.mailbox.next(BAKER.mail, /^Diese Woche: eine Maßnahme steht an/);
  expect(letter.headers.get("list-unsubscribe")).toMatch(/^<http:\/\/localhost:\d+\/unsubscribe\/\w+>$/);
  expect(letter.headers.get("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
  const page = await story.open(BAKER, new URL(linkIn(letter)).pathname);
  await story.look(page, "where a digest leads");
  const measure = story.recall("measure title");
  await expect(page.locator("main")).toContainText(measure);
  expect(letter.text).not.toContain(measure);
  expect(letter.html).not.toContain(measure);
  // Started again in the same week: no second one.
  await story.here.wakeUp();
  story.time.passDays(1);
  await story.here.wakeUp();
  await settled(story);
  const digests = story.mailbox.to(BAKER.mail).filter(({ subject }) => /^Diese Woche/.test(subject));
  expect(digests, "one letter a week").toHaveLength(1);
}

/** Three months after the check one letter asks what became of it; one click a measure, without signing in. */
export async function followUp(story: Story): Promise<void> {
  story.time.passDays(93);
  await story.here.wakeUp();
  const letter = await story.mailbox.next(BAKER.mail, /^3 Monate nach Ihrem Sicherheits-Check/);
  // Another browser, where nobody is signed in and nothing runs.
  const page = await story.fresh({ size: "phone", script: false });
  await page.goto(linkIn(letter));
  const questions = page.locator("ol.follow-up > li");
  const count = await questions.count();
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThanOrEqual(10);
  const lent = await story.borrow(page, { size: "phone" });
  await story.look(lent, "a follow-up");
  await lent.context().close();
  await picture(page, "betrieb-nachfrage");
  const asked = (await questions.first().locator(".question-text").innerText()).trim();
  await questions.first().locator("input[value=yes]").check();
  await page.locator('form[action^="/follow-up/"] button[type=submit]').click();
  await expect(page.locator("[role=status]")).toBeVisible();
  const there = (await page.locator('main a[href$="/plan"]').getAttribute("href")) ?? "";
  await page.goto(linkIn(letter));
  await expect(page.locator("[role=status]"), "answered once").toBeVisible();
  await page.context().close();
  const plan = await story.open(BAKER, there);
  await expect(plan.locator(PLAN).filter({ hasText: asked }).locator(".plan-status-done").first()).toBeVisible();
}

export async function done(story: Story): Promise<void> {
  const page = await story.open(BAKER, story.recall("measure"));
  await page.locator("#file").setInputFiles({ name: "Rechnung Sicherung.pdf", mimeType: "application/pdf", buffer: BILL });
  await page.locator('form[action*="/files"] button[type=submit]').first().click();
  await expect(page.locator("ul.files")).toContainText("Rechnung Sicherung.pdf");
  await page.locator("#comment").fill("Die Platte steht jetzt im Tresor, jeden Freitag wird getauscht.");
  await page.locator('form[action*="/comments"] button[type=submit]').last().click();
  await expect(page.locator("ol.comments")).toContainText("jeden Freitag");
  await page.locator("select[name=status]").selectOption("done");
  await page.locator(".plan-form button[type=submit]").click();
  await expect(page.locator(".plan-status-done").first()).toBeVisible();
  await story.look(page, "a measure that is done");
  await picture(page, "betrieb-erledigt");
}

/** Half a year later the same questions again: what was done shows. */
export async function repeat(story: Story): Promise<void> {
  story.time.passDays(90);
  const page = await story.open(BAKER, `${story.recall("talk")}/result`);
  await page.locator('form[action$="/repeat"] button').click();
  await expect(page.locator('.answers button[aria-pressed="true"]').first()).toBeVisible();
  await answerAnew(page, "yes");
  await finish(page);
  await expect(page.locator("#changes")).toBeVisible();
  const points = (text: string) => Number((/(\d+) von/.exec(text) ?? [])[1]);
  expect(points(await page.locator(".points").innerText())).toBeGreaterThan(points(story.recall("points then")));
  await story.look(page, "a repeat with its gain");
  await picture(page, "betrieb-gewinn", page.locator("section[aria-labelledby=changes]"));
}
