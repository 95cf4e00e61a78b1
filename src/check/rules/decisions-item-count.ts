import { offsetOfFact, statedFact } from '../facts-at-hand.ts';
import type { Rule } from '../rule.ts';

const decisions = '处理决定数量';

export const rule: Rule = {
  id: 'decisions/item-count',
  title: '处理决定数量与项目数量',
  severity: 'warning',
  editions: ['2019'],
  basis: '处理决定数量是本年作出的决定件数，不是事项的个数',
  description: '处理决定数量恰好等于上一年项目数量与本年增减之和时，可能填成了项目数。',
  message:
    '“{row}”的处理决定数量 {actual}，恰好等于项目数量（{before} 加增减 {change}）：是否把项目数填成了决定数',
  *check({ report, facts }) {
    for (const { address, rowLabels } of report.form.facts) {
      if (!address.endsWith(`.${decisions}`)) continue;
      const row = address.slice(0, -decisions.length);
      const now = statedFact(facts, address);
      const before = statedFact(facts, `${row}上一年项目数量`);
      const change = statedFact(facts, `${row}本年增减`);
      // One or two of each coincide too easily.
      if (
        !now ||
        !before ||
        !change ||
        now.value.lt(3) ||
        !now.value.eq(before.value.plus(change.value))
      )
        continue;
      yield {
        offset: offsetOfFact(report, address),
        fact: address,
        values: {
          row: rowLabels.at(-1)!,
          actual: now.text,
          before: before.text,
          change: change.text,
        },
        actual: now.value.toNumber(),
        isUncertain: true,
      };
    }
  },
};
