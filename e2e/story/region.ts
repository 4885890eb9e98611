// Who opens what: operator, region, satellite, coordinator, partners.

import { linkIn } from "../support/mailbox";
import { picture } from "../support/picture";
import { type Page, type Person, type Story, expect, password } from "../support/story";
import { ADVISER, COORDINATOR, MANAGER, OPERATOR, SILENT } from "./people";

/** Is invited as a deputy and uninvited again. */
const DEPUTY = "vera@kalletal.example";

/** Makes an account on the page behind a link, and takes the role with it. */
async function join(page: Page, person: Person, address = false): Promise<void> {
  if (address) await page.locator("#field-email").fill(person.mail);
  await page.locator("#field-person-name").fill(person.name);
  if (person.passkey) await page.locator("button[data-passkey-create]").click();
  else {
    await page.locator("#field-new-password").fill(password(person));
    await page.locator('main form[action^="/invitation/"] button[type=submit]').click();
  }
  await page.waitForURL((url) => !url.pathname.startsWith("/invitation/"));
}

/** Opens the link of an invitation that came by mail, and takes it. */
export async function accept(story: Story, person: Person, look = ""): Promise<Page> {
  const letter = await story.mailbox.next(person.mail, /Einladung|invit/i);
  const page = await story.at(person);
  await page.goto(linkIn(letter));
  await expect(page.locator("main")).toContainText(person.mail);
  if (look) await story.look(page, "an invitation");
  if (look) await picture(page, look);
  await join(page, person);
  return page;
}

export async function firstLink(story: Story): Promise<void> {
  const link = await story.here.program.says(/(http:\/\/localhost:\d+\/invitation\/\w+)/);
  const page = await story.at(OPERATOR);
  await page.goto(link);
  await story.look(page, "the first operator's link");
  await picture(page, "anlage-erster-link");
  await join(page, OPERATOR, true);
  await story.look(page, "where an operator begins");
  // The link worked once; who finds it in a log can do nothing with it.
  story.watch.tolerate(404);
  const stranger = await story.fresh();
  expect((await stranger.goto(link))?.status()).toBe(404);
  await stranger.context().close();
}

export async function region(story: Story): Promise<void> {
  const page = await story.open(OPERATOR, "/operator/regions");
  await page.locator("#field-name_de").fill("Musterland");
  await page.locator("#field-name_en").fill("Sample Land");
  await page.locator("#field-manager").fill(MANAGER.mail);
  await story.look(page, "opening a region");
  await page.locator('form[action="/operator/regions"] button').click();
  await expect(page.locator("[role=status]")).toBeVisible();
  const there = await accept(story, MANAGER);
  await story.look(there, "where a manager begins");
}

export async function satellite(story: Story): Promise<void> {
  const page = await story.open(MANAGER, "/me");
  await page.locator('a[href^="/regions/"]').first().click();
  story.keep("region", new URL(page.url()).pathname);
  await story.look(page, "an empty region");
  await page.locator('a[href$="/new-area"]').click();
  await page.locator("#field-name").fill("Kalletal");
  await page.locator("#field-coordinator").fill(COORDINATOR.mail);
  await page.locator("input[name=kind][value=satellite]").check();
  await story.look(page, "opening a satellite");
  // Pictures of the handbook are all of one kind.
  await page.emulateMedia({ colorScheme: "light" });
  await picture(page, "koordination-satellit-eroeffnen");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.locator('form[action$="/new-area"] button[type=submit]').click();
  await expect(page.locator("[role=status]")).toBeVisible();
  await page.goto("/g/kalletal");
  await expect(page.locator("h1")).toContainText("Kalletal");
}

export async function coordinator(story: Story): Promise<void> {
  const page = await accept(story, COORDINATOR, "koordination-einladung");
  await page.goto("/me");
  await page.locator('a[href^="/areas/"]').first().click();
  story.keep("area", new URL(page.url()).pathname);
  await story.look(page, "an area");
  await picture(page, "koordination-gebiet");
  await page.locator('main a[href$="/edit"]').click();
  await page.locator("#field-about_de").fill("Wir im Rathaus Kalletal helfen Betrieben, sich gegen Angriffe aus dem Internet zu schützen.");
  await page.locator("#field-about_en").fill("At Kalletal town hall we help businesses to protect themselves.");
  await page.locator("#field-colour").fill("#2e7d32");
  await story.look(page, "editing an area");
  await picture(page, "koordination-seite-bearbeiten");
  await page.locator('form[action$="/edit"] button[type=submit]').click();
  await expect(page.locator("[role=status]")).toBeVisible();
  const stranger = await story.fresh({ size: "phone" });
  await stranger.goto("/g/kalletal");
  await expect(stranger.locator("main")).toContainText("Wir im Rathaus Kalletal");
  await story.look(stranger, "the page of a satellite");
  await picture(stranger, "koordination-startseite");
  await stranger.context().close();
}

/** A partner with one adviser, who is invited by mail. */
async function enter(story: Story, name: string, adviser: Person, kind: string): Promise<void> {
  const page = await story.open(MANAGER, `${story.recall("region")}/new-partner`);
  await page.locator("#field-name").fill(name);
  await page.locator("#field-adviser").fill(adviser.mail);
  await page.locator(`input[name=kind][value=${kind}]`).check();
  await story.look(page, "entering a partner");
  await page.locator('form[action$="/new-partner"] button[type=submit]').click();
  await expect(page.locator("[role=status]")).toBeVisible();
}

/** What a partner offers, said by its adviser. */
async function describe(story: Story, adviser: Person, capacity: string): Promise<void> {
  const page = await story.open(adviser, "/me");
  await page.locator('a[href^="/partner/"]').first().click();
  story.keep(`partner ${adviser.mail}`, new URL(page.url()).pathname);
  await story.look(page, "a partner, seen by its adviser");
  await page.locator('main a[href$="/edit"]').click();
  await page.locator("input[name=offers][value=interview]").check();
  await page.locator("input[name=offers][value=help]").check();
  await page.locator("#field-capacity").fill(capacity);
  await page.locator("input[name=areas]").first().check();
  await page.locator("#field-about_de").fill("Wir sprechen mit Ihnen über Ihr Ergebnis und helfen bei den ersten Schritten.");
  await page.locator("#field-about_en").fill("We talk with you about your result and help with the first steps.");
  // Who sells says so; else the directory does not take it.
  if (await page.locator("input[name=sells]").isChecked()) {
    await page.locator("#field-interests_de").fill("Wir verkaufen selbst Datensicherung.");
  }
  await story.look(page, "what a partner offers");
  if (adviser === ADVISER) await picture(page, "beratung-angebot");
  await page.locator('form[action$="/edit"] button[type=submit]').click();
  await expect(page.locator("[role=status]")).toBeVisible();
  // Into the public directory the management puts them.
  const manager = await story.open(MANAGER, `${story.recall(`partner ${adviser.mail}`)}/edit`);
  await manager.locator("input[name=listed]").check();
  await manager.locator('form[action$="/edit"] button[type=submit]').click();
  await expect(manager.locator("[role=status]")).toBeVisible();
}

/** The first partner is ready at once; the second has an invitation that nobody has opened yet. */
export async function partners(story: Story): Promise<void> {
  await enter(story, "Langsam IT", SILENT, "it-provider");
  await enter(story, "Kammer Musterland", ADVISER, "chamber");
  await accept(story, SILENT);
  await describe(story, SILENT, "5");
}

/** Some days later the second one opens the invitation. */
export async function secondPartner(story: Story): Promise<void> {
  await accept(story, ADVISER, "beratung-einladung");
  await describe(story, ADVISER, "4");
}

/** The coat of arms, a deputy who is invited and uninvited: without script. */
export async function coordinatorsDesk(story: Story): Promise<void> {
  const page = await story.open(COORDINATOR, story.recall("area"));
  const coat = await page.screenshot({ clip: { x: 0, y: 0, width: 64, height: 64 } });
  await page.locator("#field-picture").setInputFiles({ name: "wappen.png", mimeType: "image/png", buffer: coat });
  await page.locator('form[action$="/coat-of-arms"] button').last().click();
  await expect(page.locator("img.coat")).toBeVisible();
  await page.locator('main a[href$="/people"]').click();
  await expect(page.locator("ul.people > li").first()).toContainText(COORDINATOR.name);
  await page.locator("#field-email").fill(DEPUTY);
  await page.locator("input[type=radio][name=role][value=coordinator]").check();
  await page.locator('form[aria-labelledby="invite"] button[type=submit]').click();
  await expect(page.locator("[role=status]")).toBeVisible();
  await story.look(page, "the people of an area");
  const link = linkIn(await story.mailbox.next(DEPUTY, /Einladung/));
  const deputy = await story.fresh();
  await deputy.goto(link);
  await expect(deputy.locator("main")).toContainText(DEPUTY);
  await page.locator('form:has(input[value="withdraw"]) button').click();
  await expect(page.locator("[role=status]")).toBeVisible();
  story.watch.tolerate(404);
  expect((await deputy.reload())?.status(), "taken back at once").toBe(404);
  await deputy.goto("/g/kalletal");
  await expect(deputy.locator("img.coat")).toBeVisible();
  await deputy.context().close();
}
