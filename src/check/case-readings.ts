import { type Label, labelsOf, vocabulary } from './labels.ts';
import type { CountedSentence, ProseNumber } from './numbers-in-prose.ts';
import type { MaybeReading, ReportKind } from './readings.ts';
import { isComparison, isOfAnotherYear, isOtherScope } from './scope.ts';

/** What words say of a count of cases: in which proceedings, or how they ended. */
type CaseWord =
  | { kind: 'block'; name: string; blocks: readonly string[]; isAnyOf?: true }
  | { kind: 'result'; name: string }
  /** An outcome that the form does not count, or another matter. */
  | { kind: 'other' };

const litigation = ['未经复议直接起诉', '复议后起诉'];
const suit = '(?:起诉|提起(?:行政)?诉讼)';

const words = vocabulary<CaseWord>(
  [
    [
      `(?:经)?复议后(?:再次?|又)?${suit}`,
      { kind: 'block', name: '复议后起诉', blocks: ['复议后起诉'] },
    ],
    [
      `未经复议(?:程序)?(?:而)?(?:直接)?${suit}|直接(?:向法院)?${suit}`,
      { kind: 'block', name: '未经复议直接起诉', blocks: ['未经复议直接起诉'] },
    ],
    [
      '(?:行政)?复议(?!机关|机构|决定|期限|后|前|和解|委员会)',
      { kind: 'block', name: '行政复议', blocks: ['行政复议'] },
    ],
    [
      '行政(?:诉讼|应诉)|诉讼|应诉|起诉',
      { kind: 'block', name: '行政诉讼', blocks: litigation, isAnyOf: true },
    ],
    ['(?:结果)?维持', { kind: 'result', name: '结果维持' }],
    ['(?:结果)?纠正|纠错', { kind: 'result', name: '结果纠正' }],
    [
      '(?:尚未|暂未|未|没有)(?:审结|结案|审理完毕|办结)|(?:正在|尚在|仍在|在)审(?:理)?(?:过程)?中?|审理中',
      { kind: 'result', name: '尚未审结' },
    ],
    ['其他结果', { kind: 'result', name: '其他结果' }],
    [
      '驳回|撤诉|撤回|撤销|变更|确认违法|责令|胜诉|败诉|终止|终结|调解|和解|不予受理|[一二再]审|终审|出庭|开庭|上诉|申诉|已?审结|结案|办结|答辩|结转|自然人|企业',
      { kind: 'other' },
    ],
  ],
  [
    '一共|总共|共计|共|总计|合计|累计|计|总?件?数|总量|数量',
    '，(?=共|合计|总计|计)|[：:“”\\s]',
    '\\d{4}年(?:\\d{1,2}月\\d{1,2}日)?度?|[本全当]年(?:度内?|内)?|年内',
    '我[镇乡局委厅办县市区省州院校]|本(?:机关|单位|级|镇|乡|局|委|厅|办|县|市|区|省)|作为|被告|被申请人',
    '政府信息|政务公开|依申请|信息|公开|工作|申请|案件|案|事项|纠纷|争议|情况|结果|类|方面|相关|有关|行政',
    '发生|引发|引起|产生|导致|涉及|提起|提出|申请|被|收到|接到|受理|新增|新收|办理|参加|应对|其中|另有|另外|还有',
    '全部|所有|分别|的|了|过|并|且|已|均|皆|都|全|以|因|对|向|由|从|中|里|内|为|是|有|达|系|作出|作|将|等|该',
  ],
  ({ kind }) => kind !== 'other',
);

/** Readings of numbers against 表四; counts of both litigation blocks together are as good as of one. */
export function caseReadings(
  sentences: readonly CountedSentence[],
  { year }: ReportKind,
): MaybeReading[][] {
  let blocks: Blocks | undefined;
  return sentences.map((sentence) => {
    if (!/^\s*其中/.test(sentence.text)) blocks = undefined;
    if (!blocks && !/复议|诉/.test(sentence.text)) return sentence.numbers.map(() => undefined);
    const labels = labelsOf(sentence, words);
    return sentence.numbers.map((number, at) => {
      const label = labels[at];
      const named = blocksOf(label);
      blocks = named ?? blocks;
      return readCase(sentence, number, label, blocks, year);
    });
  });
}

/** The proceedings that are spoken of, and the sums of rows by which they are counted. */
interface Blocks {
  name: string;
  sums: readonly (readonly string[])[];
}

function blocksOf(label: Label<CaseWord> | undefined): Blocks | undefined {
  const named = label?.meanings.flatMap((word) => (word.kind === 'block' ? [word] : [])) ?? [];
  const [nearest] = named;
  if (!label || !nearest) return undefined;
  if (named.length === 1 || !label.isListed) {
    const single = nearest.isAnyOf ? nearest.blocks.map((block) => [block]) : [];
    return { name: nearest.name, sums: [nearest.blocks, ...single] };
  }
  return {
    name: named
      .map(({ name }) => name)
      .reverse()
      .join('、'),
    sums: [[...new Set(named.flatMap((word) => word.blocks))], ...named.map((word) => word.blocks)],
  };
}

function readCase(
  { text, start }: CountedSentence,
  number: ProseNumber,
  label: Label<CaseWord> | undefined,
  blocks: Blocks | undefined,
  year: number,
): MaybeReading {
  if (!label || !/^[件起宗例]?$/.test(number.unit)) return undefined;
  const result = label.meanings.find((word) => word.kind === 'result');
  const isCounted = result !== undefined || label.meanings.some(({ kind }) => kind === 'block');
  if (!blocks) return undefined;
  // 行政复议 8 件，上年结转 3 件: of these cases, not of requests.
  if (!isCounted) return null;
  const besides = `${label.prefix} ${/^[^、，；]{0,8}/.exec(number.after)![0]}`;
  const sentenceBefore = text.slice(0, number.start - start);
  if (
    number.isApproximate ||
    label.meanings.some(({ kind }) => kind === 'other') ||
    isComparison(number, besides) ||
    isOfAnotherYear(sentenceBefore, year) ||
    isReviewing(text, label.prefix)
  )
    return null;
  const column = result?.name ?? '总计';
  return {
    name: result ? `${blocks.name}${result.name}` : blocks.name,
    accepted: blocks.sums.map((sum) => sum.map((block) => `复议诉讼.${block}.${column}`)),
    isUncertain: !/信息公开|政务公开|申请公开/.test(text) || isOtherScope(text),
    ...(isOtherScope(text) ? { isOfAnyScope: true } : {}),
    ...(/新[增收]|新发生/.test(number.before) ? { isPart: true } : {}),
  };
}

/** Whether the agency speaks of cases that it reviews, not of those against itself. */
function isReviewing(sentence: string, prefix: string): boolean {
  if (/信息公开|政务公开|申请公开/.test(sentence)) return false;
  return (
    /受理|审理|审查|(?<!未)审结|化解|复议机关/.test(sentence) ||
    /(?:办理|承办|代理|培训|宣传)\S{0,4}$/.test(prefix)
  );
}
