// The adviser's interview: the same check with proof, notes and things to clarify; one round of replies; both sign.

import { answer } from "../support/interview";
import { linkIn } from "../support/mailbox";
import { picture } from "../support/picture";
import { type Page, type Story, expect } from "../support/story";
import { ADVISER, BAKER } from "./people";

/** The firm begins the thorough check, in which the adviser leads. */
export async function begin(story: Story): Promise<void> {
  const page = await story.open(BAKER, story.recall("folder"));
  await page.locator("#another-check").selectOption("cyberrisikocheck");
  await page.locator('form[action$="/start"] button').click();
  await expect(page.locator("[data-question]").first()).toBeVisible();
  story.keep("talk", new URL(page.url()).pathname.replace(/\/t\/.*/, ""));
}

async function openQuestions(page: Page): Promise<string[]> {
  return page.locator('[data-question]:visible:not(:has(.answers button[aria-pressed="true"]))').evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset["question"] ?? ""));
}

export async function lead(story: Story): Promise<void> {
  const page = await story.open(ADVISER, `${story.recall("talk")}/interview`);
  await page.locator('form[action$="/interview/begin"] button').click();
  await expect(page.locator("[role=status]")).toBeVisible();
  await story.look(page, "an interview has begun");
  await picture(page, "beratung-gespraech");
  const topics = await page.locator("section[aria-labelledby=topics] li a").evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
  expect(topics.length).toBeGreaterThan(3);
  let marked = false;
  let count = 0;
  for (const topic of topics) {
    await page.goto(topic);
    for (let more = true; more; ) {
      for (let open = await openQuestions(page); open.length > 0; open = await openQuestions(page)) {
        await answer(page, open[0] ?? "", ["no", "yes", "unknown"][count % 3] ?? "no");
        count += 1;
      }
      if (!marked) {
        marked = true;
        await mark(story, page);
      }
      // A topic may have several pages.
      const next = page.locator('.interview-steps a.button.primary');
      const target = (await next.count()) > 0 ? await next.getAttribute("href") : null;
      more = target !== null && new URL(target, page.url()).pathname === new URL(page.url()).pathname;
      if (more && target) await page.goto(target);
    }
  }
}

/** On the first question: how they know, what is to be clarified, and a note that nobody else sees. */
async function mark(story: Story, page: Page): Promise<void> {
  const block = page.locator("[data-question]:visible").first();
  await block.locator("details.talk-note summary").click();
  await block.locator("input[name=proof][value=said]").check();
  await block.locator("textarea[name=shown]").fill("Gespräch mit der Chefin");
  await block.locator("textarea[name=clarify]").fill("Wer vertritt Frau Brandt im Urlaub?");
  await block.locator("textarea[name=private]").fill("Wirkt überlastet");
  await picture(page, "beratung-notiz", block.locator("details.talk-note"));
  await story.look(page, "a question as the adviser sees it");
  await block.locator("details.talk-note button[type=submit]").click();
  await expect(page.locator("[data-question]:visible").first().locator(".badge.pending")).toBeVisible();
  // The view that can be shown to others holds no notes.
  const here = page.url();
  await page.locator('main a.button[href*="share"]').first().click();
  await expect(page.locator("main")).not.toContainText("überlastet");
  await expect(page.locator("textarea")).toHaveCount(0);
  await story.look(page, "the view without notes");
  await page.goto(here);
}

/** One round: the firm replies and hands back. */
export async function clarify(story: Story): Promise<void> {
  const talk = `${story.recall("talk")}/interview`;
  const page = await story.open(ADVISER, talk);
  await picture(page, "beratung-klaeren", page.locator("section[aria-labelledby=clarify]"));
  await page.locator('form[action$="/interview/ask"] button').click();
  await expect(page.locator("[role=status]")).toBeVisible();
  const letter = await story.mailbox.next(BAKER.mail, /Fragen/);
  const baker = await story.open(BAKER, new URL(linkIn(letter)).pathname);
  await expect(baker.locator("main")).not.toContainText("überlastet");
  await baker.locator("textarea[name=reply]").fill("Mein Bruder Bernd, er hat die Zugänge im Umschlag im Tresor.");
  await story.look(baker, "replying to what is to be clarified");
  await baker.locator('form[action$="/interview/reply"] button').click();
  await expect(baker.locator("[role=status]")).toBeVisible();
  await baker.locator('form[action$="/interview/hand-back"] button').click();
  await expect(baker.locator("[role=status]")).toBeVisible();
  await story.mailbox.next(ADVISER.mail, /Antworten/);
}

/** First the adviser, then the firm; with the second signature nothing changes any more. */
export async function sign(story: Story): Promise<void> {
  const talk = `${story.recall("talk")}/interview`;
  const page = await story.open(ADVISER, talk);
  await expect(page.locator("main")).toContainText("Tresor");
  await page.locator('form[action$="/interview/sign"] button').click();
  await expect(page.locator("[role=status]")).toBeVisible();
  const letter = await story.mailbox.next(BAKER.mail, /Unterschrift/);
  const baker = await story.open(BAKER, new URL(linkIn(letter)).pathname);
  await story.look(baker, "before the second signature");
  await picture(baker, "betrieb-unterschreiben");
  await baker.locator('form[action$="/interview/sign"] button').click();
  await expect(baker.locator("[role=status]")).toBeVisible();
  await story.mailbox.next(ADVISER.mail, /abgeschlossen/);
  await baker.goto(`${story.recall("talk")}/result`);
  await expect(baker.locator(".points")).toBeVisible();
  story.keep("points then", await baker.locator(".points").innerText());
  await story.look(baker, "the result of an interview");
  // Final: no form that would change an answer.
  await baker.locator(".tabs a").first().click();
  await expect(baker.locator("form[data-autosave]")).toHaveCount(0);
}
