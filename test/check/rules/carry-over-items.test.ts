import { describe, expect, test } from 'vitest';
import { findingsBy, type ReportTexts } from '../archive-of.ts';

const told = (...reports: ReportTexts[]) => findingsBy('carry-over/items', ...reports);

const report = (
  year: number,
  before: string,
  change: string,
  more: Partial<ReportTexts> = {},
): ReportTexts => ({
  year,
  form: '2019',
  主动公开: `
  行政许可: {上一年项目数量: ${before}, 本年增减: ${change}, 处理决定数量: 0}
  行政事业性收费: {上一年项目数量: 4, 本年增减: 0}
  其余: 0`,
  ...more,
});

test('asks where the items do not follow from last year’s and its change', async () => {
  expect(await told(report(2019, '36', '-3'), report(2020, '36', '0'))).toMatchObject([
    {
      severity: 'warning',
      line: 10,
      column: 19,
      message:
        '请核实：“行政许可”的上一年项目数量为 36，按上一年度报告（36，增减 -3）应为 33，相差 +3',
      fact: '主动公开.行政许可.上一年项目数量',
      expected: 33,
      actual: 36,
    },
  ]);
});

describe('is silent', () => {
  test.each([
    ['+47', '83'],
    ['-3', '33'],
    ['0', '36'],
  ])('after a change of %s', async (change, now) => {
    expect(await told(report(2019, '36', change), report(2020, now, '0'))).toEqual([]);
  });

  test('without last year’s report, or after a draft', async () => {
    expect(await told(report(2020, '36', '0'))).toEqual([]);
    const draft = report(2019, '36', '-3', { isDraft: true });
    expect(await told(draft, report(2020, '36', '0'))).toEqual([]);
  });

  test('in the 2021 edition, which has no items', async () => {
    expect(await told(report(2020, '36', '-3'), { year: 2021 })).toEqual([]);
  });

  test('where the original does not state last year’s items', async () => {
    const lost = report(2020, '未载', '0', { more: '原载: {出处: 未载}' });
    expect(await told(report(2019, '36', '-3'), lost)).toEqual([]);
  });
});
