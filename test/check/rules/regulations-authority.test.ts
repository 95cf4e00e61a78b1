import { describe, expect, test } from 'vitest';
import { archiveOf, findingsBy, type ReportTexts } from '../archive-of.ts';

const id = 'regulations/authority';

const told = (texts: ReportTexts) => findingsBy(id, texts);

const rules2021 = '\n  规章: {本年制发件数: 2, 本年废止件数: 0, 现行有效件数: 9}\n  其余: 0';

test('asks about every figure of 规章 of a town', async () => {
  expect(await told({ 主动公开: rules2021 })).toMatchObject([
    {
      severity: 'warning',
      line: 10,
      column: 16,
      message: '请核实：柳林镇没有规章制定权，“规章”的本年制发件数却为 2：是否应填在规范性文件一行',
      fact: '主动公开.规章.本年制发件数',
      expected: 0,
      actual: 2,
    },
    { line: 10, column: 38, fact: '主动公开.规章.现行有效件数', actual: 9 },
  ]);
});

test.each(['county', 'education', 'city-education'])('asks about those of %s', async (agency) => {
  expect(await told({ agency, 主动公开: rules2021 })).toHaveLength(2);
});

test('knows the columns of the 2019 edition', async () => {
  const 主动公开 = '{规章: {对外公开总数量: 3, 其余: 0}, 其余: 0}';
  expect(await told({ year: 2020, 主动公开 })).toMatchObject([
    { fact: '主动公开.规章.对外公开总数量' },
  ]);
});

describe('where figures are added up', () => {
  const own = '{规章: {本年制发件数: 1, 其余: 0}, 其余: 0}';

  test('asks about those that a county states itself, not about its members’', async () => {
    const more = '汇总: {成员: [liulin]}';
    const member = { agency: 'liulin', 主动公开: rules2021 };
    expect(await findingsBy(id, member, { agency: 'county', more })).toEqual([]);
    const found = await findingsBy(id, member, { agency: 'county', 主动公开: own, more });
    expect(found).toMatchObject([{ fact: '主动公开.规章.本年制发件数', actual: 1 }]);
  });

  test('is silent on an original’s sums where a member may make rules', async () => {
    const archived = (member: string) => ({
      agency: 'development',
      主动公开: own,
      more: `原载: {出处: 未载}\n汇总: {成员: [${member}]}`,
    });
    expect(await findingsBy(id, { agency: 'city' }, archived('city'))).toEqual([]);
    expect(await findingsBy(id, { agency: 'liulin' }, archived('liulin'))).toHaveLength(1);
  });
});

describe('is silent', () => {
  test.each(['city', 'province', 'ministry'])('on %s, which may make rules', async (agency) => {
    expect(await told({ agency, 主动公开: rules2021 })).toEqual([]);
  });

  test('on a town without rules', async () => {
    const 主动公开 =
      '{行政规范性文件: {本年制发件数: 2, 本年废止件数: 0, 现行有效件数: 9}, 其余: 0}';
    expect(await told({ 主动公开 })).toEqual([]);
  });

  test('where the original does not state them', async () => {
    const more = '原载: {出处: 未载}';
    expect(await told({ 主动公开: '{规章: 未载, 其余: 0}', more })).toEqual([]);
  });
});

test('the agencies of these tests are of their levels', async () => {
  const { agencies } = await archiveOf([{}]);
  const of = (id: string) => [agencies.get(id)?.type, agencies.get(id)?.level];
  expect(['county', 'city', 'province', 'ministry', 'city-education'].map(of)).toEqual([
    ['政府', '县'],
    ['政府', '市'],
    ['政府', '省'],
    ['部门', '国家'],
    ['部门', '市'],
  ]);
});
