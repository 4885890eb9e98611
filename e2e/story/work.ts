// From the plan to done work: measures assigned, a reminder, a file that shows it, the repeat.

import { linkIn } from "../support/mailbox";
import { picture } from "../support/picture";
import { type Page, type Story, expect } from "../support/story";
import { BAKER } from "./people";

const PLAN = "li.plan-item";

async function plan(story: Story): Promise<Page> {
  return story.open(BAKER, `${story.recall("assessment")}/plan`);
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
