// From the plan to done work: measures assigned, a reminder, a file that shows it, the repeat.

import { GOOD, answer, answerAll, finish } from "../support/interview";
import { linkIn } from "../support/mailbox";
import { picture } from "../support/picture";
import { type Page, type Story, expect } from "../support/story";
import { BAKER } from "./people";

const PLAN = "li.plan-item";

async function plan(story: Story): Promise<Page> {
  return story.open(BAKER, `${story.recall("talk")}/plan`);
}

/** Two measures get somebody who does them and a day. */
export async function assign(story: Story): Promise<void> {
  const page = await plan(story);
  await story.look(page, "the plan of a kept folder");
  for (const [index, days] of [[0, 4], [1, 30]] as const) {
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
  story.keep("measure", (await page.locator(PLAN).first().locator("h3 a").getAttribute("href")) ?? "");
  await page.goto("/me");
  await story.look(page, "my day with work in it");
  await picture(page, "betrieb-mein-tag");
}

/** The bill that shows it: a small PDF such as a scanner makes. */
const BILL = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

/** Days later a reminder comes; what it is about gets a file and is done. */
export async function reminder(story: Story): Promise<void> {
  story.time.passDays(9);
  await story.here.wakeUp();
  const letter = await story.mailbox.next(BAKER.mail, /fällig|Plan|Erinnerung|Woche/i);
  expect(letter.headers.get("list-unsubscribe")).toBeTruthy();
  const page = await story.open(BAKER, new URL(linkIn(letter)).pathname);
  await story.look(page, "where a reminder leads");
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
  story.time.passDays(180);
  const page = await story.open(BAKER, `${story.recall("talk")}/result`);
  await page.locator('form[action$="/repeat"] button').click();
  await expect(page.locator('.answers button[aria-pressed="true"]').first()).toBeVisible();
  const blocks = page.locator("[data-question]:visible");
  for (let index = 0; index < (await blocks.count()); index += 1) {
    const question = await blocks.nth(index).getAttribute("data-question");
    if (question) await answer(page, question, "yes");
  }
  await answerAll(page, GOOD);
  await finish(page);
  await expect(page.locator("#changes")).toBeVisible();
  const points = (text: string) => Number((/(\d+) von/.exec(text) ?? [])[1]);
  expect(points(await page.locator(".points").innerText())).toBeGreaterThan(points(story.recall("points then")));
  await story.look(page, "a repeat with its gain");
  await picture(page, "betrieb-gewinn");
}
