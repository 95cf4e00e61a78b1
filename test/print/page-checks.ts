import { type Glyph, linesOf, MILLIMETRE, textOf } from './glyphs.ts';

const TOP = 37 * MILLIMETRE;
const BOTTOM = (297 - 34.8) * MILLIMETRE;
const WIDTH = 156 * MILLIMETRE;
/** Rounding to whole pixels, by the browser. */
const ROUNDING = 1;

/** Left edge of the text block, in points; odd pages are right-hand pages. */
export function leftEdge(pageNumber: number): number {
  return (pageNumber % 2 === 1 ? 28 : 26) * MILLIMETRE;
}

/** What stands within the height of the text block: no page number, no running line. */
export function bodyOf(page: readonly Glyph[]): Glyph[] {
  return page.filter(({ y }) => y > TOP && y < BOTTOM + ROUNDING);
}

/** The text of all pages without page numbers, running lines and the bullets of lists. */
export function bodyText(pages: readonly (readonly Glyph[])[]): string {
  return pages
    .map((page) => linesOf(bodyOf(page)).map(textOf).join(''))
    .join('')
    .replaceAll(/[•◦▪]/g, '');
}

/** What stands beside or below the text block, or between it and the page number. */
export function outside(pages: readonly (readonly Glyph[])[]): string[] {
  return pages.flatMap((page, index) => {
    const left = leftEdge(index + 1) - ROUNDING;
    const right = left + WIDTH + 2 * ROUNDING;
    const below = page.filter(({ y }) => y > BOTTOM + ROUNDING);
    const beside = bodyOf(page).filter((glyph) => glyph.x < left || glyph.x + inked(glyph) > right);
    return [
      ...beside.map(({ text, x, y }) => `page ${index + 1}: ${text} at ${x}, ${y}`),
      ...(textOf(below) === `—${index + 1}—` ? [] : [`page ${index + 1}: ${textOf(below)}`]),
    ];
  });
}

/** At a line end, marks are set in half their width; the font still states the whole. */
function inked({ text, advance }: Glyph): number {
  return /\p{P}/u.test(text) ? advance / 2 : advance;
}

/** Letters and digits that stand upon each other. */
export function overlaps(pages: readonly (readonly Glyph[])[]): string[] {
  return pages.flatMap((page, index) => {
    const solid = page.filter(({ text }) => /[\p{L}\p{N}]/u.test(text)).sort((a, b) => a.x - b.x);
    return solid.flatMap((one, at) => {
      const found: string[] = [];
      for (const other of solid.slice(at + 1)) {
        if (other.x >= one.x + one.advance * 0.8) break;
        if (Math.abs(other.y - one.y) < 0.7 * Math.min(one.size, other.size))
          found.push(`page ${index + 1}: ${one.text} and ${other.text} at ${one.x}, ${one.y}`);
      }
      return found;
    });
  });
}
