// Who may look into the folder, who did, and what happens when that ends.

import { picture } from "../support/picture";
import { type Story, expect } from "../support/story";
import { ADVISER, BAKER, MANAGER, SILENT } from "./people";

/** Without consent the partner finds nothing, not even that the folder exists. */
export async function closed(story: Story): Promise<void> {
  story.watch.tolerate(404);
  for (const person of [ADVISER, SILENT, MANAGER]) {
    const page = await story.open(person, "/me");
    for (const path of [story.recall("folder"), `${story.recall("assessment")}/result`]) {
      expect((await page.goto(path))?.status(), `${person.name} at ${path}`).toBe(404);
    }
  }
}

export async function give(story: Story): Promise<void> {
  const page = await story.open(BAKER, story.recall("request"));
  await page.locator('main a[href*="/consents"]').first().click();
  await story.look(page, "consents");
  const card = page.locator("#advice");
  if (!(await card.locator("details").getAttribute("open").then((open) => open !== null))) await card.locator("summary").click();
  await card.locator("select[name=partner]").selectOption({ label: "Kammer Musterland" });
  await card.locator("input[name=agreed]").check();
  await picture(page, "betrieb-einwilligung", card);
  await card.locator("button[type=submit]").click();
  await expect(page.locator("[role=status]")).toBeVisible();
  await expect(card).toContainText("Kammer Musterland");
}

/** The adviser sees the folder now, and the firm sees that they did. */
export async function seen(story: Story): Promise<void> {
  const partner = story.recall(`partner ${ADVISER.mail}`);
  const page = await story.open(ADVISER, `${partner}/clients`);
  await story.look(page, "clients of a partner");
  await picture(page, "beratung-kunden");
  await page.locator("main").getByRole("link", { name: "Bäckerei Brandt" }).click();
  await expect(page.locator("h1")).toHaveText("Bäckerei Brandt");
  await page.goto(`${story.recall("assessment")}/result`);
  await expect(page.locator(".points")).toHaveText(story.recall("points"));
  const baker = await story.open(BAKER, `${story.recall("folder")}/log`);
  await expect(baker.locator("table").first()).toContainText(ADVISER.name);
  await story.look(baker, "who has seen our data");
  await picture(baker, "betrieb-protokoll");
}

/** Taken back: the very next click of the adviser finds nothing, in the window that is open. */
export async function revoke(story: Story): Promise<void> {
  const adviser = await story.open(ADVISER, `${story.recall("assessment")}/result`);
  await expect(adviser.locator(".points")).toBeVisible();
  const page = await story.open(BAKER, `${story.recall("folder")}/consents`);
  await page.locator("#advice form[action$='/revoke'] button").first().click();
  await expect(page.locator("[role=status]")).toBeVisible();
  story.watch.tolerate(404);
  expect((await adviser.reload())?.status()).toBe(404);
  for (const path of ["", "/consents", "/log"]) {
    expect((await adviser.goto(`${story.recall("folder")}${path}`))?.status()).toBe(404);
  }
  await adviser.goto(`${story.recall(`partner ${ADVISER.mail}`)}/clients`);
  await expect(adviser.locator("main")).not.toContainText("Bäckerei Brandt");
  const english = await story.borrow(page, { language: "en" });
  await story.look(english, "consents in English");
  await english.context().close();
}
