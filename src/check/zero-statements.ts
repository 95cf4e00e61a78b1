import { addresses, masked, quotations, titles } from './masked.ts';
import { type Clause, clausesIn, type ProsePart, sentencesOf } from './prose-text.ts';
import type { Reading } from './readings.ts';
import { isOfAnotherYear } from './scope.ts';

/** A clause that says in words that there was none. */
export interface ZeroStatement {
  reading: Reading;
  start: number;
  text: string;
}

/** What may be denied, and by which words. */
interface Statement {
  name: string;
  accepted: readonly (readonly string[])[];
  thing: RegExp;
  denial: RegExp;
}

const not = '(?:从未|尚未|并未|未曾?|没有?)(?:发现)?';
const none = '没有|尚无|不存在|(?<![有毫])无(?!障碍|需|须|法|关|误|效|偿|论|故|正当|不|从)';

/** `verbs`: what 未 and 没有 stand before; without `isNoun`, 无 and 没有 alone do not deny the thing. */
function statement(
  name: string,
  accepted: Statement['accepted'],
  thing: string,
  verbs: string,
  isNoun = true,
): Statement {
  const denial = `${not}(?:${verbs})过?${isNoun ? `|${none}` : ''}`;
  return { name, accepted, thing: new RegExp(thing, 'g'), denial: new RegExp(denial, 'g') };
}

const happened =
  '发生|产生|引发|引起|导致|收到|接到|接收|受理|出现|涉及|存在|提起|提出|申请|被(?:申请|提起|提出)?';

const statements: readonly Statement[] = [
  statement(
    '收到的申请',
    [['申请办理.本年新收.总计'], ['申请办理.收办.总计']],
    '公开(?:政府|政务)?(?:信息)?(?:的|类)?(?:书面)?(?:申请|要求|请求)|申请公开(?:政府|政务)?信息|依申请公开|(?<=收到|接到|受理)(?:任何|相关|有关)?申请(?=$)',
    '收到|接到|接收|收|受理|登记|有',
  ),
  statement('上年结转', [['申请办理.上年结转.总计']], '(?:上一?年度?|去年)的?结转', '有'),
  statement(
    '结转下年度',
    [['申请办理.结转下年度.总计']],
    '(?:结转|转)(?:至|到|入)?(?:下一?|次|明)年度?',
    '有',
  ),
  statement(
    '行政复议',
    [['复议诉讼.行政复议.总计']],
    '(?:行政)?复议(?!后|机关|机构|决定)',
    happened,
  ),
  statement(
    '行政诉讼',
    [['复议诉讼.未经复议直接起诉.总计', '复议诉讼.复议后起诉.总计']],
    '(?:行政)?(?:诉讼|应诉)',
    happened,
  ),
  statement(
    '规范性文件的制发',
    [['主动公开.行政规范性文件.本年制发件数'], ['主动公开.规范性文件.本年新制作数量']],
    '规范性文件',
    '新?(?:制定|制发|出台|印发|制作)',
    false,
  ),
];

/** What may stand behind the thing without making another of it. */
const harmless =
  /申请|案件|案|件|事项|情况|情形|现象|发生|产生|出现|要求|请求|业务|规章|[上下]一?年度?的?结转|结转至?下一?年度?|继续|办理|以及|或者|行政|复议|诉讼|应诉|提起|被|政府|政务|信息|公开|[的类等、和及与或也\s”’」）)]/g;
/** Some only: of some of the year, or what was late; or how a case ended. */
const someOnly =
  /逾期|超期|超时|延期|季度|上半年|下半年|月份|部分|个别|漏|违规|违法|不当|重大|涉企|败诉|胜诉|纠正|纠错|撤销|维持|驳回|应当|需要|必须|拒绝|推诿|拖延|停止|限制/;
/** A condition, or what is to be avoided. */
const condition = /^(?:如果?|若|凡|当|经|应当?|不得|未经|确保|避免|防止|做到|力争)/;
/** Narrower than the whole: of such one may ask. */
const narrower =
  /镇域|村民|居民|学生|外地|境外|企业|法人|自然人|公民|公益|律师|媒体|涉及|关于|新增/;
const everybody = /公民[^，；]{0,4}法人|自然人[^，；]{0,4}法人/;
const denying = /未|没|无|零|不存在/;

/** The clauses of a text that deny what 表二, 表三 and 表四 count. */
export function zeroStatements(part: ProsePart, year: number): ZeroStatement[] {
  return sentencesOf(part)
    .filter(({ text }) => denying.test(text))
    .flatMap(clausesIn)
    .filter(({ text }) => denying.test(text))
    .flatMap((clause) => denialsIn(clause, year));
}

function denialsIn(clause: Clause, year: number): ZeroStatement[] {
  const words = masked(clause.text, addresses, titles, quotations);
  if (!mayDeny(words) || isOfAnotherTime(clause, words, year)) return [];
  return statements.flatMap(({ name, accepted, ...statement }) => {
    const at = denialIn(words, statement);
    if (at === undefined) return [];
    const isUncertain = narrower.test(words) && !everybody.test(words);
    const text = clause.text.trim();
    return [{ reading: { name, accepted, isUncertain }, start: clause.start + at, text }];
  });
}

function mayDeny(words: string): boolean {
  return (
    denying.test(words) &&
    !/\d\s*[件起宗份]/.test(words) &&
    !someOnly.test(words) &&
    !condition.test(words.trim())
  );
}

function isOfAnotherTime(clause: Clause, words: string, year: number): boolean {
  if (/(?:上一?|去|前)年(?!度?的?结转)|同期/.test(words)) return true;
  const before = clause.sentence.slice(0, clause.start - clause.sentenceStart);
  return isOfAnotherYear(before + words, year);
}

/** Farther from the denial another thing may be denied. */
const reach = 30;

/** Index at which words deny a thing, if they do. */
function denialIn(
  words: string,
  { thing, denial }: Pick<Statement, 'thing' | 'denial'>,
): number | undefined {
  const things = [...words.matchAll(thing)];
  const isLast = ({ index, 0: found }: RegExpExecArray) =>
    words.slice(index + found.length).replace(harmless, '') === '';
  for (const { index, 0: found } of things.length > 0 ? words.matchAll(denial) : []) {
    const end = index + found.length;
    const denied = things.find((each) => each.index >= end && each.index - end <= reach);
    if (denied && isLast(denied)) return index;
  }
  const isZero = (each: RegExpExecArray) =>
    /^(?:案件|申请|数|量|总|均|都|也|、|和|及|行政|复议|诉讼|应诉|的)*(?:为零|零发生)/.test(
      words.slice(each.index + each[0].length),
    );
  return things.find(isZero)?.index;
}
