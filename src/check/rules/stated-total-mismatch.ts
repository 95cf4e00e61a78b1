import { signed } from '../facts-at-hand.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  id: 'stated-total/mismatch',
  title: '原文刊载的总计与各项之和',
  severity: 'error',
  basis: '总计等于各项之和',
  description: '原载报告刊载的总计，应等于所列各项相加。',
  message: '“{address}”原文刊载为 {actual}，按所列各项相加为 {expected}，相差 {difference}',
  isArithmetical: true,
  *check({ report, facts }) {
    for (const { address, figure, offset } of report.statedTotals.values()) {
      const fact = facts.get(address);
      if (fact?.origin !== 'computed' || fact.value === null || fact.value.eq(figure.value))
        continue;
      yield {
        offset,
        fact: address,
        values: {
          address,
          actual: figure.text,
          expected: fact.text ?? '',
          difference: signed(figure.value.minus(fact.value).toFixed()),
        },
        expected: fact.value.toNumber(),
        actual: figure.value.toNumber(),
      };
    }
  },
};
