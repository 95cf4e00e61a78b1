import { describe, expect, test } from 'vitest';
import { findingsBy, type ReportTexts } from '../archive-of.ts';

const told = (申请办理: string, more: Partial<ReportTexts> = {}) =>
  findingsBy('requests/balance', { 申请办理, ...more });

const table = (received: string, carriedOver: string) => `
  本年新收: {${received}, 其余: 0}
  上年结转: {自然人: 1, 其余: 0}
  办理结果:
    予以公开: {自然人: 2, 商业企业: 1, 其余: 0}
    其余: 0
  结转下年度: {${carriedOver}, 其余: 0}`;

test('speaks of the column and of 总计, with both sides and the difference', async () => {
  const findings = await told(table('自然人: 3, 商业企业: 1', '自然人: 1'));
  expect(findings).toMatchObject([
    {
      severity: 'error',
      line: 11,
      column: 15,
      message: '“自然人”一列不平：第一项加第二项为 4，第三项加第四项为 3，相差 -1',
      fact: '申请办理.办理结果.总计.自然人',
      expected: 4,
      actual: 3,
    },
    {
      severity: 'error',
      line: 11,
      column: 15,
      message: '“总计”一列不平：第一项加第二项为 5，第三项加第四项为 4，相差 -1',
      fact: '申请办理.办理结果.总计.总计',
      expected: 5,
      actual: 4,
    },
  ]);
});

test('speaks of two columns whose faults cancel each other out, and not of 总计', async () => {
  const findings = await told(table('自然人: 3, 商业企业: 0', '自然人: 1'));
  expect(findings.map(({ message }) => message)).toEqual([
    '“自然人”一列不平：第一项加第二项为 4，第三项加第四项为 3，相差 -1',
    '“商业企业”一列不平：第一项加第二项为 0，第三项加第四项为 1，相差 +1',
  ]);
});

describe('is silent', () => {
  test.each([
    ['where all is 0', '0'],
    ['where every column balances', table('自然人: 2, 商业企业: 1', '自然人: 1')],
    [
      'where all that came is carried over',
      '{本年新收: {其他: 7, 其余: 0}, 上年结转: 0, 办理结果: 0, 结转下年度: {其他: 7, 其余: 0}}',
    ],
  ])('%s', async (_, requests) => {
    expect(await told(requests)).toEqual([]);
  });

  test('on the columns of which the original does not state a figure', async () => {
    const findings = await told(
      `
  本年新收: {自然人: 3, 商业企业: 2, 其余: 0}
  上年结转: 0
  办理结果: {予以公开: {自然人: 未载, 其余: 0}, 其余: 0}
  结转下年度: 0`,
      { more: '原载: {出处: 未载}' },
    );
    // 总计 is not added up either; 商业企业 is stated throughout.
    expect(findings.map(({ fact }) => fact)).toEqual(['申请办理.办理结果.总计.商业企业']);
  });
});

test.each(['2019', '2021', '2021-其他处理一行'])('applies to the form %s', async (form) => {
  const findings = await told('{本年新收: {自然人: 1, 其余: 0}, 其余: 0}', { form });
  expect(findings.map(({ fact }) => fact)).toEqual([
    '申请办理.办理结果.总计.自然人',
    '申请办理.办理结果.总计.总计',
  ]);
});
