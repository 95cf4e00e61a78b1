import type { ExpectedRow, ExpectedUnit } from './content.ts';
import { comparable, followText, isSameContent, matchText, matchUnit } from './match.ts';
import type { TextRun } from './text-runs.ts';

/** A place where a PDF does not say what the facts say. */
export interface Mismatch {
  /** From 1. */
  page: number;
  /** As messages name it, such as `表三“（一）予以公开”`. */
  place: string;
  /** What should stand there; absent where there is too much. */
  expected?: string;
  /** What does; absent where there is nothing. */
  actual?: string;
}

/** A mismatch in words. */
export function tellMismatch({ page, place, expected, actual }: Mismatch): string {
  const where = `第 ${page} 页，${place}`;
  if (expected === undefined) return `${where}多出“${actual}”`;
  if (actual === undefined) return `${where}应为 ${expected}，PDF 上没有`;
  return `${where}应为 ${expected}，PDF 上是 ${actual}`;
}

export function describeMissing(page: number, unit: ExpectedUnit): Mismatch {
  return { page, place: unit.place, expected: shorten(wording(unit)) };
}

export function describeSurplus(
  page: number,
  before: ExpectedUnit | undefined,
  found: readonly TextRun[],
  units: readonly ExpectedUnit[],
): Mismatch {
  const again = units.find((unit) => unit.kind !== 'marker' && matchUnit(unit, found, 0));
  const place = before ? `${before.place}之后` : '开头';
  return {
    page,
    place: again ? `${again.place}只应有一处，${place}` : place,
    actual: shorten(textOf(found)),
  };
}

/** What stands in a unit's place, cut down to where it begins to differ. */
export function describeWrong(
  page: number,
  unit: ExpectedUnit,
  found: readonly TextRun[],
): Mismatch {
  if (unit.kind === 'row') return describeRow(page, unit, found);
  if (unit.kind === 'marker')
    return { page, place: unit.place, expected: wording(unit), actual: shorten(textOf(found)) };
  const followed = followText(unit.text, found, 0);
  const length = typeof followed === 'number' ? 0 : followed.length;
  const run = typeof followed === 'number' ? 0 : followed.run;
  const meant = comparable(unit.text);
  const actual = comparable(textOf(found));
  const common = commonStart(meant, actual);
  return {
    page: found[run]?.page ?? found.at(-1)?.page ?? page,
    place: unit.place,
    expected: `“${around(meant, length)}”`,
    actual: `“${around(actual, common)}”`,
  };
}

function describeRow(page: number, row: ExpectedRow, found: readonly TextRun[]): Mismatch {
  let at: number | undefined = 0;
  for (const label of row.labels) at = at === undefined ? at : matchText(label, found, at);
  const figuresOnly = at !== undefined && row.figures.length > 0;
  return {
    page,
    place: row.place,
    expected: figuresOnly ? row.figures.join(' ') : wording(row),
    actual: shorten(textOf(figuresOnly ? found.slice(at) : found, ' ')),
  };
}

function wording(unit: ExpectedUnit): string {
  switch (unit.kind) {
    case 'text':
      return `“${unit.text}”`;
    case 'marker':
      return unit.number === null ? '项目符号' : `${unit.number}.`;
    case 'row':
      return [...unit.labels, ...unit.figures].map(comparable).join(' ');
  }
}

/** Runs as a reader sees them, with something between cells. */
function textOf(runs: readonly TextRun[], between = ''): string {
  return runs
    .map((run, index) => {
      const before = runs[index - 1];
      return (before && !isSameContent(before, run) ? between : '') + run.text;
    })
    .join('');
}

function commonStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}

/** Characters before and after a difference that are enough to find it by. */
const before = 12;
const after = 24;

function around(text: string, place: number): string {
  const start = place > before + 2 ? place - before : 0;
  const excerpt = text.slice(start, place + after);
  return `${start > 0 ? '…' : ''}${excerpt}${place + after < text.length ? '…' : ''}`;
}

const longest = 80;

function shorten(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
