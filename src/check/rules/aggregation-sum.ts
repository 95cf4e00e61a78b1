import type { ReportFacts } from '../../facts/facts.ts';
import type { FactDefinition } from '../../form/form.ts';
import { isStated, offsetOfFact, signed } from '../facts-at-hand.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  id: 'aggregation/sum',
  title: '刊载的汇总数与各成员之和',
  severity: 'error',
  basis: '汇总的每一个数字等于各成员同一格数字之和',
  description:
    '照录的报告（原载）写明“汇总”的，逐格核对原文刊载的数字与各成员报告的数字之和。少于各成员之和的是错误；多出的可能是本级的数字，只请核实。成员不全、成员未载或不可比的数字不核对。',
  message: '“{cell}”刊载为 {actual}，各成员之和为 {expected}，相差 {difference}',
  isArithmetical: true,
  *check({ report, facts, aggregation }) {
    if (!report.archived || !aggregation || aggregation.absent.length > 0) return;
    const partial = new Set(aggregation.leftOut.map(({ table }) => table));
    for (const [index, definition] of report.form.facts.entries()) {
      const fact = facts.at(index);
      const sum = aggregation.sum.at(index);
      if (partial.has(definition.table) || followsFromCells(definition, facts)) continue;
      if (!isStated(fact) || !isStated(sum) || fact.value.eq(sum.value)) continue;
      const isMore = fact.value.gt(sum.value);
      yield {
        offset: offsetOfFact(report, fact.address),
        fact: fact.address,
        values: {
          cell: [...definition.rowLabels, definition.columnLabel].join('·'),
          actual: fact.text,
          expected: sum.text,
          difference: signed(fact.value.minus(sum.value).toFixed()),
        },
        expected: sum.value.toNumber(),
        actual: fact.value.toNumber(),
        ...(isMore
          ? { isUncertain: true, severity: 'warning', message: `${rule.message}，是否为本级的数字` }
          : {}),
      };
    }
  },
};

/** Whether a total is but the sum of what is stated in its cells, which are compared themselves. */
function followsFromCells({ role, addends }: FactDefinition, facts: ReportFacts): boolean {
  if (role === 'primary') return false;
  return role === 'derived' || addends[0]!.every((index) => isStated(facts.at(index)));
}
