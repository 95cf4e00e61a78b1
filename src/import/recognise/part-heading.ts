import type { Form, Part } from '../../form/form.ts';
import type { TextBlock } from '../source-document.ts';
import { foldText, labelOf, nearestWord } from './label.ts';

/** The heading of a part as a source has it. */
export interface PartHeading {
  part: Part;
  /** Whether it is the form's own wording. */
  isExact: boolean;
  /** Text that stands in the same paragraph after the heading; mostly empty. */
  rest: string;
}

/** Longer paragraphs are no headings, unless they begin with one. */
const longest = 60;
/** Least share of pairs of characters in which a heading with the right number must agree. */
const leastLikeness = 0.3;

/** The part of a form that a paragraph is the heading of; undefined for any other paragraph. */
export function partHeadingOf(block: TextBlock, form: Form): PartHeading | undefined {
  const text = withUsualNumber(block.text.trim());
  const titled = form.parts.filter((part) => part.title !== undefined);
  for (const part of titled) {
    const rest = restAfter(text, part.title!);
    if (rest !== undefined) return { part, isExact: true, rest };
  }
  if (foldText(text).length > longest || /[。；！？]/.test(text)) return undefined;
  const label = labelOf(text);
  if (label.ordinal.startsWith('(')) return undefined;
  const byWords = new Map(titled.map((part) => [labelOf(part.title!).text, part]));
  const exact = byWords.get(label.text);
  if (exact) return { part: exact, isExact: true, rest: '' };
  const isMarked = block.level !== undefined || /^[一二三四五六七八九十]/.test(label.ordinal);
  if (!isMarked) return undefined;
  const near = byWords.get(nearestWord(label.text, byWords.keys()) ?? '');
  if (near) return { part: near, isExact: false, rest: '' };
  const numbered = titled.find((part) => labelOf(part.title!).ordinal === label.ordinal);
  const isAlike =
    numbered !== undefined && likeness(label.text, labelOf(numbered.title!).text) >= leastLikeness;
  return isAlike ? { part: numbered, isExact: false, rest: '' } : undefined;
}

/** 第一部分 and 一 with a blank → 一、 */
function withUsualNumber(text: string): string {
  return text
    .replace(/^第\s*([一二三四五六七八九十]{1,2})\s*(?:部分|章)[、:：.．\s]*/, '$1、')
    .replace(/^([一二三四五六七八九十]{1,2})\s+(?=\S)/, '$1、');
}

/** What follows a heading in its paragraph; undefined where the paragraph begins otherwise. */
function restAfter(text: string, title: string): string | undefined {
  const wanted = foldText(title);
  // Blanks may stand among the characters.
  const start = [...text.slice(0, 4 * wanted.length)];
  for (let length = 1; length <= start.length; length += 1) {
    const folded = foldText(start.slice(0, length).join(''));
    if (!wanted.startsWith(folded)) return undefined;
    if (folded !== wanted) continue;
    const after = text.slice(start.slice(0, length).join('').length);
    if (after.trim() === '') return '';
    return /^[\s:：。]/.test(after) ? after.replace(/^[\s:：。]+/, '') : undefined;
  }
  return undefined;
}

/** Share of pairs of neighbouring characters that two texts have in common, 0 to 1. */
function likeness(one: string, other: string): number {
  const pairs = pairsOf(one);
  const others = pairsOf(other);
  const common = [...pairs].filter((pair) => others.has(pair)).length;
  return pairs.size + others.size === 0 ? 0 : (2 * common) / (pairs.size + others.size);
}

function pairsOf(text: string): Set<string> {
  const characters = [...text];
  return new Set(characters.slice(1).map((character, at) => characters[at]! + character));
}
