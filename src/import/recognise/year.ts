import type { Remark } from '../source-document.ts';
import { foldText } from './label.ts';

export interface FoundYear {
  year?: number;
  remarks: readonly Remark[];
}

const yearPattern = /(?<!\d)((?:19|20)\d\d)(?=年|\))/g;
const chineseYearPattern = /([一二][〇零○Ο0九][〇零○0一二三四五六七八九]{2})(?=年|\))/g;
const periodPattern =
  /(?<!\d)((?:19|20)\d\d)年0?1月0?1日(?:起|开始)?[至到\-—–~]+(?:((?:19|20)\d\d)年)?12月31日/g;
/** So often a year must be named in a text that says nothing plainer. */
const leastMentions = 3;

/**
 * The year that a source reports on: by its title, else by the period that it names, else by the
 * year that most of its text speaks of. `title` is undefined where it has none: then the year is
 * nobody's guess but a person's.
 */
export function recogniseYear(title: string | undefined, text: string): FoundYear {
  const folded = foldText(text);
  const periods = new Set(
    [...folded.matchAll(periodPattern)].flatMap(([, from, until]) =>
      until === undefined || until === from ? [Number(from)] : [],
    ),
  );
  if (title === undefined)
    return unknown('原文没有标题，不能认定年度', candidatesOf(periods, folded));
  const titled = yearsIn(foldText(title));
  if (titled.size > 1) return unknown('标题里不止一个年度', [...titled]);
  const [year] = titled;
  if (year !== undefined) {
    const others = [...periods].filter((period) => period !== year);
    return {
      year,
      remarks: others.map((other) => ({
        kind: 'needs-person',
        message: `标题写的是${year}年，统计期限却是${other}年：请核对。`,
      })),
    };
  }
  const [period, ...otherPeriods] = periods;
  if (period !== undefined && otherPeriods.length === 0)
    return { year: period, remarks: [noted(period, '统计期限')] };
  const counts = countsIn(folded);
  const [most, next] = [...counts].sort(([, a], [, b]) => b - a);
  return most && most[1] >= leastMentions && most[1] > 2 * (next?.[1] ?? 0)
    ? { year: most[0], remarks: [noted(most[0], '正文提到的年份')] }
    : unknown('标题里没有年度', candidatesOf(periods, folded));
}

function noted(year: number, by: string): Remark {
  return { kind: 'noticed', message: `标题里没有年度，按${by}认定为${year}年。` };
}

function unknown(why: string, candidates: readonly number[]): FoundYear {
  const named = candidates.length > 0 ? `文中有${candidates.join('、')}` : '文中也看不出来';
  return {
    remarks: [{ kind: 'needs-person', message: `${why}：${named}，请用 --year 写明。` }],
  };
}

function candidatesOf(periods: ReadonlySet<number>, text: string): number[] {
  const counted = [...countsIn(text)].sort(([, a], [, b]) => b - a).map(([year]) => year);
  return [...new Set([...periods, ...counted])].slice(0, 3);
}

function yearsIn(text: string): Set<number> {
  const chinese = [...text.matchAll(chineseYearPattern)].map(([written]) => digitsOf(written));
  return new Set([...countsIn(text).keys(), ...chinese]);
}

function countsIn(text: string): Map<number, number> {
  const counts = new Map<number, number>();
  for (const [, year] of text.matchAll(yearPattern))
    counts.set(Number(year), (counts.get(Number(year)) ?? 0) + 1);
  return counts;
}

/** 二〇二一 → 2021 */
function digitsOf(written: string): number {
  const digits = [...written].map((sign) => Math.max(0, '〇一二三四五六七八九'.indexOf(sign)));
  return Number(digits.join(''));
}
