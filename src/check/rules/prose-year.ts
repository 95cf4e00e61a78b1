import { namesOf } from '../agency-names.ts';
import { addresses, masked, quotations, titles } from '../masked.ts';
import { wordsFrom } from '../passage.ts';
import type { ProsePart } from '../prose-text.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  id: 'prose/year',
  title: '文字里的年份',
  severity: 'warning',
  basis: '《政府信息公开条例》第四十九条：年度报告所报告的是上一年度，即报告年度的工作',
  description:
    '统计期限、“截至某年底”“某年度，……”所写的年份应当是报告年度。与上年比较、沿革、规划、文号、文件名称里的年份，以及报告发布那一年，都不在此列。',
  message: '{context}写的是 {actual} 年，本报告是 {expected} 年度的',
  *check({ report, agency, archive, prose }) {
    const own = { year: report.year, names: namesOf(archive.agencies, agency, report.year) };
    for (const part of prose) {
      for (const { index, year, context, isUncertain } of strayYears(part, own)) {
        yield {
          offset: part.offsetAt(index),
          passage: wordsFrom(part.text, index),
          values: { context, actual: year, expected: report.year },
          expected: report.year,
          actual: year,
          ...(isUncertain ? { isUncertain: true } : {}),
        };
      }
    }
  },
};

/** What the report is of. */
interface Own {
  year: number;
  names: readonly string[];
}

interface StrayYear {
  index: number;
  year: number;
  /** How the year is used, in words. */
  context: string;
  isUncertain: boolean;
}

/** A year, with the words of its sentence about it. */
interface Mention {
  year: number;
  isWholeYear: boolean;
  before: string;
  after: string;
  /** What follows the sentence. */
  next: string;
  /** The line before the sentence, where this begins a line. */
  lineBefore: string;
}

const digits: Readonly<Record<string, string>> = Object.fromEntries(
  [...'〇○零一二三四五六七八九'].map((sign, at) => [sign, String(Math.max(0, at - 2))]),
);
const yearPattern = /(?<!\d)((?:19|20)\d\d|[一二][〇○零九][〇○零一二三四五六七八九]{2})\s*年(度?)/g;
/** 2021—2025年, 2021年至2025年 */
const spans = /(?:19|20)\d\d\s*年?\s*(?:[—–－~～-]+|至|到)\s*(?:19|20)\d\d\s*年?/g;
const documentNumbers =
  /[〔[【]\s*(?:19|20)\d\d\s*年?[〕\]】]|[（(]\s*(?:19|20)\d\d\s*年?[）)](?=\s*第?\s*\d+\s*号)/g;
/** Far enough for any sentence that one would read; keeps hostile ones from costing. */
const reach = 200;

function strayYears(part: ProsePart, own: Own): StrayYear[] {
  if (!part.text.includes('年')) return [];
  const text = masked(part.text, addresses, titles, quotations, spans, documentNumbers);
  const found: StrayYear[] = [];
  let sentenceEnd = -1;
  for (const match of text.matchAll(yearPattern)) {
    const year = Number(match[1]!.replace(/\D/g, (sign) => digits[sign] ?? sign));
    if (year === own.year || match.index < sentenceEnd) continue;
    const mention = mentionAt(text, match, year);
    const judged = judge(mention, own);
    if (!judged) continue;
    found.push({ index: match.index, year, ...judged });
    sentenceEnd = match.index + match[0].length + mention.after.length;
  }
  return found;
}

function mentionAt(text: string, match: RegExpExecArray, year: number): Mention {
  const end = match.index + match[0].length;
  const before = text.slice(Math.max(0, match.index - reach), match.index);
  const sentenceBefore = before.slice(before.search(/[^。！？\n]*$/));
  const rest = text.slice(end, end + reach);
  const after = /^[^。！？\n]*/.exec(rest)![0];
  return {
    year,
    isWholeYear: match[2] !== '',
    before: sentenceBefore,
    after,
    next: rest.slice(after.length + 1),
    lineBefore:
      /([^\n]*)\n$/.exec(before.slice(0, before.length - sentenceBefore.length))?.[1] ?? '',
  };
}

const toThen = '(?:起|开始)?\\s*[，,]?\\s*(?:至|到|[—–－~～-]+)\\s*';
const firstDay = '\\s*1\\s*月\\s*1\\s*日\\s*';
const lastDay = '\\s*12\\s*月\\s*(?:31\\s*日|底)';
const period = '统计(?:的)?(?:期限|时限|时段|时间|周期|期间|区间|起止)|起止时间|(?:数据|统计)起止';
const periodBefore = new RegExp(`(?:${period})[^，；,;]{0,60}?(?:[，,]\\s*(?:至|到)\\s*)?$`);
const periodAfter = new RegExp(`^[^，；,;]{0,40}(?:为|是|作为)[^，；,;]{0,16}(?:${period})`);
const wholeYearFrom = new RegExp(`^${firstDay}${toThen}(?:(?:19|20)\\d\\d\\s*年)?${lastDay}`);
const wholeYearBefore = new RegExp(`(?:19|20)\\d\\d\\s*年${firstDay}${toThen}$`);
const wholeYearTo = new RegExp(`^${lastDay}`);

type Judgement = Omit<StrayYear, 'index' | 'year'>;

function judge(mention: Mention, own: Own): Judgement | undefined {
  const { year, before, after } = mention;
  if (periodBefore.test(before) ? !compared.test(before) : periodAfter.test(after))
    return { context: '统计期限', isUncertain: false };
  // The year of publication, and those to come.
  if (year > own.year) return undefined;
  const sentence = `${before}${year}年${after}`;
  if (compared.test(sentence) || namesYear(sentence, own.year)) return undefined;
  if (
    (wholeYearFrom.test(after) || (wholeYearBefore.test(before) && wholeYearTo.test(after))) &&
    !term.test(sentence)
  )
    return { context: '起止日期', isUncertain: true };
  if (/(?:截至|截止(?:到|至)?)\s*$/.test(before) && !term.test(sentence) && !passed.test(sentence))
    return { context: '截至的日期', isUncertain: true };
  if (/^\s*全年/.test(after) || /(?:本年度|全年|本报告年度)\s*[（(]\s*(?:即|指)?\s*$/.test(before))
    return { context: '“全年”“本年度”', isUncertain: true };
  return judgeTopic(mention, own);
}

function namesYear(text: string, year: number): boolean {
  return new RegExp(`(?<!\\d)${year}\\s*年`).test(text);
}

/** Comparison with another year, or what was left over from it. */
const compared =
  /上一?年|去年|前年|同比|环比|同期|相比|对比|比较|较(?=\s*(?:19|20)\d\d|之)|持平|今年|报告年|结转|遗留|转来|转入/;
/** Terms of policies and contracts. */
const term =
  /有效期|执行期|合同|免征|减免|优惠|规划|试行|试点|任期|服务期|工期|项目|预算|决算|资金/;
/** What a body has been through. */
const passed =
  /以来|施行|实施|修订|修正|颁布|出台|印发|成立|设立|组建|撤销|合并|划转|改革|改制|挂牌|建成|上线|开通|启用|改版|创建|评为|荣获|获得(?!感)|获评|授予|首次|起[，,]|开始|始|曾|原[有来定]|当时|此前|之前|历史|历年|往年|整改|反馈|指出|针对|回顾/;

/** A sentence or clause begins here, numbered or not. */
const clauseStart =
  /(?:^|[，,；;：:（(])\s*(?:[-*#>]+\s*)?(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]\s*|[一二三四五六七八九十]是|[①-⑳]\s*)?(?:在|于)?\s*$/;
/** The agency itself, or what it did, is what the sentence says of that year. */
const ownMatter =
  /^(?:(?:我|本)(?:[镇乡局委厅县市区省州盟旗院办]|街道|单位|机关|部门|中心)|全[镇乡局县市区省街]|[镇乡县市区省]政府|街道|共(?!同|建|享|产|青)|累计|未(?!来)|没有|无(?!障碍|人)|均|收到|受理|新收|主动公开\S{0,4}信息)/;

function judgeTopic(
  { year, isWholeYear, before, after, next, lineBefore }: Mention,
  own: Own,
): Judgement | undefined {
  if (!clauseStart.test(before) || passed.test(after)) return undefined;
  const topic = after.replace(/^\s*[，,]?\s*/, '');
  const isOwn = ownMatter.test(topic) || own.names.some((name) => topic.startsWith(name));
  if (!isOwn && !(isWholeYear && /^\s*[，,]/.test(after))) return undefined;
  // “2021年公开 42 条。2022年公开 61 条。” sets two years side by side, as do lines of a list.
  if (namesYear(/^[^\n]{0,60}/.exec(next)![0], own.year)) return undefined;
  if (lineBefore.length < 60 && namesYear(lineBefore.slice(0, 8), own.year)) return undefined;
  return { context: isWholeYear ? `“${year}年度”` : `“${year}年”`, isUncertain: true };
}
