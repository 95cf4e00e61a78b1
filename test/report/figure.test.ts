import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadForms } from '../../src/archive/forms.ts';
import { home } from '../../src/archive/load.ts';
import { computeFacts } from '../../src/facts/compute.ts';
import { decimalsOf, figureOf, sumFigures, zero } from '../../src/report/figure.ts';
import { readValid } from '../facts/make-report.ts';

const { forms } = loadForms(home, home);

describe('a figure', () => {
  test.each([
    ['26.50', '26.5'],
    ['+47', '47'],
    ['-3', '-3'],
    ['0', '0'],
    ['0.0', '0'],
    ['9007199254740991', '9007199254740991'],
    ['1250.800000', '1250.8'],
  ])('%s keeps its digits and equals %s', (text, value) => {
    expect(figureOf(text).text).toBe(text);
    expect(figureOf(text).value.toFixed()).toBe(value);
  });

  test('is refused where it is no plain decimal', () => {
    for (const text of ['', '1,234', '１２', '十', '++1', '1 2'])
      expect(() => figureOf(text)).toThrow();
  });

  test.each([
    ['12', 0],
    ['26.50', 2],
    ['0.000001', 6],
  ])('%s has %i decimals', (text, decimals) => {
    expect(decimalsOf(text)).toBe(decimals);
  });
});

describe('a sum', () => {
  const sum = (...texts: string[]) => sumFigures(texts.map(figureOf));

  test('is exact', () => {
    expect(sum('0.1', '0.2').text).toBe('0.3');
    expect(sum('9007199254740991', '9007199254740991').text).toBe('18014398509481982');
    expect(sum('0.000001', '0.000002', '999999.999997').text).toBe('1000000.000000');
  });

  test('prints as many decimals as the addend that has most', () => {
    expect(sum('12.50', '3.2', '0.1', '0.2').text).toBe('16.00');
    expect(sum('26.50', '1').text).toBe('27.50');
    expect(sum('0', '26.50', '0').text).toBe('26.50');
    expect(sum('1.5', '1.5').text).toBe('3.0');
    expect(sum('5', '7').text).toBe('12');
  });

  test('of nothing but zeros is 0', () => {
    expect(sum()).toBe(zero);
    expect(sum('0', '0').text).toBe('0');
  });

  test('equals the sum of whole numbers, whatever the decimals', () => {
    const amount = fc
      .tuple(fc.bigInt(0n, 10n ** 16n), fc.nat(6))
      .map(([digits, decimals]) => ({ digits, decimals, text: shift(digits, decimals) }));
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 12 }), (amounts) => {
        const { text, value } = sum(...amounts.map((each) => each.text));
        const millionths = amounts.reduce(
          (total, { digits, decimals }) => total + digits * 10n ** BigInt(6 - decimals),
          0n,
        );
        expect(value.eq(shift(millionths, 6))).toBe(true);
        const most = Math.max(
          0,
          ...amounts.filter((each) => each.text !== '0').map((each) => each.decimals),
        );
        expect(text).toBe(shift(millionths / 10n ** BigInt(6 - most), most));
      }),
    );
  });
});

test('digits stay as the editor wrote them, and sums of 统计 print the most decimals', () => {
  const facts = computeFacts(
    readValid(
      `格式: "2021"
发布日期: 2022-01-20
总体情况: 略
主动公开: {行政事业性收费: 26.50, 其余: 0}
申请办理: 0
复议诉讼: 0
主要问题及改进: 略
其他事项: 略
统计:
  经费: {单位: 万元, 分项: {甲: 0.1, 乙: 0.20}}
  无: {单位: 条, 分项: {甲: 0, 乙: 0}}
  单列: {单位: 元, 数量: 4860.00}
`,
      2021,
      forms,
    ),
  );
  expect(facts.get('主动公开.行政事业性收费.本年收费金额')).toMatchObject({
    text: '26.50',
    origin: 'stated',
    unit: '万元',
  });
  expect(facts.get('统计.经费.乙')?.text).toBe('0.20');
  expect(facts.get('统计.经费.合计')).toMatchObject({
    text: '0.30',
    origin: 'computed',
    unit: '万元',
  });
  expect(facts.get('统计.无.合计')).toMatchObject({ text: '0', origin: 'computed' });
  expect(facts.get('统计.单列.合计')).toMatchObject({ text: '4860.00', origin: 'stated' });
});

/** Digits with a point set so many places from the right. */
function shift(digits: bigint, decimals: number): string {
  const padded = String(digits).padStart(decimals + 1, '0');
  return decimals === 0 ? padded : `${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`;
}
