// Pictures of the handbook are taken while the story is told, so that they show what the program really does.
// `cargo xtask pictures` asks for them; in CI this does nothing.

import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";

const FOLDER = process.env.RINGWALL_PICTURES;

/** Takes a picture of the window, or of one part of the page with a little of what is around it. */
export async function picture(page: Page, name: string, part?: Locator): Promise<void> {
  if (!FOLDER) return;
  const path = join(FOLDER, `${name}.png`);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  if (!part) {
    await page.evaluate(() => scrollTo(0, 0));
    await page.screenshot({ path, animations: "disabled", caret: "hide" });
    return;
  }
  await part.scrollIntoViewIfNeeded();
  const box = await part.boundingBox();
  const scrolled = await page.evaluate(() => scrollY);
  if (!box) throw new Error(`nothing to take a picture of: ${name}`);
  const width = page.viewportSize()?.width ?? 1280;
  const margin = 24;
  const top = Math.max(0, box.y + scrolled - margin);
  // As wide as the window: pictures of one guide are all of one width.
  const clip = { x: 0, y: top, width, height: Math.min(box.height + 2 * margin, 1000) };
  await page.screenshot({ path, clip, fullPage: true, animations: "disabled", caret: "hide" });
}
