import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findPlaceholders, readPlaceholder } from '../../src/prose/placeholder.ts';

const read = (text: string) => readPlaceholder(text, 0);

describe('a placeholder', () => {
  test.each([
    ['{{ 申请办理.本年新收.总计 }}', { kind: 'value', address: '申请办理.本年新收.总计' }],
    ['{{申请办理.本年新收.总计}}', { kind: 'value', address: '申请办理.本年新收.总计' }],
    ['{{ 上年:申请办理.本年新收.总计 }}', { kind: 'last-year', address: '申请办理.本年新收.总计' }],
    [
      '{{ 上年: 申请办理.本年新收.总计 }}',
      { kind: 'last-year', address: '申请办理.本年新收.总计' },
    ],
    ['{{ 同比 申请办理.本年新收.总计 }}', { kind: 'change', address: '申请办理.本年新收.总计' }],
    ['{{ 千分位 统计.信息.合计 }}', { kind: 'thousands', address: '统计.信息.合计' }],
    [
      '{{ 占比 统计.信息.网站 / 统计.信息.合计 }}',
      { kind: 'share', address: '统计.信息.网站', base: '统计.信息.合计' },
    ],
    // Names under 统计 are the agency's own.
    ['{{ 统计.问：答.合计 }}', { kind: 'value', address: '统计.问：答.合计' }],
    [
      '{{ 统计.<b>"图"</b>&\'文\'.合计 }}',
      { kind: 'value', address: '统计.<b>"图"</b>&\'文\'.合计' },
    ],
    ['{{ 统计.A B.C D }}', { kind: 'value', address: '统计.A B.C D' }],
    ['{{ 统计.同比 增长.合计 }}', { kind: 'value', address: '统计.同比 增长.合计' }],
  ])('%s', (text, expected) => {
    expect(read(`${text}件`)).toEqual({ ...expected, start: 0, end: text.length });
  });

  test.each([
    '{{ }}',
    '{{}}',
    '{{ 申请办理.本年新收.总计 }',
    '{{ 申请办理.本年新收.总计',
    '{{ 申请办理.本年新收\n.总计 }}',
    '{{ 上年: }}',
    '{{ 上年：申请办理.本年新收.总计 }}',
    '{{ 去年:申请办理.本年新收.总计 }}',
    '{{ 同比 上年:申请办理.本年新收.总计 }}',
    '{{ 占比 申请办理.本年新收.总计 }}',
    '{{ 占比 申请办理.本年新收.总计/申请办理.收办.总计 }}',
    '{{ 占比  / 申请办理.收办.总计 }}',
    '{{ 占比 申请办理.收办.总计 /  }}',
    '{{ 占比 甲 / 乙 / 丙 }}',
    '{{ 申请办理.本年新收.总计 | 千分位 }}',
    '{{ {{ 申请办理.本年新收.总计 }} }}',
    '{{ 申请{办理 }}',
  ])('is not %j', (text) => {
    expect(read(text)).toBeUndefined();
  });
});

describe('a text', () => {
  test('gives its placeholders with their places', () => {
    const text = '收到 {{ 甲 }} 件，{{ 同比 乙 }}。\n{{ 丙 }}';
    const { placeholders, misplaced } = findPlaceholders(text);
    expect(misplaced).toEqual([]);
    expect(placeholders.map(({ start, end }) => text.slice(start, end))).toEqual([
      '{{ 甲 }}',
      '{{ 同比 乙 }}',
      '{{ 丙 }}',
    ]);
  });

  test('gives every pair of braces that is no placeholder, and goes on after it', () => {
    const text = '{{ }} {{ 甲 }} {{ 上年：乙 }} {{ 丙';
    const { placeholders, misplaced } = findPlaceholders(text);
    expect(placeholders.map(({ address }) => address)).toEqual(['甲']);
    expect(misplaced.map(({ start }) => text.slice(start, start + 7))).toEqual([
      '{{ }} {',
      '{{ 上年：乙',
      '{{ 丙',
    ]);
    expect(misplaced[0]!.message).toContain('{{ 同比 地址 }}');
  });

  test('may hold single braces', () => {
    expect(findPlaceholders('集合 {甲, 乙} } {')).toEqual({ placeholders: [], misplaced: [] });
  });

  test('with a backslash before a placeholder, which would show the braces, is refused', () => {
    const { placeholders, misplaced } = findPlaceholders('共 \\{{ 甲 }} 件');
    expect(placeholders).toEqual([]);
    expect(misplaced).toEqual([{ start: 2, message: expect.stringContaining('反斜杠') }]);
  });

  test('of any kind is read without throwing, with places in order', () => {
    const piece = fc.oneof(
      fc.constantFrom('{{', '}}', '{', '}', ' ', '\n', '上年:', '同比 ', '占比 ', ' / ', '甲.乙'),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        const { placeholders, misplaced } = findPlaceholders(text);
        let last = 0;
        for (const { start, end, address } of placeholders) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(text.slice(start, end)).toMatch(/^\{\{.*\}\}$/);
          expect(text.slice(start, end)).toContain(address);
          last = end;
        }
        const starts = [...placeholders, ...misplaced].map(({ start }) => start);
        expect(new Set(starts).size).toBe(starts.length);
      }),
    );
  });
});
