import { renderProse } from '../prose/markdown.ts';
import { addresses, masked } from './masked.ts';

/** A mark of Markdown that a reader sees as it is. */
export interface StrayMark {
  /** Index in the text as written. */
  index: number;
  mark: string;
}

/** Longer paragraphs are no one's writing, and costly to look through. */
const longest = 20_000;
/** Pairs that surely are emphasis: words within, nothing that binds to the marks without. */
const surePair = /(?<![\w}*])\*\*(?![\s*_])[^*_\n]*[^\s*_]\*\*(?![\w{*])/g;

/**
 * Marks of bold text that the site leaves standing as text: unpaired, or with a space inside.
 * What the site makes of a paragraph decides, wherever it is not plain from the writing.
 */
export function strayMarks(written: string): StrayMark[] {
  const found: StrayMark[] = [];
  if (!/\*\*|__/.test(written)) return found;
  for (const { 0: paragraph, index } of masked(written, addresses).matchAll(
    /[^\n]+(?:\n[ \t]*[^\s\n][^\n]*)*/g,
  )) {
    if (paragraph.length > longest || !/\*\*|__/.test(paragraph.replace(surePair, ''))) continue;
    for (const mark of marksLeftIn(paragraph)) found.push({ ...mark, index: index + mark.index });
  }
  return found;
}

/** A stand-in for placeholders, which no text holds. */
const filled = '\u0001';
const context = {
  partId: 'x',
  level: 2,
  medium: 'print' as const,
  resolve: ({ address }: { address: string }) => ({ text: filled, address }),
};

function marksLeftIn(paragraph: string): StrayMark[] {
  const shown = textOf(renderProse(paragraph, context));
  const found: StrayMark[] = [];
  let from = 0;
  for (const { 0: run, index } of shown.matchAll(/\*{2,}|_{2,}/g)) {
    const before = shown.slice(Math.max(0, index - 6), index);
    const words = before.slice(Math.max(before.lastIndexOf(filled), before.lastIndexOf('\n')) + 1);
    const at = placeOf(run, words, paragraph, from);
    if (at === undefined) continue;
    found.push({ index: at, mark: run.slice(0, 2) });
    from = at + run.length;
  }
  return found;
}

/**
 * Where a run of marks stands after the same words; a line break need not be shown.
 * Marks written with backslashes are meant to be seen.
 */
function placeOf(run: string, words: string, text: string, from: number): number | undefined {
  const wanted = bare(words).slice(-2);
  for (let at = text.indexOf(run, from); at >= 0; at = text.indexOf(run, at + 1)) {
    const before = text.slice(Math.max(0, at - 12), at);
    if (!before.endsWith('\\') && bare(before).endsWith(wanted)) return at;
  }
  return undefined;
}

function bare(text: string): string {
  return text.replace(/[\s*_]/g, '');
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|amp|quot);/g, (_, name: string) => entities[name]!);
}
