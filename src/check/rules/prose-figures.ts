import { numbersIn, passageAround } from '../numbers-in-prose.ts';
import { readingOf, sumOf } from '../readings.ts';
import type { Rule, RuleContext, Suspicion } from '../rule.ts';
import { zeroStatements } from '../zero-statements.ts';

export const rule: Rule = {
  id: 'prose/figures',
  title: '文字与表格的数字',
  severity: 'warning',
  basis: '年度报告格式：文字表述应与表中数字一致',
  description:
    '文字里收到、办结、予以公开、行政复议等件数，应与表中相应的数字一致；收办、答复、两类诉讼合计等通行的说法都算一致。“未收到”“没有”按 0 核对。',
  message: '文字说“{name}”是 {actual}，表中是 {expected}',
  *check(context) {
    for (const part of context.prose) {
      for (const number of numbersIn(part)) {
        const reading = readingOf(number, context.report.year);
        if (reading)
          yield* compare(
            context,
            reading,
            number.digits,
            part.offsetAt(number.start),
            passageAround(number),
          );
      }
      for (const { reading, start, text } of zeroStatements(part, context.report.year)) {
        yield* compare(context, reading, '0', part.offsetAt(start), text);
      }
    }
  },
};

function* compare(
  { facts }: RuleContext,
  { name, accepted, isUncertain }: ReturnType<typeof readingOf> & object,
  digits: string,
  offset: number,
  passage: string,
): Generator<Suspicion> {
  const sums = accepted.flatMap((addresses) => sumOf(facts, addresses) ?? []);
  if (sums.length === 0 || sums.some((sum) => sum.eq(digits))) return;
  const known = accepted.find((addresses) => sumOf(facts, addresses))!;
  const expected = [...new Set(sums.map((sum) => sum.toFixed()))];
  yield {
    offset,
    passage,
    values: { name, actual: digits, expected: expected.slice(0, 3).join(' 或 ') },
    expected: Number(expected[0]),
    actual: Number(digits),
    ...(known.length === 1 ? { fact: known[0]! } : {}),
    ...(isUncertain ? { isUncertain: true } : {}),
  };
}
