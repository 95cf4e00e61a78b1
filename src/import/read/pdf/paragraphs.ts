import type { Line } from './lines.ts';

/** A paragraph of a page, or what of it stands there. */
export interface Paragraph {
  kind: 'paragraph';
  page: number;
  lines: readonly Line[];
  level?: number;
  item?: { depth: number; number?: number };
}

/** How the lines of a document stand, in points. */
export interface Measure {
  /** Where lines begin and end. */
  left: number;
  right: number;
  /** From one line to the next. */
  pitch: number;
  /** Of most letters. */
  size: number;
}

/** Lines that end so many letters before the margin were not broken for want of room. */
const ragged = 2.2;
const indent = 0.8;
const marker =
  /^([（(]?[一二三四五六七八九十]+[）)、]|[（(]\d+[）)]|\d+[.、．](?!\d)|[•●○■◆▪·-] ?)/;

/** Share of a page's width that lines of text fill, where there are enough of them to tell. */
const usualWidth = 0.6;
const enoughLines = 3;

/** The measure of lines that are no rows of tables, on pages of one width. */
export function measureOf(lines: readonly Line[], pageWidth: number): Measure {
  const size = mostFrequent(lines.map((line) => Math.round(line.size * 2) / 2)) ?? 12;
  const own = lines.filter((line) => Math.abs(line.size - size) < 1);
  const lefts = own.map(({ left }) => left).toSorted((one, other) => one - other);
  const rights = own.map(({ right }) => right).toSorted((one, other) => other - one);
  // One line alone may stand out, several do not.
  const left =
    lefts.find((value, at) => Math.abs((lefts[at + 1] ?? Infinity) - value) < 2) ?? lefts[0] ?? 0;
  const right =
    rights.find((value, at) => value - (rights[at + 1] ?? -Infinity) < size) ?? rights[0] ?? 0;
  const ending = rights.filter((value) => Math.abs(value - right) < size).length;
  // A few headings alone do not show where lines end: margins are about as wide on both sides.
  const isShown = ending >= enoughLines || right - left > usualWidth * pageWidth;
  const drops = own.flatMap((line, at) => {
    const above = own[at - 1];
    const drop = above?.page === line.page ? above.y - line.y : 0;
    return drop > 0.8 * size && drop < 4 * size ? [Math.round(drop)] : [];
  });
  return {
    left,
    right: isShown ? right : Math.max(right, pageWidth - left),
    pitch: mostFrequent(drops) ?? 2 * size,
    size,
  };
}

function mostFrequent(values: readonly number[]): number | undefined {
  const counts = [...Map.groupBy(values, (value) => value)].map(
    ([value, { length }]) => [value, length] as const,
  );
  return counts.toSorted((one, other) => other[1] - one[1] || one[0] - other[0])[0]?.[0];
}

/** Lines from top to bottom → paragraphs. */
export function paragraphsOf(lines: readonly Line[], measure: Measure): Paragraph[] {
  const paragraphs: Line[][] = [];
  for (const line of lines) {
    const own = paragraphs.at(-1);
    if (own && (isTitle(own.at(-1)!, line, measure) || goesOnWith(own, line, measure)))
      own.push(line);
    else paragraphs.push([line]);
  }
  return paragraphs.map((own) => ({ kind: 'paragraph', page: own[0]!.page, lines: own }));
}

/** Whether a paragraph goes on at the top of the next page. */
export function goesOnOverPage(above: Paragraph, below: Paragraph, measure: Measure): boolean {
  const first = below.lines[0]!;
  return (
    first.page === above.lines.at(-1)!.page + 1 &&
    above.level === undefined &&
    below.level === undefined &&
    below.item === undefined &&
    isFull(above.lines.at(-1)!, measure) &&
    !opensParagraph(above.lines, first, measure)
  );
}

/** Lines of a title stand in the middle, one below the other, in larger letters. */
function isTitle(above: Line, line: Line, { left, right, size }: Measure): boolean {
  const isCentred = (one: Line) => Math.abs(one.left + one.right - left - right) < 2 * one.size;
  return (
    line.size > 1.25 * size &&
    Math.abs(above.size - line.size) < 1 &&
    above.y - line.y < 2.5 * line.size &&
    isCentred(above) &&
    isCentred(line) &&
    !marker.test(line.text)
  );
}

function goesOnWith(own: readonly Line[], line: Line, measure: Measure): boolean {
  const above = own.at(-1)!;
  const drop = above.y - line.y;
  return (
    Math.abs(above.size - line.size) < 1 &&
    drop < Math.max(1.3 * measure.pitch, 1.6 * line.size) &&
    isFull(above, measure) &&
    !opensParagraph(own, line, measure)
  );
}

function isFull({ right, size }: Line, measure: Measure): boolean {
  return right > measure.right - ragged * size;
}

/** Whether a line begins as a paragraph does: indented, or with a number. */
function opensParagraph(own: readonly Line[], line: Line, { left }: Measure): boolean {
  if (marker.test(line.text)) return true;
  const [first] = own;
  const last = own.at(-1)!;
  const isIndented = (one: Line, from: number) => one.left > from + indent * one.size;
  // Below the number of an item stands nothing.
  if (own.length === 1 && marker.test(first!.text) && isIndented(line, first!.left))
    return isIndented(line, first!.left + 4 * line.size);
  if (own.length === 1) return isIndented(line, left);
  return isIndented(line, last.left);
}

/** Lines of one paragraph as its text: Chinese goes on without a space. */
export function joinedLines(lines: readonly Line[]): string {
  return lines
    .map(({ text }) => text)
    .reduce((text, next) =>
      /[\w,.;:)]$/.test(text) && /^[\w(]/.test(next) && !/\d$/.test(text)
        ? `${text} ${next}`
        : text + next,
    );
}
