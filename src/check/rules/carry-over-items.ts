import { sameBodies } from '../../aggregation/scope.ts';
import { offsetOfFact, signed, statedFact } from '../facts-at-hand.ts';
import type { Rule } from '../rule.ts';

const itemsLastYear = '上一年项目数量';

export const rule: Rule = {
  id: 'carry-over/items',
  title: '项目数量的跨年关系',
  severity: 'warning',
  editions: ['2019'],
  basis: '上一年项目数量 = 上一年度报告的上一年项目数量 + 其本年增/减',
  description: '两个年度都用2019年格式时，核对行政许可等各行的上一年项目数量。',
  message:
    '“{row}”的上一年项目数量为 {actual}，按上一年度报告（{before}，增减 {change}）应为 {expected}，相差 {difference}',
  *check(context) {
    const { report, lastYear, archive } = context;
    if (lastYear?.report.form.family !== report.form.family || lastYear.report.isDraft) return;
    const bodies = sameBodies(archive.agencies, context, lastYear);
    if (!bodies) return;
    for (const { address, rowLabels } of report.form.facts) {
      if (!address.endsWith(`.${itemsLastYear}`)) continue;
      const row = address.slice(0, -itemsLastYear.length);
      const now = statedFact(bodies.now, address);
      const before = statedFact(bodies.before, address);
      const change = statedFact(bodies.before, `${row}本年增减`);
      if (!now || !before || !change) continue;
      const expected = before.value.plus(change.value);
      if (now.value.eq(expected)) continue;
      yield {
        offset: offsetOfFact(report, address),
        fact: address,
        values: {
          row: rowLabels.at(-1)!,
          actual: now.text,
          before: before.text,
          change: change.text,
          expected: expected.toFixed(),
          difference: signed(now.value.minus(expected).toFixed()),
        },
        expected: expected.toNumber(),
        actual: now.value.toNumber(),
        isUncertain: true,
      };
    }
  },
};
