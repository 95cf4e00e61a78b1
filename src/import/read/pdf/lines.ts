import type { Piece } from './content-items.ts';

/** Gaps in running text are narrower than this many letters. */
export const widestSpace = 1.6;

/** Pieces side by side. */
export interface Line {
  page: number;
  pieces: readonly Piece[];
  text: string;
  left: number;
  right: number;
  y: number;
  size: number;
}

/** Pieces as lines from top to bottom, their pieces from left to right. */
export function linesOf(pieces: readonly Piece[], page: number): Line[] {
  const rows: Piece[][] = [];
  for (const piece of pieces.toSorted((one, other) => other.y - one.y)) {
    const row = rows.at(-1);
    const isBeside =
      row &&
      !piece.isUpright &&
      !row[0]!.isUpright &&
      Math.abs(row[0]!.y - piece.y) < 0.4 * Math.max(piece.size, 1);
    if (isBeside) row.push(piece);
    else rows.push([piece]);
  }
  return rows.map((row) => lineOf(row, page)).filter(({ text }) => text !== '');
}

/**
 * The text of a cell, its lines parted by line breaks. What is written from top to bottom begins at
 * the right.
 *
 * @param pieces in the order in which the PDF shows them
 */
export function cellText(pieces: readonly Piece[], page: number): string {
  const seen = pieces.filter(({ text }) => text.trim() !== '');
  const columns = uprightColumns(seen);
  if (columns)
    return columns
      .toSorted((one, other) => other.x - one.x)
      .map(({ text }) => text)
      .join('\n');
  return linesOf(pieces, page)
    .map(({ text }) => text)
    .join('\n');
}

/** Texts from top to bottom, if there are no others: each in one piece, or letter below letter. */
function uprightColumns(seen: readonly Piece[]): { x: number; text: string }[] | undefined {
  if (seen.length === 0) return undefined;
  if (seen.every(({ isUpright }) => isUpright))
    return seen.map(({ x, text }) => ({ x, text: text.trim() }));
  if (seen.length < 3 || !seen.every(({ text }) => letter.test(text.trim()))) return undefined;
  const columns: Piece[][] = [];
  for (const piece of seen) {
    const above = columns.at(-1)?.at(-1);
    const drop = above ? above.y - piece.y : 0;
    const isBelow =
      above &&
      Math.abs(above.x - piece.x) < 0.5 * piece.size &&
      drop > 0.5 * piece.size &&
      drop < 3 * piece.size;
    if (isBelow) columns.at(-1)!.push(piece);
    else columns.push([piece]);
  }
  if (
    columns.length > 1 &&
    columns.some((column) => column.length < 2 && column !== columns.at(-1))
  )
    return undefined;
  return columns.map((column) => ({
    x: column[0]!.x,
    text: column.map(({ text }) => text.trim()).join(''),
  }));
}

export function lineOf(row: readonly Piece[], page: number): Line {
  const pieces = row.toSorted((one, other) => one.x - other.x);
  const seen = pieces.filter(({ text }) => text.trim() !== '');
  return {
    page,
    pieces,
    text: joinedText(pieces),
    left: Math.min(...seen.map(({ x }) => x)),
    right: Math.max(...seen.map(({ x, width }) => x + width)),
    y: pieces[0]!.y,
    size: Math.max(...pieces.map(({ size }) => size)),
  };
}

const wide = String.raw`[\p{Script=Han}\u3000-\u303f\uff00-\uffef“”‘’…—·]`;
const spaceInChinese = new RegExp(`(?<=${wide})[ \u00a0]+(?=${wide})`, 'gu');
/** A letter that may stand below another; figures do not. */
const letter = new RegExp(`^${wide}$`, 'u');
const wideEnd = new RegExp(`${wide}$`, 'u');
const wideStart = new RegExp(`^${wide}`, 'u');

/** Texts side by side, with a space where there is a gap; where it is wide, a wide one. */
export function joinedText(pieces: readonly Piece[]): string {
  let text = '';
  let end: number | undefined;
  for (const piece of pieces) {
    if (piece.text.trim() === '') continue;
    const own = piece.text
      .replace(/\p{Cc}/gu, '')
      .replace(spaceInChinese, '')
      .trim();
    const gap = end === undefined ? 0 : piece.x - end;
    const isChinese = wideEnd.test(text) && wideStart.test(own);
    if (gap > widestSpace * piece.size) text += '\u3000';
    else if (gap > 0.25 * piece.size && !isChinese) text += ' ';
    text += own;
    end = piece.x + piece.width;
  }
  return text.replace(/[ \u00a0]+/g, ' ').trim();
}
