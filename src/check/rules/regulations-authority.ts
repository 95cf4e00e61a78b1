import { everybodyIn, ownFacts } from '../../aggregation/scope.ts';
import type { Agency } from '../../archive/agencies.ts';
import { offsetOfFact, statedFact } from '../facts-at-hand.ts';
import type { Rule } from '../rule.ts';

const row = '主动公开.规章.';

export const rule: Rule = {
  id: 'regulations/authority',
  title: '规章的制定权限',
  severity: 'warning',
  basis:
    '《立法法》第九十一条、第九十三条：规章由国务院部门和省、自治区、直辖市、设区的市、自治州的人民政府制定',
  description: '没有规章制定权的机关，“规章”一行应为 0；常见的原因是把规范性文件填成了规章。',
  message: '{agency}没有规章制定权，“规章”的{column}却为 {actual}：是否应填在规范性文件一行',
  *check({ report, facts, agency, aggregation }) {
    if (mayIssueRules(agency)) return;
    // The sums of an original may hold the 规章 of a member that makes them.
    const isSum = aggregation !== undefined && !aggregation.own;
    if (isSum && [...everybodyIn(aggregation)].some(mayIssueRules)) return;
    const own = ownFacts({ facts, ...(aggregation ? { aggregation } : {}) });
    for (const { address, columnLabel } of report.form.facts) {
      const fact = address.startsWith(row) ? statedFact(own, address) : undefined;
      if (!fact || fact.value.eq(0)) continue;
      yield {
        offset: offsetOfFact(report, address),
        fact: address,
        values: { agency: agency.shortName, column: columnLabel, actual: fact.text },
        expected: 0,
        actual: fact.value.toNumber(),
        isUncertain: true,
      };
    }
  },
};

function mayIssueRules({ type, level }: Agency): boolean {
  if (level === '国家') return true;
  return type === '政府' && (level === '省' || level === '市');
}
