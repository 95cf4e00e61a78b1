import { describe, expect, test } from 'vitest';
import { findingsBy, type ReportTexts } from '../archive-of.ts';

const told = (...reports: ReportTexts[]) => findingsBy('aggregation/sum', ...reports);

const fees = (agency: string, amount: string, more?: string): ReportTexts => ({
  agency,
  主动公开: `{行政事业性收费: ${amount}, 其余: 0}`,
  ...(more === undefined ? {} : { more }),
});
const original = '原载: {出处: 未载}\n汇总: {成员: [education, liulin]}';
const members = [fees('education', '26.55'), fees('liulin', '1.45')];

describe('the original’s figures beside the members’ sum', () => {
  test('nothing is told where they are equal', async () => {
    expect(await told(...members, fees('county', '28.00', original))).toEqual([]);
  });

  test('fewer than the members’ is an error', async () => {
    expect(await told(...members, fees('county', '27', original))).toMatchObject([
      {
        severity: 'error',
        file: 'reports/county/2022.yaml',
        line: 9,
        column: 17,
        fact: '主动公开.行政事业性收费.本年收费金额',
        expected: 28,
        actual: 27,
        message:
          '“行政事业性收费·本年收费金额（单位：万元）”刊载为 27，各成员之和为 28.00，相差 -1',
      },
    ]);
  });

  test('more may be the county’s own', async () => {
    expect(await told(...members, fees('county', '30.5', original))).toMatchObject([
      {
        severity: 'warning',
        message:
          '请核实：“行政事业性收费·本年收费金额（单位：万元）”刊载为 30.5，各成员之和为 28.00，相差 +2.5，是否为本级的数字',
      },
    ]);
  });

  test('what was printed of a row without cells is compared', async () => {
    const requests = (row: string) =>
      `{本年新收: ${row}, 上年结转: 未载, 办理结果: 未载, 结转下年度: 未载}`;
    const asked: ReportTexts = {
      agency: 'liulin',
      申请办理: `{本年新收: {自然人: 3, 其余: 0}, 上年结转: 0, 办理结果: 0, 结转下年度: {自然人: 3, 其余: 0}}`,
    };
    const printed: ReportTexts = {
      agency: 'county',
      申请办理: requests('未载'),
      more: '原载: {出处: 未载}\n汇总: {成员: [liulin]}\n刊载总计: {申请办理.本年新收.总计: 2}',
    };
    expect(await told(asked, printed)).toMatchObject([
      { fact: '申请办理.本年新收.总计', expected: 3, actual: 2 },
    ]);
  });
});

describe('is silent', () => {
  test('of what is added up here', async () => {
    expect(
      await told(...members, fees('county', '1', '汇总: {成员: [education, liulin]}')),
    ).toEqual([]);
  });

  test('where a member has no report', async () => {
    expect(await told(members[0]!, fees('county', '1', original))).toEqual([]);
  });

  test('of what a member does not state', async () => {
    const unstated = fees('liulin', '未载', '原载: {出处: 未载}');
    expect(await told(members[0]!, unstated, fees('county', '1', original))).toEqual([]);
  });
});
