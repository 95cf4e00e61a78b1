import type { ExpectedMarker, ExpectedRow, ExpectedUnit } from './content.ts';
import type { TextRun } from './text-runs.ts';

/*
 * Characters are compared exactly, with two rules for what separates them. White space of any kind
 * and length is one space; a line's end is a space or nothing, whichever is expected, because none
 * is painted there. What has no shape of its own (joiners, variation selectors) is left out; the
 * browser paints nothing or a space in its place.
 */

/** Baselines less than this many points apart are one line. */
export const lineTolerance = 0.5;

/** What ends a match: how far it got in the runs, and in the expected text. */
export interface PartialMatch {
  /** Index of the run with the first character that differs, or after the last one. */
  run: number;
  /** Characters of the expected text that were found before it. */
  length: number;
}

/** Most bullets are drawn and are no text at all. */
const bullet = /^[•◦▪‣●○■□·–—-]$/;

const shapeless = /\p{Default_Ignorable_Code_Point}+/gu;

/** Stands for what has no shape: no file of ours may hold it, and no PDF shows it. */
const joint = '\u2060';

/** Text as it is compared: trimmed, one space between words. */
export function comparable(text: string): string {
  return text.replaceAll(shapeless, '').replaceAll(/\s+/g, ' ').trim();
}

function withJoints(text: string): string {
  return text
    .replaceAll(shapeless, joint)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[ \u2060]+|[ \u2060]+$/g, '');
}

/**
 * Index of the run after a unit that begins at run `at`, or undefined where something else stands
 * there. Each text begins and ends with a run: it shares none with its neighbours.
 */
export function matchUnit(
  unit: ExpectedUnit,
  runs: readonly TextRun[],
  at: number,
): number | undefined {
  switch (unit.kind) {
    case 'text':
      return matchText(unit.text, runs, at);
    case 'marker':
      return matchMarker(unit, runs, at);
    case 'row':
      return matchRow(unit, runs, at) ?? matchBrokenRow(unit, runs, at);
  }
}

/** Index of the run after a text that begins at run `at`. */
export function matchText(text: string, runs: readonly TextRun[], at: number): number | undefined {
  const found = followText(text, runs, at);
  return typeof found === 'number' ? found : undefined;
}

/** Index of the run after texts that follow each other from run `at`. */
export function matchTexts(
  texts: readonly string[],
  runs: readonly TextRun[],
  at: number,
): number | undefined {
  let next: number | undefined = at;
  for (const text of texts) {
    next = matchText(text, runs, next);
    if (next === undefined) return undefined;
  }
  return next;
}

/** Like `matchText`, but says where it failed. */
export function followText(
  text: string,
  runs: readonly TextRun[],
  at: number,
): number | PartialMatch {
  const meant = withJoints(text);
  if (meant === '') return at;
  let length = 0;
  let gap: 'none' | 'space' | 'either' = 'space';
  for (let run = at; run < runs.length; run++) {
    if (length === meant.length) return run;
    if (run > at && !isSameLine(runs[run - 1]!, runs[run]!)) gap = 'either';
    for (const character of comparableCharacters(runs[run]!.text)) {
      if (character === ' ') {
        if (gap === 'none') gap = 'space';
        continue;
      }
      for (; meant[length] === joint; length++) gap = 'either';
      if (length > 0 && meant[length] === ' ' && gap !== 'none') length++;
      else if (length > 0 && gap === 'space') return { run, length };
      if (!meant.startsWith(character, length)) return { run, length };
      length += character.length;
      gap = 'none';
    }
  }
  return length === meant.length ? runs.length : { run: runs.length, length };
}

/** Labels, then figures; each figure is all of a cell: it fills its runs and stands on one line. */
function matchRow(
  { labels, figures }: ExpectedRow,
  runs: readonly TextRun[],
  at: number,
): number | undefined {
  let next = matchTexts(labels, runs, at);
  if (next === undefined) return undefined;
  for (const figure of figures) {
    next = matchFigure(figure, runs, next);
    if (next === undefined) return undefined;
  }
  return next;
}

/**
 * A row of an editor's own table that is broken across pages: of each cell what fits on the page,
 * then on the next page of each cell what is left.
 */
function matchBrokenRow(
  { labels, header }: ExpectedRow,
  runs: readonly TextRun[],
  at: number,
): number | undefined {
  if (!header || runs[at] === undefined) return undefined;
  let rests = labels;
  let next = at;
  while (rests.some((rest) => rest !== '')) {
    const page = runs[next]?.page;
    const begin = next;
    rests = rests.map((rest) => {
      const { run, rest: left } = followOnPage(rest, runs, next, page);
      next = run;
      return left;
    });
    if (next === begin) return undefined;
  }
  return next;
}

/** Whole runs of a page that are the beginning of a text, and what is left of it. */
function followOnPage(
  text: string,
  runs: readonly TextRun[],
  at: number,
  page: number | undefined,
): { run: number; rest: string } {
  const meant = withJoints(text);
  let found = { run: at, rest: meant };
  for (let end = at + 1; found.rest !== '' && runs[end - 1]?.page === page; end++) {
    const followed = followText(meant, runs.slice(at, end), 0);
    if (typeof followed === 'number') return { run: end, rest: '' };
    if (followed.run < end - at) break;
    found = { run: end, rest: meant.slice(followed.length).trim() };
  }
  return found;
}

/** Several runs are one figure only where they are tagged as one: a sign may be of another face. */
function matchFigure(figure: string, runs: readonly TextRun[], at: number): number | undefined {
  const first = skipBlank(runs, at);
  const end = matchText(figure, runs, first);
  if (end === undefined) return undefined;
  const own = runs[first]!;
  const isOneCell = runs
    .slice(first + 1, end)
    .every((run) => isSameContent(own, run) && isSameLine(own, run));
  const next = runs[end];
  const goesOn = next !== undefined && isSameContent(own, next);
  return isOneCell && !goesOn ? end : undefined;
}

function matchMarker(
  { number }: ExpectedMarker,
  runs: readonly TextRun[],
  at: number,
): number | undefined {
  const first = skipBlank(runs, at);
  const text = comparable(runs[first]?.text ?? '');
  if (number === null) return bullet.test(text) ? first + 1 : at;
  return text.replaceAll(/^[（(]|[）).．、]$/g, '') === String(number) ? first + 1 : undefined;
}

function skipBlank(runs: readonly TextRun[], at: number): number {
  let first = at;
  while (first < runs.length && comparable(runs[first]!.text) === '') first++;
  return first;
}

function comparableCharacters(text: string): string {
  return text.replaceAll(shapeless, '').replaceAll(/\s+/g, ' ');
}

function isSameLine(one: TextRun, other: TextRun): boolean {
  return one.page === other.page && Math.abs(one.y - other.y) < lineTolerance;
}

/** Whether two runs are of one text of the document: the browser tags each by itself. */
export function isSameContent(one: TextRun, other: TextRun): boolean {
  return one.page === other.page && one.tag !== undefined && one.tag === other.tag;
}
