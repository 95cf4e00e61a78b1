import type { Page } from 'puppeteer-core';

/** Where the focus came to. */
export interface Stop {
  /** Place among all that can have the focus, in the order of the markup; -1 for what cannot. */
  place: number;
  name: string;
  /** Where it begins, and its row, in the page as if nothing were scrolled. */
  left: number;
  top: number;
  /** What is wrong with how the focus is shown. */
  faults: string[];
}

const focusable = `[...document.querySelectorAll(
  'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])'
)].filter((element) => !element.disabled && element.checkVisibility({ visibilityProperty: true }))`;

/** How many elements can have the focus. */
export async function countFocusable(page: Page): Promise<number> {
  return Number(await page.evaluate(`${focusable}.length`));
}

const describeFocused = `(() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
  const faults = [];
  if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2 || /, 0\\)$/.test(outlineColor))
    faults.push('shows no focus');
  const rects = [...element.getClientRects()];
  const inside = rects
    .map(({ left, top, right, bottom }) => ({
      left: Math.max(left, 0), top: Math.max(top, 0),
      right: Math.min(right, innerWidth), bottom: Math.min(bottom, innerHeight),
    }))
    .filter(({ left, top, right, bottom }) => right - left >= 1 && bottom - top >= 1);
  if (inside.length === 0) faults.push('is out of sight');
  // Both ends and the middle: what is stuck to an edge covers an end first.
  const covers = inside.flatMap(({ left, top, right, bottom }) =>
    [[left + 1, top + 1], [(left + right) / 2, (top + bottom) / 2], [right - 1, bottom - 1]])
    .map(([x, y]) => document.elementFromPoint(x, y))
    .filter((seen) => seen && !element.contains(seen) && !seen.contains(element));
  for (const cover of new Set(covers)) faults.push('is covered by ' + cover.outerHTML.slice(0, 60));
  const scrolled = element.closest('.table-scroll:not(:focus)')?.scrollLeft ?? 0;
  const { left } = rects[0] ?? element.getBoundingClientRect();
  // What is aligned to the bottom of cells stands in one row all the same.
  const { top } = (element.closest('td, th') ?? element).getBoundingClientRect();
  return {
    place: ${focusable}.indexOf(element),
    name: (element.ariaLabel ?? element.textContent).trim().slice(0, 20),
    left: left + scrollX + scrolled,
    top: top + scrollY,
    faults,
  };
})()`;

/**
 * Presses the key until the focus leaves the page, at most `limit` times: a trap ends there.
 * The page must have no transitions.
 */
export async function walk(page: Page, key: 'forward' | 'back', limit: number): Promise<Stop[]> {
  const stops: Stop[] = [];
  if (key === 'back') await page.keyboard.down('Shift');
  while (stops.length < limit) {
    await page.keyboard.press('Tab');
    const stop = (await page.evaluate(describeFocused)) as Stop | null;
    if (!stop) break;
    stops.push(stop);
  }
  if (key === 'back') await page.keyboard.up('Shift');
  return stops;
}

/** Stops that stand before the last one to a reader of lines: above it, or left of it. */
export function readBefore(stops: readonly Stop[]): string[] {
  return stops.flatMap(({ name, left, top }, at) => {
    const last = stops[at - 1];
    if (!last) return [];
    const isBelow = top > last.top + 8;
    const isBeside = Math.abs(top - last.top) <= 8 && left > last.left;
    return isBelow || isBeside ? [] : [`${last.name} → ${name}`];
  });
}
