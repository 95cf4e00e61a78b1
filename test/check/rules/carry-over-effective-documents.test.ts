import { describe, expect, test } from 'vitest';
import { findingsBy, type ReportTexts } from '../archive-of.ts';

const told = (...reports: ReportTexts[]) =>
  findingsBy('carry-over/effective-documents', ...reports);

const report = (year: number, row: string, more: Partial<ReportTexts> = {}): ReportTexts => ({
  year,
  主动公开: `
  规章: 0
  行政规范性文件: ${row}
  其余: 0`,
  ...more,
});
const row = (issued: number, repealed: number, inForce: number) =>
  `{本年制发件数: ${issued}, 本年废止件数: ${repealed}, 现行有效件数: ${inForce}}`;

const first = report(2021, row(0, 0, 20));

test('asks where what is in force does not follow', async () => {
  expect(await told(first, report(2022, row(3, 5, 20)))).toMatchObject([
    {
      severity: 'warning',
      line: 11,
      column: 43,
      message:
        '请核实：“行政规范性文件”现行有效 20 件，按上一年度 20 件加本年制发 3 件、减本年废止 5 件应为 18 件，相差 +2',
      fact: '主动公开.行政规范性文件.现行有效件数',
      expected: 18,
      actual: 20,
    },
  ]);
});

describe('is silent', () => {
  test('where it follows', async () => {
    expect(await told(first, report(2022, row(3, 5, 18)))).toEqual([]);
  });

  test('without last year’s report, or after a draft', async () => {
    expect(await told(report(2022, row(3, 5, 1)))).toEqual([]);
    expect(await told({ ...first, isDraft: true }, report(2022, row(3, 5, 1)))).toEqual([]);
  });

  test('across editions', async () => {
    const old = {
      year: 2020,
      form: '2019',
      主动公开: '{规范性文件: {本年新制作数量: 0, 本年新公开数量: 0, 对外公开总数量: 20}, 其余: 0}',
    };
    expect(await told(old, report(2021, row(3, 5, 1)))).toEqual([]);
  });

  test('where one of the four is not stated', async () => {
    const lost = report(2022, '{现行有效件数: 18, 其余: 未载}', { more: '原载: {出处: 未载}' });
    expect(await told(first, lost)).toEqual([]);
  });

  test('on the variant of the form where it follows, and not otherwise', async () => {
    const variant = (inForce: number) =>
      report(2022, row(3, 5, inForce), { form: '2021-其他处理一行' });
    expect(await told(first, variant(18))).toEqual([]);
    expect(await told(first, variant(19))).toHaveLength(1);
  });
});
