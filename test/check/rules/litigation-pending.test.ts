import { describe, expect, test } from 'vitest';
import { findingsBy, type ReportTexts } from '../archive-of.ts';

const told = (...reports: ReportTexts[]) => findingsBy('litigation/pending', ...reports);

const pending = (more: Partial<ReportTexts> = {}): ReportTexts => ({
  year: 2021,
  复议诉讼: `
  行政复议: {尚未审结: 3, 其余: 0}
  未经复议直接起诉: {尚未审结: 2, 其余: 0}
  复议后起诉: {尚未审结: 1, 其余: 0}`,
  ...more,
});
const cases = (rows: string) => ({ 复议诉讼: `\n  ${rows}\n  其余: 0` });

test('asks where fewer cases are counted than were pending', async () => {
  const findings = await told(pending(), cases('行政复议: {结果维持: 2, 其余: 0}'));
  expect(findings).toMatchObject([
    {
      severity: 'warning',
      line: 12,
      column: 16,
      message: '请核实：行政复议本年总计 2 件，少于上一年度尚未审结的 3 件',
      fact: '复议诉讼.行政复议.总计',
      expected: 3,
      actual: 2,
    },
    {
      line: 13,
      column: 7,
      message: '请核实：行政诉讼本年总计 0 件，少于上一年度尚未审结的 3 件',
      fact: '复议诉讼.未经复议直接起诉.总计',
      expected: 3,
      actual: 0,
    },
  ]);
});

describe('is silent', () => {
  const decided = cases(
    '行政复议: {结果维持: 2, 尚未审结: 1, 其余: 0}\n  复议后起诉: {结果纠正: 3, 其余: 0}',
  );

  test('where all are counted again, even in the other litigation block', async () => {
    expect(await told(pending(), decided)).toEqual([]);
  });

  test('without last year’s report, or after a draft', async () => {
    expect(await told({})).toEqual([]);
    expect(await told(pending({ isDraft: true }), {})).toEqual([]);
  });

  test('where nothing was pending', async () => {
    expect(await told({ year: 2021 }, {})).toEqual([]);
  });

  test('where the original has lost the table', async () => {
    const lost = { 复议诉讼: '未载', more: '原载: {出处: 未载}' };
    expect(await told(pending(), lost)).toEqual([]);
    expect(await told({ year: 2021, ...lost }, {})).toEqual([]);
  });
});
