import Big from 'big.js';
import { numbersIn, type ProseNumber } from '../numbers-in-prose.ts';
import type { ProsePart } from '../prose-text.ts';
import type { Rule, Suspicion } from '../rule.ts';

export const rule: Rule = {
  id: 'prose/sums',
  title: '文字里的合计与百分比',
  severity: 'warning',
  basis: '总数等于各项之和；百分比按所列数字计算',
  description:
    '“共 N 条，其中……”列出的各项相加，不应多于总数，列全的应等于总数；“N 件，占 P%”按数字重算。',
  message: '“{whole}”之下各项相加为 {expected}，与总数 {actual} 不符',
  *check({ prose }) {
    for (const part of prose) {
      const numbers = numbersIn(part);
      for (const [at, number] of numbers.entries()) {
        yield* checkSum(part, number, listAfter(part, numbers, at));
        yield* checkShare(part, numbers, at);
      }
    }
  },
};

const introduction = /其中|包括|分别|[：:]/;
/** Words after which another matter begins, or the list is not whole. */
const otherMatter = /予以公开|答复|办结|结转|同比|增长|下降|较|占|收到|召开|另|同时|此外|此类|累计/;
const notWhole = /等|主要|重点|例如|如|数量较多|突出/;

/** The items that follow a total, in the same unit, until another matter or the sentence's end. */
function listAfter(part: ProsePart, numbers: readonly ProseNumber[], at: number): ProseNumber[] {
  const whole = numbers[at]!;
  if (
    whole.unit === '' ||
    whole.unit === '%' ||
    !/共|总计|合计|累计|总数|主动公开/.test(whole.before)
  )
    return [];
  const items: ProseNumber[] = [];
  let last = whole.start + whole.written.length;
  for (const number of numbers.slice(at + 1)) {
    const between = part.text.slice(last, number.start);
    if (
      number.clause.sentence !== whole.clause.sentence ||
      number.clause.sentenceStart !== whole.clause.sentenceStart
    )
      break;
    if (items.length === 0 && !introduction.test(between)) break;
    if (number.unit !== whole.unit || otherMatter.test(between)) break;
    items.push(number);
    last = number.start + number.written.length;
  }
  return items;
}

function* checkSum(
  part: ProsePart,
  whole: ProseNumber,
  items: readonly ProseNumber[],
): Generator<Suspicion> {
  if (items.length < 2) return;
  const sum = items.reduce((total, { digits }) => total.plus(digits), new Big(0));
  const lastItem = items.at(-1)!;
  const rest = part.text.slice(
    lastItem.start,
    whole.clause.sentenceStart + whole.clause.sentence.length,
  );
  const listed = part.text.slice(whole.start, lastItem.start) + rest;
  const isMore = sum.gt(whole.digits);
  // A list need not be whole; only one of three or more that ends the sentence is taken to be.
  const seemsWhole =
    items.length >= 3 &&
    !notWhole.test(listed) &&
    !/[\d]/.test(rest.slice(lastItem.written.length));
  if (sum.eq(whole.digits) || (!isMore && !seemsWhole)) return;
  yield {
    offset: part.offsetAt(whole.start),
    passage: whole.clause.text.trim(),
    values: {
      whole: `${whole.before.slice(-8).trim()}${whole.digits}${whole.unit}`,
      expected: sum.toFixed(),
      actual: whole.digits,
    },
    expected: sum.toNumber(),
    actual: Number(whole.digits),
    ...(isMore ? {} : { isUncertain: true }),
  };
}

/** “8 件，占 66.7%” against the total that was named before in the sentence. */
function* checkShare(
  part: ProsePart,
  numbers: readonly ProseNumber[],
  at: number,
): Generator<Suspicion> {
  const share = numbers[at]!;
  const amount = numbers[at - 1];
  // A placeholder has worked out its own share.
  if (
    share.address !== undefined ||
    !/[%％]/.test(share.unit) ||
    !amount ||
    amount.unit === '' ||
    /[%％]/.test(amount.unit)
  )
    return;
  const between = part.text.slice(amount.start, share.start);
  if (
    !/占/.test(between) ||
    between.length > 24 ||
    amount.clause.sentence !== share.clause.sentence
  )
    return;
  const wholes = numbers
    .slice(0, at - 1)
    .filter(
      (number) =>
        number.unit === amount.unit &&
        number.clause.sentence === share.clause.sentence &&
        /共|总|合计|累计|全年|收到|新收/.test(number.before),
    );
  if (
    wholes.length === 0 ||
    wholes.some((whole) => isShare(amount.digits, whole.digits, share.digits))
  )
    return;
  const whole = wholes[0]!;
  if (Number(whole.digits) === 0) return;
  const expected = new Big(amount.digits).times(100).div(whole.digits).round(1).toFixed();
  yield {
    offset: part.offsetAt(share.start),
    passage: share.clause.text.trim(),
    values: { amount: amount.digits, whole: whole.digits, expected, actual: share.digits },
    message: '{amount} 占 {whole} 的 {expected}%，文字写的是 {actual}%',
    expected: Number(expected),
    actual: Number(share.digits),
    isUncertain: true,
  };
}

/** Whether a share is right to within one in its last digit, however it was rounded. */
function isShare(amount: string, whole: string, share: string): boolean {
  if (Number(whole) === 0) return false;
  const decimals = share.split('.')[1]?.length ?? 0;
  const exact = new Big(amount).times(100).div(whole);
  return exact.minus(share).abs().lt(new Big(10).pow(-decimals));
}
