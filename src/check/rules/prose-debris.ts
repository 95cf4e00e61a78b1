import { offsetInSource } from '../../yaml/offsets.ts';
import { debrisKinds } from '../debris.ts';
import { addresses, masked } from '../masked.ts';
import { wordsAround, wordsBefore, wordsFrom } from '../passage.ts';
import type { ProsePart } from '../prose-text.ts';
import type { Rule, Suspicion } from '../rule.ts';
import { strayMarks } from '../stray-marks.ts';

/** Most findings of one kind in a report: who has read ten knows the rest. */
const mostOfAKind = 10;
/** Characters of a find that are shown. */
const longestFind = 24;

export const rule: Rule = {
  id: 'prose/debris',
  title: '转换残留与标点',
  severity: 'warning',
  basis: 'GB/T 15834-2011《标点符号用法》、GB/T 15835-2011《出版物上数字用法》',
  description:
    '由 Word、网页转换而来的残留（书签、域代码、网页代码、多余的加粗符号、夹杂的英文虚词），重复的标点，中文之间的半角标点，全角的数字和字母。',
  message: '这里有{what}“{actual}”：请{advice}',
  *check({ report, prose }) {
    const counts = new Map<string, number>();
    const mayTell = (kind: string) => {
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      return count <= mostOfAKind;
    };
    for (const part of prose) {
      for (const suspicion of debrisIn(part)) if (mayTell(suspicion.kind)) yield suspicion;
      for (const { index, mark } of strayMarks(part.written)) {
        if (!mayTell('mark')) continue;
        yield {
          offset: offsetInSource(report.source.text, part.scalar, index),
          passage: wordsAround(part.written, index, index + mark.length),
          values: {
            what: '多余的',
            actual: mark,
            advice: '删去；加粗要用一对紧贴文字的“**”',
          },
          actual: mark,
        };
      }
    }
  },
};

function* debrisIn(part: ProsePart): Generator<Suspicion & { kind: string }> {
  const text = masked(part.text, addresses);
  for (const { kind, pattern, what, advice, repair, short, isMeant, isUnseen } of debrisKinds) {
    for (const match of text.matchAll(pattern)) {
      const found = match[0].replace(/^[ \t]+/, '');
      const start = match.index + match[0].length - found.length;
      const end = start + found.length;
      if (isMeant?.(text, match) || isBroken(part, start, end)) continue;
      const expected = repair?.(found, text, start);
      const actual = isUnseen ? codeOf(found) : (short?.(found) ?? found);
      yield {
        kind,
        offset: part.offsetAt(start),
        passage: isUnseen
          ? passageBeside(part.text, start, end)
          : wordsAround(part.text, start, Math.min(end, start + longestFind)),
        values: {
          what,
          actual: actual.slice(0, longestFind),
          advice: expected === undefined ? advice : `${advice}“${expected}”`,
        },
        ...(expected === undefined ? {} : { expected }),
        actual: actual.slice(0, longestFind),
      };
    }
  }
}

/** Whether the signs do not stand together in the file: a placeholder without a value is between. */
function isBroken({ origins, written }: ProsePart, start: number, end: number): boolean {
  for (let at = start + 1; at < end; at++) {
    const from = origins[at - 1]! + 1;
    if (origins[at]! > from && written.slice(from, origins[at]!).includes('{{')) return true;
  }
  return false;
}

/** The words beside a character that cannot be seen or typed. */
function passageBeside(text: string, start: number, end: number): string {
  return wordsBefore(text, start).trimEnd() || wordsFrom(text, end);
}

function codeOf(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}
