// What a firm does: check, keep, ask for help, work on the plan, take everything out, delete.

import { answerAll, finish, folder, goOn, resumeLink } from "../support/interview";
import { picture } from "../support/picture";
import { linkIn } from "../support/mailbox";
import { type Story, expect, password } from "../support/story";
import { BAKER } from "./people";

/** From the page of the own municipality, without an account. */
export async function shortCheck(story: Story): Promise<void> {
  const page = await story.at(BAKER);
  await page.goto("/g/kalletal");
  await picture(page, "betrieb-startseite");
  await page.locator('a[href^="/start?check=kurzcheck"]').click();
  await page.locator("input[name=kind][value=company]").check();
  await page.locator("#field-name").fill("Bäckerei Brandt");
  await story.look(page, "beginning from the page of a satellite");
  await page.locator('form[action="/start"] button[type=submit]').click();
  await page.waitForURL(/\?begun/);
  story.keep("folder", folder(page));
  story.keep("link", await resumeLink(page));
  await story.look(page, "the new folder");
  await picture(page, "betrieb-mappe");
  await goOn(page);
  await picture(page, "betrieb-frage");
  await answerAll(page, ["no", "yes", "unknown"]);
  await finish(page);
  story.keep("points", await page.locator(".points").innerText());
  story.keep("assessment", new URL(page.url()).pathname.replace(/\/result$/, ""));
  await story.look(page, "the first result");
  await picture(page, "betrieb-ergebnis");
}

/** The folder gets an owner: a mail proves the address, a password opens it from now on. */
export async function keep(story: Story): Promise<void> {
  const page = await story.at(BAKER);
  await page.goto(story.recall("folder"));
  await page.locator('a[href$="/keep"]').first().click();
  await page.locator("#field-email").fill(BAKER.mail);
  await page.locator("#field-person-name").fill(BAKER.name);
  await story.look(page, "keeping a folder");
  await picture(page, "betrieb-behalten");
  await page.locator('form[action$="/keep"] button[type=submit]').click();
  await expect(page.locator("[role=status]")).toContainText(BAKER.mail);
  const letter = await story.mailbox.next(BAKER.mail);
  await page.goto(linkIn(letter));
  await page.locator("#field-new-password").fill(password(BAKER));
  await story.look(page, "an account to keep a folder with");
  await picture(page, "betrieb-konto");
  await page.locator('form[action^="/keep/"] button[type=submit]').first().click();
  await page.waitForURL(/\?kept/);
  await story.look(page, "the kept folder");
  // From now on the link opens nothing; the account does.
  story.watch.tolerate(403, 404, 410);
  const stranger = await story.fresh();
  expect((await stranger.goto(story.recall("link")))?.ok()).toBe(false);
  await stranger.context().close();
}
