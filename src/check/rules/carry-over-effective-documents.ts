import { sameBodies } from '../../aggregation/scope.ts';
import { offsetOfFact, signed, statedFact } from '../facts-at-hand.ts';
import type { Rule } from '../rule.ts';

const inForce = '现行有效件数';

export const rule: Rule = {
  id: 'carry-over/effective-documents',
  title: '现行有效件数的跨年关系',
  severity: 'warning',
  editions: ['2021'],
  basis:
    '现行有效件数 = 上一年度现行有效件数 + 本年制发件数 − 本年废止件数；文件清理和机构改革会打破它',
  description: '两个年度都用2021年格式时，核对规章和行政规范性文件的现行有效件数。',
  message:
    '“{row}”现行有效 {actual} 件，按上一年度 {before} 件加本年制发 {issued} 件、减本年废止 {repealed} 件应为 {expected} 件，相差 {difference}',
  *check(context) {
    const { report, lastYear, archive } = context;
    if (lastYear?.report.form.family !== report.form.family || lastYear.report.isDraft) return;
    const bodies = sameBodies(archive.agencies, context, lastYear);
    if (!bodies) return;
    for (const { address, rowLabels } of report.form.facts) {
      if (!address.endsWith(`.${inForce}`)) continue;
      const row = address.slice(0, -inForce.length);
      const now = statedFact(bodies.now, address);
      const issued = statedFact(bodies.now, `${row}本年制发件数`);
      const repealed = statedFact(bodies.now, `${row}本年废止件数`);
      const before = statedFact(bodies.before, address);
      if (!now || !issued || !repealed || !before) continue;
      const expected = before.value.plus(issued.value).minus(repealed.value);
      if (now.value.eq(expected)) continue;
      yield {
        offset: offsetOfFact(report, address),
        fact: address,
        values: {
          row: rowLabels.at(-1)!,
          actual: now.text,
          before: before.text,
          issued: issued.text,
          repealed: repealed.text,
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
