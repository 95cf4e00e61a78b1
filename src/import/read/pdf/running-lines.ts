import type { Piece } from './content-items.ts';
import { type Line, linesOf } from './lines.ts';
import { looseOf, type RuledPage } from './page-blocks.ts';

/** Page numbers with something around them: — 3 —, 第3页 共8页, 3/8. */
const pageNumber =
  /^([—–\-_·~～]+\s*\d{1,3}\s*[—–\-_·~～]+|第\s*\d+\s*页.{0,12}|\d{1,3}\s*\/\s*\d{1,3})$/;
const bareNumber = /^\d{1,3}$/;

/** How far from the edge of a page its running lines stand, as a share of its height. */
const margin = 0.13;
/** Lines from an edge that may be running ones. */
const reach = 2;

/**
 * Headers, footers and page numbers that are not marked as such: lines at the edge of a page that
 * are its number, or stand on several pages alike. Nothing in a ruled table is one.
 */
export function runningPieces(pages: readonly RuledPage[]): ReadonlySet<Piece> {
  const heights = new Map(pages.map(({ number, height }) => [number, height]));
  const candidates = new Set(
    pages.flatMap((page) => {
      const lines = linesOf(looseOf(page), page.number);
      const near = [...lines.slice(0, reach), ...lines.slice(-reach)];
      // Above or below all else; beside a table, a number is a figure.
      const isOutside = ({ y }: Line) =>
        page.grids.every(({ top }) => y > top) || page.grids.every(({ bottom }) => y < bottom);
      return near.filter(
        (line) =>
          isOutside(line) && (line.y < page.height * margin || line.y > page.height * (1 - margin)),
      );
    }),
  );
  // By what it says and where it stands; numbers by how they follow the page's own.
  const alike = Map.groupBy(candidates, ({ text, y, page }) => {
    if (bareNumber.test(text)) return `${Number(text) - page}`;
    return `${text.replace(/\d+/g, '#')} ${y > heights.get(page)! / 2}`;
  });
  return new Set(
    [...alike.values()]
      .flatMap((lines) => lines.filter((line) => isRunning(line, lines, pages.length)))
      .flatMap(({ pieces }) => pieces),
  );
}

function isRunning({ text, page }: Line, alike: readonly Line[], pages: number): boolean {
  const onPages = new Set(alike.map((line) => line.page)).size;
  if (pageNumber.test(text)) return true;
  if (bareNumber.test(text)) return onPages > 1 || Number(text) === page;
  return onPages > 1 && onPages >= Math.floor(pages / 2);
}
