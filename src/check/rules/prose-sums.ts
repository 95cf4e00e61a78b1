import Big from 'big.js';
import { type ItemList, isPercent, itemLists } from '../listed-items.ts';
import {
  type CountedSentence,
  countedSentences,
  type ProseNumber,
  passageAround,
} from '../numbers-in-prose.ts';
import type { ProsePart } from '../prose-text.ts';
import type { Rule, Suspicion } from '../rule.ts';

export const rule: Rule = {
  id: 'prose/sums',
  title: '文字里的合计与百分比',
  severity: 'warning',
  basis: '总数等于各项之和；百分比按所列数字计算',
  description:
    '“共 N 条，其中……”列出的各项相加，不应多于总数；列全的应等于总数，只举几项的不算错。“N 件，占 P%”按数字重算。',
  message: '“{whole}”与其下各项不一致：各项相加为 {expected}，总数为 {actual}',
  *check({ prose }) {
    for (const part of prose) {
      const sentences = countedSentences(part);
      for (const list of itemLists(part, sentences)) yield* checkSum(part, list);
      for (const [at, sentence] of sentences.entries())
        yield* checkShares(part, sentence, sentences[at - 1]);
    }
  },
};

function* checkSum(part: ProsePart, list: ItemList): Generator<Suspicion> {
  const { whole, items, sum, seemsWhole, mayOverlap } = list;
  const isMore = sum.gt(whole.digits);
  if (sum.eq(whole.digits) || (!isMore && !seemsWhole)) return;
  yield {
    offset: part.offsetAt(whole.start),
    passage: passageAround(whole),
    values: {
      whole:
        `${/[^，；：（(]{0,12}$/.exec(whole.before)![0].trim()} ${whole.digits} ${whole.unit}`.trim(),
      expected: sum.toFixed(),
      actual: whole.digits,
    },
    expected: sum.toNumber(),
    actual: Number(whole.digits),
    ...(items.length === 1 ? { message: '“{whole}”的其中一项就有 {expected}，多于总数' } : {}),
    ...(isMore && !mayOverlap ? {} : { isUncertain: true }),
  };
}

/** A total stands not much farther back. */
const lookBack = 12;

/** “8 件，占 66.7%” against the totals that were named before. */
function* checkShares(
  part: ProsePart,
  { text, numbers }: CountedSentence,
  previous: CountedSentence | undefined,
): Generator<Suspicion> {
  const earlier = /^\s*其中/.test(text) ? (previous?.numbers.slice(-lookBack) ?? []) : [];
  for (const [at, share] of numbers.entries()) {
    const amount = numbers[at - 1];
    // A placeholder has worked out its own share.
    if (!amount || share.filled?.kind === 'share' || !isShareOf(part, amount, share)) continue;
    const others = [...earlier, ...numbers.slice(0, at - 1)]
      .slice(-lookBack)
      .filter(({ unit, isApproximate }) => unit === amount.unit && !isApproximate);
    if (others.some((whole) => isShare(amount.digits, whole.digits, share.digits))) continue;
    const whole = others.findLast((other) => isBase(part, other, amount, share));
    if (!whole || Number(whole.digits) === 0) continue;
    const expected = new Big(amount.digits).times(100).div(whole.digits).round(1).toFixed();
    yield {
      offset: part.offsetAt(share.start),
      passage: passageAround(share),
      values: { amount: amount.digits, whole: whole.digits, expected, actual: share.digits },
      message: '{amount} 占 {whole} 的 {expected}%，文字写的是 {actual}%',
      expected: Number(expected),
      actual: Number(share.digits),
      isUncertain: true,
    };
  }
}

function isShareOf(part: ProsePart, amount: ProseNumber, share: ProseNumber): boolean {
  const between = part.text.slice(amount.end, share.start);
  return (
    isPercent(share) &&
    !share.isApproximate &&
    amount.unit !== '' &&
    !isPercent(amount) &&
    !amount.isApproximate &&
    /占/.test(between) &&
    !/分别/.test(between) &&
    between.length <= 24
  );
}

/** Whether a number is the total of which a share is given, as far as the words tell. */
function isBase(
  part: ProsePart,
  { before }: ProseNumber,
  amount: ProseNumber,
  share: ProseNumber,
): boolean {
  const named = part.text
    .slice(amount.end, share.start)
    .replace(/^.*占/s, '')
    .replace(/比例?|总[数量体]?|全[部年体]|申请|件数|数量?|[其的为约达到了有是]|\s|[:：]/g, '');
  if (named !== '') return before.includes(named);
  return /共|总|合计|累计|全年|收到|新收|收办|受理|办结/.test(before);
}

/** Whether a share is right to within one in its last digit, however it was rounded. */
function isShare(amount: string, whole: string, share: string): boolean {
  if (Number(whole) === 0) return false;
  const decimals = share.split('.')[1]?.length ?? 0;
  const exact = new Big(amount).times(100).div(whole);
  return exact.minus(share).abs().lt(new Big(10).pow(-decimals));
}
