import { passageAround } from '../numbers-in-prose.ts';
import { type Reading, readingsIn, sumOf } from '../readings.ts';
import type { Rule, RuleContext, Suspicion } from '../rule.ts';
import { zeroStatements } from '../zero-statements.ts';

export const rule: Rule = {
  id: 'prose/figures',
  title: '文字与表格的数字',
  severity: 'warning',
  basis: '年度报告格式：文字表述应与表中数字一致',
  description:
    '文字里收到、办结、予以公开、行政复议等件数，应与表中相应的数字一致；收办、答复、两类诉讼合计等通行的说法都算一致。“未收到”“没有”按 0 核对。说得不够明白、或另有口径的，请编辑核实。',
  message: '文字与表不一致：文字说“{name}”是 {actual}，表中是 {expected}',
  *check(context) {
    for (const part of context.prose) {
      for (const { number, reading } of readingsIn(part, context.report)) {
        // The agency's own statistics have a scope of their own.
        if (number.filled?.address.startsWith('统计.')) continue;
        yield* compare(context, reading, number.digits, () => ({
          offset: part.offsetAt(number.start),
          passage: passageAround(number),
        }));
      }
      for (const { reading, start, text } of zeroStatements(part, context.report.year)) {
        const place = () => ({ offset: part.offsetAt(start), passage: text });
        yield* compare(context, reading, '0', place);
      }
    }
  },
};

function* compare(
  { facts }: RuleContext,
  { name, accepted, isUncertain, isPart }: Reading,
  digits: string,
  placeOf: () => Pick<Suspicion, 'offset' | 'passage'>,
): Generator<Suspicion> {
  // Most are right, and single facts.
  if (
    accepted.some(
      ([address, ...others]) => others.length === 0 && facts.get(address!)?.text === digits,
    )
  )
    return;
  const sums = accepted.flatMap((addresses) => sumOf(facts, addresses) ?? []);
  if (sums.length === 0 || sums.some((sum) => (isPart ? sum.gte(digits) : sum.eq(digits)))) return;
  const known = accepted.find((addresses) => sumOf(facts, addresses))!;
  const expected = [...new Set(sums.map((sum) => sum.toFixed()))];
  yield {
    ...placeOf(),
    values: { name, actual: digits, expected: expected.slice(0, 3).join(' 或 ') },
    expected: Number(expected[0]),
    actual: Number(digits),
    ...(known.length === 1 ? { fact: known[0]! } : {}),
    ...(isUncertain
      ? { isUncertain: true, message: '文字说“{name}”是 {actual}，表中是 {expected}' }
      : {}),
  };
}
