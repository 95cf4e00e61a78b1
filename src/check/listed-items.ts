import Big from 'big.js';
import type { CountedSentence, ProseNumber } from './numbers-in-prose.ts';
import type { ProsePart } from './prose-text.ts';

/** A total and what a text lists below it: 共 20 条，其中网站 12 条、微信 8 条. */
export interface ItemList {
  whole: ProseNumber;
  items: readonly ProseNumber[];
  sum: Big;
  /** Whether the words say, or make it very likely, that nothing is left out. */
  seemsWhole: boolean;
  /** Whether one thing may be counted under several items, or items go beyond the total rightly. */
  mayOverlap: boolean;
}

const introduction = /其中|包括|包含|分别|[：:]|[（(]含/;
const total = /共|总|合计|累计|全年|主动公开/;
/** Another matter begins, or a comparison. */
const otherMatter =
  /同比|环比|增长|增加|下降|减少|较|比[上去20]|收到|召开|另|同时|此外|此类|累计|[总合共]计/;
/** After a semicolon a verb begins a sentence of its own. */
const newDeed =
  /；\s*(?:还|并|又)?(?:开展|召开|举办|组织|参加|印发|制定|完成|发布|答复|受理|办理|处理)/;
/** The list says itself that it is not whole. */
const notWhole = /等(?!级|候)|主要|重点|例如|比如|[，、（]如|数量较多|突出|不含|不包括/;
/** What the list adds is nearly the total: more likely a slip of the pen than a choice. */
const nearly = { amount: 1, share: 0.02 };

/** The number is itself one of a list, or a comparison. */
const aside = /其中|包括|包含|含|较|比|增|减/;

/** Kinds of items; those of two kinds do not add up. */
const kinds = [
  ['applicant', /自然人|公民|个人|法人|组织|企业|机构|律师/],
  ['outcome', /予以公开|部分公开|不予公开|无法提供|不予处理|其[他它]处理|同意公开/],
  ['progress', /新收|办结|答复|结转|尚未|在办/],
  [
    'channel',
    /网|平台|信函|邮|当面|窗口|传真|现场|微信|微博|公众号|新媒体|公开栏|宣传栏|公报|报[刊纸]|电[视台]|广播|抖音|客户端|[Aa][Pp]{2}/,
  ],
] as const;
type Kind = (typeof kinds)[number][0] | undefined;

/** The lists of a text, each with at least one item. */
export function itemLists(part: ProsePart, sentences: readonly CountedSentence[]): ItemList[] {
  return sentences.flatMap(({ numbers }, at) =>
    numbers.flatMap((whole, index) => {
      if (whole.isApproximate || whole.unit === '' || isPercent(whole)) return [];
      const isLast = index === numbers.length - 1 && !aside.test(whole.before);
      const next = isLast ? continuation(part, whole, sentences[at + 1]) : undefined;
      const list = listAfter(part, whole, next ?? numbers.slice(index + 1));
      return list ? [list] : [];
    }),
  );
}

export function isPercent({ unit }: ProseNumber): boolean {
  return unit === '%' || unit === '％';
}

/** Numbers of the sentence after, where it goes on with 其中. */
function continuation(
  { text }: ProsePart,
  whole: ProseNumber,
  next: CountedSentence | undefined,
): readonly ProseNumber[] | undefined {
  const isNext = next && /^[^\n，；]*。\s*$/.test(text.slice(whole.end, next.start));
  return isNext && /^\s*其中/.test(next.text) ? next.numbers : undefined;
}

/** The items that follow a total, in the same unit, until another matter begins. */
function listAfter(
  { text }: ProsePart,
  whole: ProseNumber,
  numbers: readonly ProseNumber[],
): ItemList | undefined {
  const items: ProseNumber[] = [];
  let sum = new Big(0);
  let kind: Kind;
  let last = whole.end;
  let depth = 0;
  // What is itself an item is set apart by commas from those beside it.
  let separator = aside.test(whole.before) ? '、' : '；';
  let isOpen = false;
  for (const number of numbers) {
    const between = text.slice(last, number.start);
    const isFirst = items.length === 0;
    if (isFirst && !isIntroduced(whole, between)) return undefined;
    last = number.end;
    const inside = depthOf(text.slice(whole.end, number.start));
    if (isFirst) depth = inside;
    if (inside > depth || (isPercent(number) && /占|比/.test(between))) continue;
    const mark = widestIn(between);
    isOpen =
      (!isFirst && /其中|[（(]含/.test(between)) ||
      number.isApproximate ||
      number.unit !== whole.unit;
    const own = kindOf(`${between} ${number.after.slice(0, 10)}`);
    if (
      isOpen ||
      inside < depth ||
      (!isFirst && marks.indexOf(mark) > marks.indexOf(separator)) ||
      isOtherMatter(between, isFirst) ||
      (kind && own && kind !== own)
    )
      break;
    // After items set apart by 、 a comma begins something else.
    if (!isFirst && mark !== '') separator = mark;
    kind ??= own;
    items.push(number);
    sum = sum.plus(number.digits);
    if (!isFirst && sum.eq(whole.digits)) break;
  }
  if (items.length === 0) return undefined;
  const listed = text.slice(whole.end, items.at(-1)!.end) + items.at(-1)!.after;
  return {
    whole,
    items,
    sum,
    seemsWhole: !isOpen && items.length > 1 && seemsWhole(whole, items, sum, listed),
    mayOverlap: kind !== 'applicant' && kind !== undefined,
  };
}

/** From the one that sets apart least. */
const marks = '、，；';

/** The mark in some words that sets apart most. */
function widestIn(words: string): string {
  return [...marks].findLast((mark) => words.includes(mark)) ?? '';
}

function isIntroduced(whole: ProseNumber, between: string): boolean {
  return /其中/.test(between) || (introduction.test(between) && total.test(whole.before));
}

function isOtherMatter(between: string, isFirst: boolean): boolean {
  if (isFirst) return otherMatter.test(between.replace(/^[^，；：]*[，；：]/, ''));
  return otherMatter.test(between) || newDeed.test(between);
}

function depthOf(text: string): number {
  return (text.match(/[（(]/g)?.length ?? 0) - (text.match(/[）)]/g)?.length ?? 0);
}

function kindOf(words: string): Kind {
  return kinds.find(([, pattern]) => pattern.test(words))?.[0];
}

function seemsWhole(
  whole: ProseNumber,
  items: readonly ProseNumber[],
  sum: Big,
  listed: string,
): boolean {
  if (notWhole.test(listed)) return false;
  const isEnumerated = /分别/.test(listed) || (/^[^其]*[：:]/.test(listed) && !/其中/.test(listed));
  const hasRest = /(?:其[他它余]|余下|剩余)[^，、；]{0,8}$/.test(items.at(-1)!.before);
  const isEverybody = /自然人|公民/.test(listed) && /法人[^，、；]{0,3}其[他它]组织/.test(listed);
  const difference = new Big(whole.digits).minus(sum);
  const isNearly =
    items.length > 2 &&
    difference.lte(Math.max(nearly.amount, Number(whole.digits) * nearly.share));
  return isEnumerated || hasRest || isEverybody || isNearly;
}
