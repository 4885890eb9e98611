// The data belong to the firm: everything taken out, brought into another installation, deleted here with a receipt.

import { readFileSync } from "node:fs";
import { pdfText, unzip } from "../support/files";
import { folder } from "../support/interview";
import { picture } from "../support/picture";
import { Installation, type Page, type Story, expect } from "../support/story";
import { BAKER } from "./people";

async function download(page: Page, path: string): Promise<Buffer> {
  const answered = await page.context().request.get(path);
  expect(answered.status(), path).toBe(200);
  return answered.body();
}

/** The archive, and what a second installation makes of it: the same JSON to the byte, the same words in the report. */
export async function takeOut(story: Story): Promise<void> {
  const page = await story.open(BAKER, `${story.recall("folder")}/take-out`);
  await story.look(page, "taking everything out");
  await picture(page, "betrieb-mitnehmen");
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator('form[action$="/take-out"] button').click()]);
  const archive = readFileSync(await file.path());
  const files = unzip(archive);
  const dossier = files.get("dossier.json") ?? Buffer.from("");
  expect(dossier.length).toBeGreaterThan(1_000);
  expect(files.has("manifest.json")).toBe(true);
  const talk = story.recall("talk");
  const report = pdfText(await download(page, `${talk}/report.pdf`));
  expect(report).toContain("Bäckerei Brandt");

  const there = await Installation.start("elsewhere", story.time, story.mailbox);
  try {
    const other = await story.fresh({}, there.address);
    await other.goto("/import");
    await other.locator("#file").setInputFiles({ name: file.suggestedFilename(), mimeType: "application/zip", buffer: archive });
    await other.locator('form[action="/import"] button').click();
    await expect(other.locator("h1")).toHaveText("Bäckerei Brandt");
    const moved = folder(other);
    await picture(other, "betrieb-eingelesen");
    const assessment = await other.locator('article.assessment a[href*="/result"]').evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
    const again = unzip(await archiveOf(other, moved));
    expect(again.get("dossier.json")?.equals(dossier), "the same JSON, byte for byte").toBe(true);
    const reports = [];
    for (const result of new Set(assessment)) reports.push(pdfText(await download(other, result.replace(/\/result.*/, "/report.pdf"))));
    expect(reports).toContain(report);
    await other.context().close();
  } finally {
    await there.end();
  }
}

async function archiveOf(page: Page, there: string): Promise<Buffer> {
  await page.goto(`${there}/take-out`);
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator('form[action$="/take-out"] button').click()]);
  return readFileSync(await file.path());
}

export async function receipt(story: Story): Promise<void> {
  const page = await story.open(BAKER, `${story.recall("folder")}/delete`);
  await page.locator('form[action$="/delete"] button').click();
  await expect(page.locator("table tbody tr").first()).toBeVisible();
  await expect(page.locator("main")).toContainText("Nummer des Belegs");
  await story.look(page, "a receipt of deletion");
  await picture(page, "betrieb-beleg");
  const number = /Nummer des Belegs: ([\w-]+)/.exec(await page.locator("main").innerText())?.[1] ?? "";
  expect(number).not.toBe("");
  story.watch.tolerate(404);
  expect((await page.goto(story.recall("folder")))?.status()).toBe(404);
  const confirmed = story.here.run("receipt", number);
  expect(confirmed.code, confirmed.err).toBe(0);
  const verified = story.here.run("audit", "verify");
  expect(verified.code, verified.err + verified.out).toBe(0);
}
