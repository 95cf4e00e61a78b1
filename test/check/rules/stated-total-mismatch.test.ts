import { expect, test } from 'vitest';
import { findingsBy } from '../archive-of.ts';

const told = (申请办理: string, more: string) =>
  findingsBy('stated-total/mismatch', { 申请办理, more: `原载: {出处: 未载}\n${more}` });

const requests =
  '{本年新收: {自然人: 3, 其他: 1, 其余: 0}, 上年结转: 0, 办理结果: {予以公开: {自然人: 3, 其他: 1, 其余: 0}, 其余: 0}, 结转下年度: 0}';

test('speaks where the original printed another total than its figures give', async () => {
  const findings = await told(
    requests,
    `统计:
  主动公开信息: {单位: 条, 分项: {会议: 2, 动态: 63}}
刊载总计:
  申请办理.本年新收.总计: 5
  统计.主动公开信息.合计: 60`,
  );
  expect(findings).toMatchObject([
    {
      severity: 'error',
      line: 16,
      column: 17,
      message: '“申请办理.本年新收.总计”原文刊载为 5，按所列各项相加为 4，相差 +1',
      fact: '申请办理.本年新收.总计',
      expected: 4,
      actual: 5,
    },
    {
      line: 17,
      column: 17,
      message: '“统计.主动公开信息.合计”原文刊载为 60，按所列各项相加为 65，相差 -5',
      expected: 65,
      actual: 60,
    },
  ]);
});

test.each([
  ['the same total', requests, '申请办理.本年新收.总计: 4'],
  ['the same number with other digits', requests, '统计.经费.合计: 3.0'],
  [
    'a total of which an addend is not stated',
    '{本年新收: {自然人: 未载, 其余: 0}, 上年结转: 0, 办理结果: 未载, 结转下年度: 0}',
    '申请办理.本年新收.总计: 9',
  ],
])('is silent on %s', async (_, table, total) => {
  expect(
    await told(table, `统计: {经费: {单位: 万元, 分项: {甲: 1, 乙: 2}}}\n刊载总计: {${total}}`),
  ).toEqual([]);
});
