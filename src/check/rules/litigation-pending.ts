import Big from 'big.js';
import { ownFacts, sameBodies } from '../../aggregation/scope.ts';
import type { ReportFacts } from '../../facts/facts.ts';
import { isStated, offsetOfFact } from '../facts-at-hand.ts';
import type { Rule, RuleContext } from '../rule.ts';

/** Cases may pass from one litigation block to the other, never between reconsideration and litigation. */
const groups = [
  { name: '行政复议', rows: ['行政复议'] },
  { name: '行政诉讼', rows: ['未经复议直接起诉', '复议后起诉'] },
];

export const rule: Rule = {
  id: 'litigation/pending',
  title: '尚未审结案件的延续',
  severity: 'warning',
  basis: '上一年度尚未审结的复议、诉讼案件，本年或有结果，或仍未审结，都应计入本年总计',
  description:
    '行政复议、行政诉讼的本年总计，不应少于上一年度的尚未审结件数；由其他机关合并而来的，第一年不应少于被承接各机关的尚未审结件数之和。',
  message: '{name}本年总计 {actual} 件，少于上一年度尚未审结的 {expected} 件',
  *check(context) {
    const { report } = context;
    const facts = ownFacts(context);
    const before = factsBefore(context);
    if (before.length === 0) return;
    for (const { name, rows } of groups) {
      const total = sum([facts], rows, '总计');
      const pending = sum(before, rows, '尚未审结');
      if (!total || !pending || total.gte(pending)) continue;
      const address = `复议诉讼.${rows[0]}.总计`;
      yield {
        offset: offsetOfFact(report, address),
        fact: address,
        values: { name, actual: total.toFixed(), expected: pending.toFixed() },
        expected: pending.toNumber(),
        actual: total.toNumber(),
        isUncertain: true,
      };
    }
  },
};

/** Of last year, or of all that were merged into one; none where any is not there or a draft. */
function factsBefore(context: RuleContext): ReportFacts[] {
  const { lastYear, handover, archive } = context;
  if (lastYear && !sameBodies(archive.agencies, context, lastYear)) return [];
  if (handover && handover.to.length > 1) return [];
  const before = handover ? handover.from.map(({ report }) => report) : [lastYear];
  return before.every((each) => each && !each.report.isDraft)
    ? before.map((each) => ownFacts(each!))
    : [];
}

function sum(
  all: readonly ReportFacts[],
  rows: readonly string[],
  column: string,
): Big | undefined {
  let total = new Big(0);
  for (const facts of all) {
    for (const row of rows) {
      const fact = facts.get(`复议诉讼.${row}.${column}`);
      if (!isStated(fact)) return undefined;
      total = total.plus(fact.value);
    }
  }
  return total;
}
