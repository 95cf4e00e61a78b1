import { expect, test } from 'vitest';
import { findingsBy, type ReportTexts } from '../archive-of.ts';

const told = (row: string, more: Partial<ReportTexts> = {}) =>
  findingsBy('decisions/item-count', {
    year: 2020,
    主动公开: `\n  行政处罚: ${row}\n  其余: 0`,
    ...more,
  });

test('asks where as many decisions as items are stated', async () => {
  const findings = await told('{上一年项目数量: 36, 本年增减: -3, 处理决定数量: 33}');
  expect(findings).toMatchObject([
    {
      severity: 'warning',
      line: 10,
      column: 41,
      message:
        '请核实：“行政处罚”的处理决定数量 33，恰好等于项目数量（36 加增减 -3）：是否把项目数填成了决定数',
      fact: '主动公开.行政处罚.处理决定数量',
      actual: 33,
    },
  ]);
  expect(findings[0]).not.toHaveProperty('expected');
});

test.each([
  ['other decisions', '{上一年项目数量: 36, 本年增减: -3, 处理决定数量: 1520}'],
  ['no decisions', '{上一年项目数量: 36, 本年增减: -3, 处理决定数量: 0}'],
  ['nothing at all', '0'],
  ['two of each, which may well be', '{上一年项目数量: 2, 本年增减: 0, 处理决定数量: 2}'],
])('is silent on %s', async (_, row) => {
  expect(await told(row)).toEqual([]);
});

test('is silent where the original does not state the items', async () => {
  const more = { more: '原载: {出处: 未载}' };
  expect(await told('{处理决定数量: 33, 其余: 未载}', more)).toEqual([]);
});
