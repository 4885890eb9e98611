// A firm asks for help; the first partner lets it lapse, the second accepts by the link in the mail; they fix a time.

import { readFileSync } from "node:fs";
import { eventIn } from "../support/calendar";
import { linkIn } from "../support/mailbox";
import { picture } from "../support/picture";
import { type Story, expect } from "../support/story";
import { ADVISER, BAKER, COORDINATOR, GROCER, SILENT } from "./people";

/** On a Thursday, so that a weekend lies between asking and the end of the time to answer. */
export async function ask(story: Story): Promise<void> {
  story.time.goToWeekday(4, 9);
  const page = await story.open(BAKER, story.recall("folder"));
  await page.locator('main a[href$="/help"]').first().click();
  await story.look(page, "asking for help");
  await page.locator('a[href$="/help/new"]').click();
  await page.locator("input[name=wish][value=interview]").check();
  await page.locator("input[name=topic][value=result]").check();
  await expect(page.locator("#field-area option:checked")).toHaveText("Kalletal");
  await page.locator("input[name=times][value=morning]").check();
  await page.locator("#field-asker_name").fill("Brigitte");
  await page.locator("#field-email").fill(BAKER.mail);
  await page.locator("#field-message").fill("Wir backen von zwei bis zehn. Danach passt es gut.");
  await story.look(page, "a request for help");
  await picture(page, "betrieb-hilfe-anfragen");
  await page.locator('form[action$="/help/new"] button[type=submit]').click();
  await page.waitForURL(/\/help\/[0-9a-f-]{36}/);
  story.keep("request", new URL(page.url()).pathname);
  await story.look(page, "a request that waits for an answer");
  await expect(page.locator("main")).toContainText("Langsam IT");
  await expect(page.locator("main")).not.toContainText("Kammer Musterland");
  const letter = await story.mailbox.next(SILENT.mail, /Kalletal/);
  // Who asks stays unknown until somebody accepts.
  for (const word of ["Brandt", "Brigitte", BAKER.mail]) {
    expect(letter.text).not.toContain(word);
    expect(letter.html).not.toContain(word);
  }
  story.keep("lapsed link", linkIn(letter));
}

/** Three working days pass without an answer, a weekend among them. */
export async function lapse(story: Story): Promise<void> {
  story.time.passWorkingDays(4);
  await story.here.wakeUp();
  const letter = await story.mailbox.next(ADVISER.mail, /Kalletal/);
  story.keep("proposal", linkIn(letter));
  const late = await story.at(SILENT);
  await late.goto(story.recall("lapsed link"));
  await expect(late.locator("main form button[value=accept]")).toHaveCount(0);
  await story.look(late, "a request that has gone on to somebody else");
}

/** One click on the page behind the link; nobody has to sign in for it. */
export async function acceptByMail(story: Story): Promise<void> {
  const page = await story.fresh({ size: "phone" });
  await page.goto(story.recall("proposal"));
  await expect(page.locator("main")).not.toContainText("Brigitte");
  await story.look(page, "a request as a partner sees it");
  await picture(page, "beratung-anfrage");
  await page.locator("main form button[value=accept]").click();
  await expect(page.locator("[role=status]").first()).toBeVisible();
  await expect(page.locator("main")).toContainText(BAKER.mail);
  await page.context().close();
  const told = await story.mailbox.next(BAKER.mail, /Kammer Musterland/);
  const baker = await story.open(BAKER, new URL(linkIn(told)).pathname);
  await expect(baker.locator("main")).toContainText("Kammer Musterland");
  await story.look(baker, "a request that somebody has taken");
  await story.mailbox.next(ADVISER.mail, /Kontakt|Zusage/);
}

/** They fix a time: the partner names one, the firm says yes; both get it for their calendars. */
export async function appointment(story: Story): Promise<void> {
  const request = story.recall("request").split("/").pop() ?? "";
  const there = `${story.recall(`partner ${ADVISER.mail}`)}/requests/${request}`;
  const page = await story.open(ADVISER, there);
  const card = page.locator("#appointment");
  const [year, month, day] = story.time.day(8).split("-");
  await card.locator("#field-date").fill(`${day}.${month}.${year}`);
  await card.locator("#field-time").fill("14:30");
  await card.locator("#field-minutes").fill("90");
  await card.locator("input[name=meeting][value=on-site]").check();
  await card.locator("#field-place").fill("In der Backstube, Lange Straße 3");
  await story.look(page, "naming a time");
  await picture(page, "beratung-termin", card);
  await card.locator("details form button[type=submit]").click();
  await expect(card).toContainText("In der Backstube");

  const asked = await story.mailbox.next(BAKER.mail, /^Terminvorschlag/);
  const baker = await story.open(BAKER, new URL(linkIn(asked)).pathname);
  await story.look(baker, "a time that waits for a yes");
  await picture(baker, "betrieb-termin", baker.locator("#appointment"));
  await baker.locator('#appointment form:has(input[value="confirm"]) button').click();
  await expect(baker.locator('#appointment a[href$=".ics"]')).toBeVisible();
  const [file] = await Promise.all([baker.waitForEvent("download"), baker.locator('#appointment a[href$=".ics"]').click()]);
  const downloaded = await eventIn(readFileSync(await file.path(), "utf8"));

  // The time of the region, whatever the clock of whoever reads it shows.
  const begin = new Date(`${year}-${month}-${day}T14:30:00+01:00`);
  const expected = { begin, minutes: 90, place: "In der Backstube, Lange Straße 3", status: "CONFIRMED" };
  expect(downloaded).toMatchObject(expected);
  const sent = [];
  for (const person of [ADVISER, BAKER]) {
    const letter = await story.mailbox.next(person.mail, /^Termin steht/);
    const invitation = letter.attachments.find(({ type }) => type === "text/calendar");
    const event = await eventIn(invitation?.text ?? "");
    expect(event, `what ${person.name} gets by mail`).toMatchObject({ ...expected, method: "REQUEST", uid: downloaded.uid });
    sent.push(event);
  }
  expect(sent[0]?.sequence).toBe(sent[1]?.sequence);
}

/** On the day before both are reminded. */
export async function dayBefore(story: Story): Promise<void> {
  story.time.goToWeekday(3, 15);
  await story.here.wakeUp();
  await story.mailbox.next(BAKER.mail, /^Morgen: Termin mit Kammer Musterland/);
  await story.mailbox.next(ADVISER.mail, /^Morgen: Termin mit/);
}

/** Nobody speaks the language that was asked for: the coordinator hears of it, sees whom to call, and asks by hand. */
export async function nobody(story: Story): Promise<void> {
  const own = story.recall(`folder ${GROCER.mail}`);
  const page = await story.open(GROCER, `${own}/help/new`);
  await page.locator("input[name=wish][value=first-talk]").check();
  await page.locator("input[name=topic][value=result]").check();
  await expect(page.locator("#field-language")).toHaveValue("en");
  await expect(page.locator("#field-email")).toHaveValue(GROCER.mail);
  await page.locator('form[action$="/help/new"] button[type=submit]').click();
  await page.waitForURL(/\/help\/[0-9a-f-]{36}/);
  await story.look(page, "a request for which nobody is free");
  const letter = await story.mailbox.next(COORDINATOR.mail, /ist niemand frei/);
  expect(letter.text, "who asks is seen on the page, not in the mail").not.toContain(GROCER.mail);
  const there = await story.open(COORDINATOR, new URL(linkIn(letter)).pathname);
  await expect(there.locator("main")).toContainText(GROCER.mail);
  await story.look(there, "a request that is stuck, seen by the coordinator");
  const choose = there.locator('form[aria-labelledby="choose"]');
  const label = (await choose.locator("option").filter({ hasText: "Kammer Musterland" }).innerText()).trim();
  await choose.locator("#field-partner").selectOption({ label });
  await choose.locator("button[type=submit]").click();
  await expect(there.locator("[role=status]")).toBeVisible();
  await story.mailbox.next(ADVISER.mail, /Hilfe-Anfrage aus Kalletal/);
  // The firm sees in its log that somebody looked.
  await page.goto(`${own}/log`);
  await expect(page.locator("main")).toContainText(COORDINATOR.name);
}
