// What the Tab key reaches, and whether one sees where one is.

import { type Page, expect } from "./visitor";

/** How many controls the Tab key can be asked about: a page with more is too long for anybody. */
const MOST = 900;

/**
 * Everything that can be clicked or filled in is reached with the Tab key, and each of them looks different while it has
 * the focus. Of a group of radio buttons one is reached; the arrow keys do the rest.
 */
export async function expectKeyboard(page: Page, what: string): Promise<void> {
  const wanted = await page.evaluate(() => {
    const controls = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
    const visible = (one: HTMLElement) => {
      const { width, height } = one.getBoundingClientRect();
      return one.checkVisibility({ visibilityProperty: true }) && width > 0 && height > 0;
    };
    const shape = (one: Element) => {
      const parts = [one, one.closest("label")].filter((part) => part !== null);
      return parts.map((part) => {
        const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor } = getComputedStyle(part);
        return outlineStyle === "none" ? boxShadow + borderColor : outlineStyle + outlineWidth + outlineColor + boxShadow + borderColor;
      }).join("/");
    };
    const key = (one: HTMLElement) => (one instanceof HTMLInputElement && one.type === "radio" ? one.closest("form")?.action + one.name : one);
    const found = [...document.querySelectorAll<HTMLElement>(controls)].filter(
      (one) => one.tabIndex >= 0 && !(one as HTMLButtonElement).disabled && visible(one),
    );
    const open = new Map<unknown, HTMLElement>();
    const before = new Map<HTMLElement, string>();
    for (const one of found) {
      if (!open.has(key(one))) open.set(key(one), one);
      before.set(one, shape(one));
    }
    const walk = { open, faint: [] as string[] };
    Object.assign(globalThis, { walk });
    document.addEventListener("focusin", (event) => {
      const one = event.target as HTMLElement;
      if (open.delete(key(one)) && before.get(one) === shape(one)) walk.faint.push(one.outerHTML.slice(0, 160));
    });
    (document.activeElement as HTMLElement | null)?.blur();
    scrollTo(0, 0);
    return open.size;
  });
  expect.soft(wanted, `${what} has controls the Tab key can reach`).toBeLessThan(MOST);
  const left = () => page.evaluate(() => (globalThis as unknown as { walk: { open: Map<unknown, HTMLElement> } }).walk.open.size);
  // Fields for a day or a time have several places where Tab stops, so there are more stops than controls.
  for (let pressed = 0; pressed < wanted * 3 + 20; pressed += 1) {
    if (pressed % 10 === 0 && (await left()) === 0) break;
    await page.keyboard.press("Tab");
  }
  const { missed, faint } = await page.evaluate(() => {
    const { walk } = globalThis as unknown as { walk: { open: Map<unknown, HTMLElement>; faint: string[] } };
    return { missed: [...walk.open.values()].slice(0, 5).map((one) => one.outerHTML.slice(0, 160)), faint: walk.faint.slice(0, 5) };
  });
  expect.soft(missed, `${what}: the Tab key reaches everything: ${page.url()}`).toEqual([]);
  expect.soft(faint, `${what}: one sees what has the focus: ${page.url()}`).toEqual([]);
}
