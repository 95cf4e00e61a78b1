import { expect, test } from 'vitest';
import { findingsBy, type ReportTexts } from '../archive-of.ts';

const told = (...reports: ReportTexts[]) => findingsBy('carry-over/requests', ...reports);

/** `before` came over from last year, `after` goes on to the next; both of natural persons. */
const report = (
  agency: string,
  year: number,
  [before, after]: readonly [number, number],
  more?: string,
): ReportTexts => ({
  agency,
  year,
  申请办理: `
  本年新收: {自然人: ${after}, 其余: 0}
  上年结转: {自然人: ${before}, 其余: 0}
  办理结果: {予以公开: {自然人: ${before}, 其余: 0}, 其余: 0}
  结转下年度: {自然人: ${after}, 其余: 0}`,
  ...(more === undefined ? {} : { more }),
});

const both = '汇总: {成员: [education, liulin]}';
const of2021 = [
  report('education', 2021, [0, 3]),
  report('liulin', 2021, [0, 5]),
  report('county', 2021, [0, 7], both),
];

test('nothing is told where 本级 and the members go on from last year', async () => {
  expect(
    await told(
      ...of2021,
      report('education', 2022, [3, 0]),
      report('liulin', 2022, [5, 0]),
      report('county', 2022, [7, 0], both),
    ),
  ).toEqual([]);
});

test('本级 is compared with 本级, at its own line', async () => {
  const findings = await told(
    ...of2021,
    report('education', 2022, [3, 0]),
    report('liulin', 2022, [5, 0]),
    report('county', 2022, [6, 0], both),
  );
  expect(findings).toMatchObject([
    {
      severity: 'error',
      file: 'reports/county/2022.yaml',
      line: 12,
      fact: '申请办理.上年结转.自然人',
      expected: 7,
      actual: 6,
    },
    { fact: '申请办理.上年结转.总计', expected: 7, actual: 6 },
  ]);
});

test('a difference of a member is its own, and the sum says whose it is', async () => {
  const findings = await told(
    ...of2021,
    report('education', 2022, [3, 0]),
    report('liulin', 2022, [4, 0]),
    report('county', 2022, [7, 0], both),
  );
  expect(findings).toMatchObject([
    {
      severity: 'warning',
      line: 16,
      column: 10,
      expected: 15,
      actual: 14,
      message:
        '合计“自然人”一列：本年的上年结转为 14，上一年度为 15，相差 -1，出自清河县柳林镇人民政府的报告',
    },
    { severity: 'warning', fact: '申请办理.上年结转.总计' },
  ]);
});

test('where members have changed, it says so instead', async () => {
  const findings = await told(
    ...of2021,
    report('education', 2022, [3, 0]),
    report('founded', 2022, [9, 0]),
    report('county', 2022, [7, 0], '汇总: {成员: [education, founded]}'),
  );
  expect(findings).toMatchObject([
    {
      severity: 'info',
      message:
        '汇总的成员与2021年不同（增加清河县新设局；减少清河县柳林镇人民政府），没有核对合计的上年结转',
    },
  ]);
});

test('where only one of the years is a sum, it says so instead', async () => {
  expect(
    await told(
      report('county', 2021, [0, 15]),
      report('liulin', 2022, [5, 0]),
      report('county', 2022, [7, 0], '汇总: {成员: [liulin]}'),
    ),
  ).toMatchObject([
    { severity: 'info', message: '2021年与本年只有一年的报告是汇总，没有核对合计的上年结转' },
  ]);
});
