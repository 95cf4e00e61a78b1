import { describe, expect, test } from 'vitest';
import { findingsBy, type ReportTexts } from '../archive-of.ts';

const told = (...reports: ReportTexts[]) => findingsBy('aggregation/members', ...reports);

const listed = '汇总: {成员: [education, liulin]}';
const education: ReportTexts = { agency: 'education' };

describe('a member that cannot be added', () => {
  test('for want of a report is an error where it is named', async () => {
    expect(await told(education, { agency: 'county', more: listed })).toMatchObject([
      {
        severity: 'error',
        file: 'reports/county/2022.yaml',
        line: 12,
        column: 22,
        message: `成员“清河县柳林镇人民政府”没有 2022 年的报告，汇总不全，合计不含该机关`,
        actual: '缺报',
      },
    ]);
  });

  test('for its report is a draft', async () => {
    const draft = { agency: 'liulin', isDraft: true };
    expect(await told(education, draft, { agency: 'county', more: listed })).toMatchObject([
      {
        severity: 'error',
        message: `成员“清河县柳林镇人民政府”2022 年的报告还是草稿，汇总不全，合计不含该机关`,
        actual: '草稿',
      },
    ]);
  });

  test('of all below is an error where they are named together', async () => {
    const findings = await told(education, { agency: 'county', more: '汇总: {成员: 全部下级}' });
    const founded = findings.filter(({ message }) => message.includes('“清河县新设局”'));
    expect(founded).toMatchObject([{ severity: 'error', line: 12, column: 10, actual: '缺报' }]);
  });

  test('of a member is an error where that member is named', async () => {
    const reports = [
      education,
      { agency: 'county', more: listed },
      { agency: 'city', more: '汇总: {成员: [county]}' },
    ];
    expect(await told(...reports)).toMatchObject([
      {
        file: 'reports/city/2022.yaml',
        line: 12,
        column: 11,
        message: `清河县人民政府的汇总：成员“清河县柳林镇人民政府”没有 2022 年的报告，汇总不全，合计不含该机关`,
      },
    ]);
  });

  test('that owes none any more had better not be named', async () => {
    const county = { agency: 'county', more: '汇总: {成员: [ended]}' };
    expect(await told(county)).toMatchObject([
      {
        severity: 'error',
        message: expect.stringContaining('“清河县撤并局”按登记的“起”“止”不编制'),
      },
    ]);
  });

  test('that owes none by the register had better not be named', async () => {
    const county = { agency: 'county', year: 2021, more: '汇总: {成员: [founded]}' };
    expect(await told(county)).toMatchObject([
      {
        severity: 'error',
        message:
          '成员“清河县新设局”按登记的“起”“止”不编制 2021 年的报告：请从成员中删去，或改正登记',
      },
    ]);
  });

  test('is only a hint for what was added up elsewhere', async () => {
    const county = { agency: 'county', more: `原载: {出处: 未载}\n${listed}` };
    expect(await told(education, county)).toMatchObject([
      {
        severity: 'info',
        message: '成员“清河县柳林镇人民政府”没有可用的 2022 年报告，没有核对合计',
      },
    ]);
  });

  test('is acknowledged by what it lacks', async () => {
    const explained = (actual: string): ReportTexts => ({
      agency: 'county',
      more: `${listed}\n说明:\n  - {规则: aggregation/members, 位置: liulin, 数值: [无, ${actual}], 理由: 机构撤并, 署名: 甲, 日期: 2023-01-20}`,
    });
    expect(await told(education, explained('缺报'))).toMatchObject([{ acknowledged: true }]);
    expect((await told(education, explained('草稿')))[0]!.acknowledged).toBeUndefined();
  });
});

describe('figures that cannot be added', () => {
  test('because a member does not state them', async () => {
    const liulin: ReportTexts = {
      agency: 'liulin',
      主动公开: '{行政许可: 未载, 行政处罚: 未载, 其余: 0}',
      more: '原载: {出处: 未载}',
    };
    expect(await told(education, liulin, { agency: 'county', more: listed })).toMatchObject([
      {
        severity: 'error',
        line: 12,
        column: 22,
        actual: '未载2个',
        message: expect.stringContaining('成员“清河县柳林镇人民政府”的报告里有 2 个数字未载'),
      },
    ]);
  });

  test('because a member uses another edition: a warning', async () => {
    const liulin: ReportTexts = {
      agency: 'liulin',
      form: '2019',
      主动公开: '{政府集中采购: {其余: 0, 单位: 元}, 其余: 0}',
    };
    // 规章 and 行政规范性文件 have three figures each, 行政事业性收费 one.
    expect(await told(education, liulin, { agency: 'county', more: listed })).toMatchObject([
      {
        severity: 'warning',
        line: 12,
        column: 10,
        actual: '未载7个',
        message:
          '清河县柳林镇人民政府所用的格式与本报告不同，7 个数字没有可比的数字，不能合计，公布为未载',
      },
    ]);
  });
});

test('nothing is told where everybody is there', async () => {
  expect(await told(education, { agency: 'liulin' }, { agency: 'county', more: listed })).toEqual(
    [],
  );
});
