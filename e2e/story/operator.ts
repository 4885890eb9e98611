// What an operator looks at: what needs attention, letters that are stuck, the state of the installation; backup and restore.

import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { picture } from "../support/picture";
import { type Story, expect } from "../support/story";
import { OPERATOR } from "./people";

export async function looksAround(story: Story): Promise<void> {
  const page = await story.open(OPERATOR, "/operator");
  await story.look(page, "where operators begin");
  await picture(page, "anlage-betrieb");
  await page.goto("/operator/mail");
  await story.look(page, "letters");
  await page.locator('form[action$="/test"] button, form[action="/operator/mail"] button').first().click();
  await story.mailbox.next(OPERATOR.mail, /Probe/i);
  await page.goto("/operator/mail");
  await picture(page, "anlage-post");
  await page.goto("/operator/health");
  await story.look(page, "the state of the installation");
  await picture(page, "anlage-zustand");
  await page.goto("/operator/accounts");
  await story.look(page, "accounts");
  await page.goto("/account");
  await story.look(page, "the own account");
}
