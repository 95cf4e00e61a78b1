import Big from 'big.js';
import { ownFacts } from '../../aggregation/scope.ts';
import type { ReportFacts } from '../../facts/facts.ts';
import { isStated, offsetOfFact, signed } from '../facts-at-hand.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  id: 'requests/balance',
  title: '申请办理情况的勾稽关系',
  severity: 'error',
  basis: '年度报告格式表三首格：第一项加第二项之和，等于第三项加第四项之和',
  description:
    '逐列核对：本年新收与上年结转之和，应等于本年度办理结果总计与结转下年度之和。写明“汇总”的报告核对本级，各成员在各自的报告里核对。',
  message:
    '“{column}”一列不平：第一项加第二项为 {left}，第三项加第四项为 {right}，相差 {difference}',
  isArithmetical: true,
  *check(context) {
    const { report } = context;
    const facts = ownFacts(context);
    for (const { columnKey, left, right } of report.form.identities) {
      const leftSum = sum(facts, left);
      const rightSum = sum(facts, right);
      if (!leftSum || !rightSum || leftSum.eq(rightSum)) continue;
      const address = report.form.facts[right[0]!]!.address;
      yield {
        offset: offsetOfFact(report, report.form.facts[left[0]!]!.address),
        fact: address,
        values: {
          column: columnKey,
          left: leftSum.toFixed(),
          right: rightSum.toFixed(),
          difference: signed(rightSum.minus(leftSum).toFixed()),
        },
        expected: leftSum.toNumber(),
        actual: rightSum.toNumber(),
      };
    }
  },
};

/** The sum of facts, or undefined where one of them is not stated. */
function sum(facts: ReportFacts, indexes: readonly number[]): Big | undefined {
  let total = new Big(0);
  for (const index of indexes) {
    const fact = facts.at(index);
    if (!isStated(fact)) return undefined;
    total = total.plus(fact.value);
  }
  return total;
}
