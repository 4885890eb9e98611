// Two more firms: one reads English and uses the keyboard only, the other has no script. Both get as far as everybody.

import { answerAll, answerAllByKeyboard, finish, finishByKeyboard, folder, goOn, tabTo } from "../support/interview";
import { linkIn } from "../support/mailbox";
import { type Story, expect, password } from "../support/story";
import { GROCER, MECHANIC } from "./people";

/** From the page of the municipality to a kept folder with a result and a measure in hand, without touching a mouse. */
export async function keyboardInEnglish(story: Story): Promise<void> {
  const page = await story.at(GROCER);
  await page.goto("/g/kalletal");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.locator("main")).toContainText("we help businesses");
  await tabTo(page, 'a[href^="/start?check=kurzcheck"]', "Enter");
  await page.waitForURL(/\/start/);
  await tabTo(page, "input[name=kind]", "Space");
  for (let steps = 0; (await page.locator("input[name=kind]:checked").getAttribute("value")) !== "company"; steps += 1) {
    expect(steps).toBeLessThan(10);
    await page.keyboard.press("ArrowDown");
  }
  await tabTo(page, "#field-name");
  await page.keyboard.type("The Tea Shop");
  await tabTo(page, 'form[action="/start"] button[type=submit]', "Enter");
  await page.waitForURL(/\?begun/);
  const own = folder(page);
  story.keep(`folder ${GROCER.mail}`, own);
  await tabTo(page, 'article.assessment a.button.primary[href*="/a/"]', "Enter");
  await page.waitForURL(/\/t\//);
  await answerAllByKeyboard(page, ["yes", "no"]);
  await finishByKeyboard(page);
  await story.look(page, "a result in English");
  await page.goto(`${own}/keep`);
  await tabTo(page, "#field-email");
  await page.keyboard.type(GROCER.mail);
  await tabTo(page, "#field-person-name");
  await page.keyboard.type(GROCER.name);
  await page.keyboard.press("Enter");
  await expect(page.locator("[role=status]")).toContainText(GROCER.mail);
  const letter = await story.mailbox.next(GROCER.mail);
  expect(letter.headers.get("content-language")).toBe("en");
  expect(letter.subject + letter.text).not.toMatch(/\b(und|nicht|Mappe|Ihre)\b/);
  await page.goto(linkIn(letter));
  await tabTo(page, "#field-new-password");
  await page.keyboard.type(password(GROCER));
  await page.keyboard.press("Enter");
  await page.waitForURL(/\?kept/);
  await page.goto("/me");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await story.look(page, "my day in English");
  await tabTo(page, `a[href="${own}"]`, "Enter");
  await page.waitForURL(new RegExp(own));
  await expect(page.locator("h1")).toHaveText("The Tea Shop");
  const english = await page.locator("main").innerText();
  expect(english).not.toMatch(/\b(und|nicht|Mappe|Fragen|Maßnahmen)\b/);
}

/** Check, account, plan, a measure that is done, and everything deleted: each form sent by the browser alone. */
export async function withoutScript(story: Story): Promise<void> {
  const page = await story.at(MECHANIC);
  await page.goto("/g/kalletal");
  await page.locator('a[href^="/start?check=kurzcheck"]').click();
  await page.locator("input[name=kind][value=company]").check();
  await page.locator("#field-name").fill("Radwerkstatt Ohm");
  await page.locator('form[action="/start"] button[type=submit]').click();
  await page.waitForURL(/\?begun/);
  const own = folder(page);
  await goOn(page);
  await answerAll(page, ["no", "yes"]);
  await finish(page);
  await story.look(page, "a result without script");
  const assessment = new URL(page.url()).pathname.replace(/\/result$/, "");
  await page.goto(`${own}/keep`);
  await page.locator("#field-email").fill(MECHANIC.mail);
  await page.locator("#field-person-name").fill(MECHANIC.name);
  await page.locator('form[action$="/keep"] button[type=submit]').click();
  await page.goto(linkIn(await story.mailbox.next(MECHANIC.mail)));
  await page.locator("#field-new-password").fill(password(MECHANIC));
  await page.locator('form[action^="/keep/"] button[type=submit]').first().click();
  await page.waitForURL(/\?kept/);
  await page.goto(`${assessment}/plan`);
  const item = page.locator("li.plan-item").first();
  await item.locator("details summary").first().click();
  await item.locator("select[name=status]").selectOption("done");
  await item.locator(".plan-form button[type=submit]").click();
  await expect(page.locator("li.plan-item .plan-status-done").first()).toBeVisible();
  await story.look(page, "a plan without script");
  await page.goto(`${own}/delete`);
  await page.locator('form[action$="/delete"] button').click();
  await expect(page.locator("main")).toContainText("Nummer des Belegs");
}
