import Big from 'big.js';
import type { ReportFacts } from '../facts/facts.ts';
import type { ProseNumber } from './numbers-in-prose.ts';

/** What a number in a text may legitimately count: sums of facts, each given by their addresses. */
export interface Reading {
  /** What it seems to count, in words. */
  name: string;
  accepted: readonly (readonly string[])[];
  /** Whether the words are of a kind that other things are counted by too. */
  isUncertain: boolean;
}

interface RowWords {
  name: string;
  words: RegExp;
  /** Row paths below 申请办理; each alone, or added where joined by +. */
  rows: readonly string[];
  isUncertain?: true;
}

/** Words for the rows of 表三; the words that stand last before a number decide. */
const requestRows: readonly RowWords[] = [
  {
    name: '上年结转',
    words: /(上年度?|上一年度?|去年)(的)?(结转|转来|转入)|结转自?上年/,
    rows: ['上年结转'],
  },
  {
    name: '结转下年度',
    words:
      /结转(至|到|入)?(下|次|明|20\d\d)|转(入|至|到)下(一)?年|(尚未|未)(办结|答复完毕)|仍在办理|正在办理/,
    rows: ['结转下年度'],
  },
  { name: '部分公开', words: /部分公开/, rows: ['办理结果.部分公开'] },
  { name: '不予公开', words: /不予公开/, rows: ['办理结果.不予公开.小计'] },
  { name: '予以公开', words: /予以公开|同意公开|全部公开/, rows: ['办理结果.予以公开'] },
  { name: '无法提供', words: /无法提供/, rows: ['办理结果.无法提供.小计'] },
  { name: '不予处理', words: /不予处理/, rows: ['办理结果.不予处理.小计'] },
  { name: '其他处理', words: /其他处理/, rows: ['办理结果.其他处理.小计', '办理结果.其他处理'] },
  {
    name: '本机关不掌握',
    words: /不掌握/,
    rows: ['办理结果.无法提供.本机关不掌握相关政府信息', '办理结果.无法提供.小计'],
  },
  { name: '重复申请', words: /重复申请/, rows: ['办理结果.不予处理.重复申请'] },
  { name: '收办', words: /收办|受理/, rows: ['收办', '本年新收'] },
  { name: '本年新收', words: /新收|新增/, rows: ['本年新收'] },
  {
    name: '收到的申请',
    words: /收到|接到|接收|收悉|登记/,
    rows: ['本年新收', '收办'],
    isUncertain: true,
  },
  {
    name: '办理结果总计',
    words: /办结|答复|回复|办理完毕|办理结果/,
    rows: ['办理结果.总计'],
    isUncertain: true,
  },
];

const organisations = ['商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'];

/** Words for the columns of 表三, the narrower before the wider. */
const applicantWords: readonly [RegExp, readonly string[]][] = [
  [/科研机构/, ['科研机构']],
  [/社会公益组织|公益组织/, ['社会公益组织']],
  [/法律服务机构|律师事务所/, ['法律服务机构']],
  [/法人(或|和|及|与)?其他组织|法人或者其他组织/, organisations],
  [/商业企业|企业|公司/, ['商业企业']],
  [/自然人|公民|个人/, ['自然人']],
];

/** Units in which requests and cases are counted. */
const countUnits = new Set(['', '件', '件次', '份', '宗', '起', '例', '个', '条', '次']);

/** Other things that are received and answered. */
const otherMatters =
  /建议|提案|咨询|留言|来信|来电|热线|工单|诉求|信访(?!举报)|投诉(?!类)|解读|意见|问题|舆情|检查|培训|会议|稿件|发布|推送|文件/;
/** Another year's number, or a comparison with it. */
const otherTime = /同比|较上年|比上年|较去年|比去年|上年同期|去年同期/;
/** Part of the whole only: a channel, or a body of its own. */
const partOnly =
  /通过|网络|网上|在线|平台|邮箱|邮件|信函|邮寄|来函|当面|现场|窗口|传真|按时|逾期|延期|纸质|电子/;
/** Another scope of counting, of which one may ask but not accuse. */
const otherScope =
  /办公室|各(部门|单位|科室|站所|村|镇)|本级|代表|牵头|协助|系统|全(县|市|区|省)|机关本部/;

/** How a number may be read against 表三, 表四 and 表二; undefined where its words say nothing of them. */
export function readingOf(number: ProseNumber, year: number): Reading | undefined {
  if (!countUnits.has(number.unit) || isOfAnotherTime(number, year)) return undefined;
  return caseReading(number) ?? documentReading(number) ?? requestReading(number);
}

function requestReading(number: ProseNumber): Reading | undefined {
  const { before, after, sentenceBefore, clause, part } = number;
  if (part.key === '其他事项' && /建议|提案/.test(clause.sentence)) return undefined;
  const isAboutRequests =
    /申请/.test(clause.sentence) && !/行政许可申请|申请人次/.test(clause.sentence);
  if (!isAboutRequests || (otherMatters.test(clause.text) && !/申请/.test(before + after)))
    return undefined;
  if (partOnly.test(clause.text)) return undefined;
  const ownRow = lastWords(before) ?? (before.length < 4 ? firstWords(after) : undefined);
  const columns = applicantWords.find(
    ([words]) => words.test(before) || (before.length < 2 && words.test(after)),
  )?.[1];
  // In a list of applicants the row was said earlier in the sentence.
  const row = ownRow ?? (columns ? lastWords(sentenceBefore) : undefined);
  if (!row) return undefined;
  const isPart = !ownRow && !columns;
  if (isPart) return undefined;
  const accepted = row.rows.map((path) =>
    (columns ?? ['总计']).map((column) => `申请办理.${path}.${column}`),
  );
  return {
    name: columns
      ? `${row.name}（${columns.length > 1 ? '法人或其他组织' : columns[0]}）`
      : row.name,
    accepted,
    isUncertain: row.isUncertain === true || otherScope.test(clause.sentence),
  };
}

const litigationBlocks = ['未经复议直接起诉', '复议后起诉'];
const results: readonly [RegExp, string][] = [
  [/维持/, '结果维持'],
  [/纠正|撤销|变更/, '结果纠正'],
  [/未审结|未结|审理中/, '尚未审结'],
  [/其他结果/, '其他结果'],
];

/** Cases of reconsideration and litigation; counts of both blocks together are as good as of one. */
function caseReading(number: ProseNumber): Reading | undefined {
  const words = /复议|诉讼|应诉|起诉/;
  const near = words.test(number.before)
    ? number.before
    : words.test(number.after) && number.before.length < 4
      ? number.after
      : number.sentenceBefore;
  if (!words.test(near) || !/^(件|起|宗|例|次)?$/.test(number.unit)) return undefined;
  if (
    !words.test(number.before + number.after) &&
    !results.some(([word]) => word.test(number.before + number.after))
  )
    return undefined;
  const column = results.find(([word]) => word.test(number.before + number.after))?.[1] ?? '总计';
  const reconsideration = [`复议诉讼.行政复议.${column}`];
  const litigation = litigationBlocks.map((row) => `复议诉讼.${row}.${column}`);
  const single = litigation.map((address) => [address]);
  const isBoth = /复议[^，。]{0,6}诉讼|诉讼[^，。]{0,6}复议/.test(near);
  const isReconsideration = /复议/.test(near) && !/复议后/.test(near);
  const accepted = isBoth
    ? [[...reconsideration, ...litigation], reconsideration, litigation]
    : isReconsideration
      ? [reconsideration]
      : [litigation, ...single];
  const isAboutDisclosure = /信息公开|政务公开|申请/.test(number.clause.sentence);
  return {
    name: isBoth ? '行政复议和行政诉讼' : isReconsideration ? '行政复议' : '行政诉讼',
    accepted,
    isUncertain: !isAboutDisclosure || otherScope.test(number.clause.sentence),
  };
}

const documentRows = ['行政规范性文件', '规范性文件'];
const documentColumns = [
  '本年制发件数',
  '本年废止件数',
  '现行有效件数',
  '本年新制作数量',
  '本年新公开数量',
  '对外公开总数量',
];

/** Normative documents: any figure of their row will do, for offices count now what was made, now what is in force. */
function documentReading(number: ProseNumber): Reading | undefined {
  if (!/规范性文件/.test(number.before) || !/^(件|份|个|部|项)?$/.test(number.unit))
    return undefined;
  if (/解读|备案|审查|清理|评估/.test(number.before.slice(number.before.lastIndexOf('规范性文件'))))
    return undefined;
  const accepted = documentRows.flatMap((row) =>
    documentColumns.map((column) => [`主动公开.${row}.${column}`]),
  );
  const withRules = documentRows.flatMap((row) =>
    documentColumns.map((column) => [`主动公开.${row}.${column}`, `主动公开.规章.${column}`]),
  );
  return { name: '规范性文件', accepted: [...accepted, ...withRules], isUncertain: true };
}

function isOfAnotherTime({ clause, before }: ProseNumber, year: number): boolean {
  if (otherTime.test(clause.text)) return true;
  const years = [
    ...(clause.sentence.slice(0, 12) + before).matchAll(/(?<!〔|\d)((?:19|20)\d\d)\s*年/g),
  ].map((match) => Number(match[1]));
  return (
    years.some((mentioned) => mentioned !== year) || /(上年|去年)(?!度?(的)?(结转|转))/.test(before)
  );
}

function lastWords(text: string): RowWords | undefined {
  let best: RowWords | undefined;
  let bestEnd = -1;
  for (const row of requestRows) {
    for (const match of text.matchAll(new RegExp(row.words, 'g'))) {
      const end = match.index + match[0].length;
      if (end > bestEnd) {
        best = row;
        bestEnd = end;
      }
    }
  }
  return best;
}

function firstWords(text: string): RowWords | undefined {
  return requestRows.find((row) => new RegExp(`^[^，、]{0,3}(?:${row.words.source})`).test(text));
}

/** The sum of facts, or undefined where the report has none such or does not state one of them. */
export function sumOf(facts: ReportFacts, addresses: readonly string[]): Big | undefined {
  let total = new Big(0);
  for (const address of addresses) {
    const fact = facts.get(address);
    if (!fact || fact.value === null) return undefined;
    total = total.plus(fact.value);
  }
  return total;
}
