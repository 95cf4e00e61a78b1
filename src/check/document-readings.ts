import type { CountedSentence, ProseNumber } from './numbers-in-prose.ts';
import type { MaybeReading, ReportKind } from './readings.ts';
import { isComparison, isOfAnotherYear, isOtherScope } from './scope.ts';

const rows = ['行政规范性文件', '规范性文件'];

/** Verbs that say which column is meant; without one any figure of the row will do. */
const deeds: readonly { words: RegExp; columns: readonly string[] }[] = [
  { words: /废止|宣布失效|失效/, columns: ['本年废止件数'] },
  { words: /现行有效|继续有效|保留|有效/, columns: ['现行有效件数', '对外公开总数量'] },
  {
    words: /制发|制定|出台|印发|新制作|制作/,
    columns: ['本年制发件数', '本年新制作数量', '本年新公开数量'],
  },
];
const allColumns = [
  '本年制发件数',
  '本年废止件数',
  '现行有效件数',
  '本年新制作数量',
  '本年新公开数量',
  '对外公开总数量',
];

/** What is done to documents of which the form does not ask. */
const otherDeeds =
  /解读|备案|报备|审查|审核|清理|梳理|评估|起草|草案|征求|征集|修订|修改|学习|转发|党内|涉企|网站|微信|公众号|平台|栏目|目录|清单|汇编|管理|制度|类|以.{1,10}名义/;
/** Between the words and the number: nothing but what belongs to them. */
const adjacent = /^[）)“”\s\d年]*(?:[件份个数量总目为是有共计达的]|合计|累计|总计|，共|：|:)*\s*$/;

/** Readings of numbers against the rows of normative documents. */
export function documentReadings(
  sentences: readonly CountedSentence[],
  { year }: ReportKind,
): MaybeReading[][] {
  return sentences.map((sentence) => {
    let unit: string | undefined;
    return sentence.numbers.map((number) => {
      if (!sentence.text.includes('规范性文件')) return undefined;
      const isNamed = number.before.includes('规范性文件');
      const isContinued = unit !== undefined && number.unit === unit && deedOf(number.before);
      if (!isNamed && !isContinued) return undefined;
      unit = number.unit;
      return readDocuments(sentence, number, isNamed, year);
    });
  });
}

function deedOf(text: string): (typeof deeds)[number] | undefined {
  return deeds.find(({ words }) => words.test(text));
}

function readDocuments(
  { text, start }: CountedSentence,
  number: ProseNumber,
  isNamed: boolean,
  year: number,
): MaybeReading {
  if (!/^[件份个部项]?$/.test(number.unit)) return undefined;
  const clause = /[^，；,;]*(?:，共)?[^，；,;]*$/.exec(number.before)![0];
  const at = number.before.lastIndexOf('规范性文件');
  const between = isNamed ? number.before.slice(at + '规范性文件'.length) : '';
  const sentenceBefore = text.slice(0, number.start - start);
  if (
    number.isApproximate ||
    otherDeeds.test(clause) ||
    otherDeeds.test(between) ||
    /^\s*(?:解读|备案)/.test(number.after) ||
    isComparison(number, clause) ||
    isOfAnotherYear(sentenceBefore, year)
  )
    return null;
  const isAdjacent = adjacent.test(between);
  const deed = deedOf(between) ?? deedOf(clause);
  const columns = deed?.columns ?? allColumns;
  const isWithRules = /规章/.test(clause);
  const own = rows.flatMap((row) => columns.map((column) => [`主动公开.${row}.${column}`]));
  const withRules = rows.flatMap((row) =>
    columns.map((column) => [`主动公开.${row}.${column}`, `主动公开.规章.${column}`]),
  );
  const isOfForm = number.before.includes('行政规范性文件') && deed !== undefined && isAdjacent;
  return {
    name: '规范性文件',
    accepted: isWithRules ? [...own, ...withRules] : own,
    isUncertain: !isOfForm || isOtherScope(text),
    ...(deed === undefined || isOtherScope(text) || !isAdjacent ? { isOfAnyScope: true } : {}),
  };
}
