import Big from 'big.js';
import type { ReportFacts } from '../../facts/facts.ts';
import { isStated, offsetOfFact } from '../facts-at-hand.ts';
import type { Rule } from '../rule.ts';

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
  description: '行政复议、行政诉讼的本年总计，不应少于上一年度的尚未审结件数。',
  message: '{name}本年总计 {actual} 件，少于上一年度尚未审结的 {expected} 件',
  *check({ report, facts, lastYear }) {
    if (!lastYear || lastYear.report.isDraft) return;
    for (const { name, rows } of groups) {
      const total = sum(facts, rows, '总计');
      const pending = sum(lastYear.facts, rows, '尚未审结');
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

function sum(facts: ReportFacts, rows: readonly string[], column: string): Big | undefined {
  let total = new Big(0);
  for (const row of rows) {
    const fact = facts.get(`复议诉讼.${row}.${column}`);
    if (!isStated(fact)) return undefined;
    total = total.plus(fact.value);
  }
  return total;
}
