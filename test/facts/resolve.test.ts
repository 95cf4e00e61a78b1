import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Agency } from '../../src/archive/agencies.ts';
import type { ArchivedReport } from '../../src/archive/archive.ts';
import { loadForms } from '../../src/archive/forms.ts';
import { home } from '../../src/archive/load.ts';
import { placeholderContext } from '../../src/archive/placeholder-context.ts';
import { computeFacts } from '../../src/facts/compute.ts';
import {
  groupThousands,
  type PlaceholderContext,
  percent,
  resolvePlaceholder,
} from '../../src/facts/resolve.ts';
import { readPlaceholder } from '../../src/prose/placeholder.ts';
import { figureOf } from '../../src/report/figure.ts';
import { readArchived } from './make-report.ts';

const { forms } = loadForms(home, home);

/** What stands in place of `{{ inner }}`, or `错误：` and why nothing does. */
function show(inner: string, context: PlaceholderContext): string {
  const resolved = resolvePlaceholder(readPlaceholder(`{{ ${inner} }}`, 0)!, context);
  return 'error' in resolved ? `错误：${resolved.error}` : resolved.text;
}

/** 统计.数.合计 this year and last. */
function years(now: string, before?: string, units = ['件', '件']): PlaceholderContext {
  const facts = (digits: string, unit: string) =>
    computeFacts(readArchived('2021', { 统计: `{数: {单位: ${unit}, 数量: ${digits}}}` }, forms));
  return {
    facts: facts(now, units[0]!),
    lastYear: before === undefined ? { missing: '没有上年的报告' } : facts(before, units[1]!),
  };
}

/** 统计.数.部分 and 统计.数.其余部分, whose sum is the whole. */
function parts(part: string, rest: string): PlaceholderContext {
  const 统计 = `{数: {单位: 件, 分项: {部分: ${part}, 其余部分: ${rest}}}}`;
  return { facts: computeFacts(readArchived('2021', { 统计 }, forms)), lastYear: { missing: '' } };
}

describe('{{ address }}', () => {
  test('shows the digits as they are printed', () => {
    expect(show('统计.数.合计', years('26.50'))).toBe('26.50');
    expect(show('统计.数.合计', years('0'))).toBe('0');
    expect(show('千分位 统计.数.合计', years('1234567.50'))).toBe('1,234,567.50');
  });

  test('is an error where the source does not state the figure, or nothing bears the name', () => {
    expect(show('统计.数.合计', years('未载'))).toBe('错误：“统计.数.合计”未载，不能引用');
    expect(show('申请办理.本年新收.总计', years('1'))).toContain('未载');
    const unknown = resolvePlaceholder(readPlaceholder('{{ 统计.没有.合计 }}', 0)!, years('1'));
    expect(unknown).toMatchObject({ unknown: true });
  });

  test('tells the address of the fact that it shows', () => {
    for (const inner of ['统计.数.合计', '上年:统计.数.合计', '同比 统计.数.合计'])
      expect(
        resolvePlaceholder(readPlaceholder(`{{ ${inner} }}`, 0)!, years('3', '2')),
      ).toMatchObject({
        address: '统计.数.合计',
      });
  });
});

describe('{{ 千分位 }}', () => {
  test.each([
    ['0', '0'],
    ['999', '999'],
    ['1000', '1,000'],
    ['100000', '100,000'],
    ['1234567', '1,234,567'],
    ['1234.5678', '1,234.5678'],
    ['+12345', '+12,345'],
    ['-1234', '-1,234'],
    ['-123', '-123'],
  ])('%s is %s', (digits, grouped) => {
    expect(groupThousands(digits)).toBe(grouped);
  });
});

describe('{{ 同比 }}', () => {
  test.each([
    ['1123', '1000', '增长12.3%'],
    ['96', '100', '下降4%'],
    ['5', '5', '持平'],
    ['26.50', '26.5', '持平'],
    ['0', '0', '持平'],
    ['0', '7', '下降100%'],
    ['200', '100', '增长100%'],
    ['350', '100', '增长250%'],
    ['3', '7', '下降57.1%'],
    ['0.3', '0.1', '增长200%'],
    // Half up, from the exact fraction: 12.25, 12.249999 and 12.35 per cent.
    ['449', '400', '增长12.3%'],
    ['351', '400', '下降12.3%'],
    ['11224999', '10000000', '增长12.2%'],
    ['8775001', '10000000', '下降12.2%'],
    ['2247', '2000', '增长12.4%'],
    ['5999', '2000', '增长200%'],
    // Never 0% for a change: 0.05, 0.04, 0.0333…, 0.0004 per cent and less.
    ['2001', '2000', '增长0.1%'],
    ['2501', '2500', '增长0.04%'],
    ['2999', '3000', '下降0.03%'],
    ['250001', '250000', '增长0.0004%'],
    ['9007199254740991', '9007199254740990', '增长0.00000000000001%'],
  ])('%s after %s is %s', (now, before, text) => {
    expect(show('同比 统计.数.合计', years(now, before))).toBe(text);
  });

  test('has no base in 0', () => {
    expect(show('同比 统计.数.合计', years('3', '0'))).toBe(
      '错误：上年“统计.数.合计”为 0，不能计算同比',
    );
  });

  test('does not compare figures of different units', () => {
    expect(show('同比 统计.数.合计', years('3', '2', ['条', '篇']))).toBe(
      '错误：“统计.数.合计”两年的单位不同（上年篇，本年条），不能计算同比',
    );
    const amount = (digits: string, unit: string) =>
      computeFacts(
        readArchived(
          '2019',
          {
            主动公开: `{政府集中采购: {采购项目数量: 1, 采购总金额: ${digits}, 单位: ${unit}}, 其余: 未载}`,
          },
          forms,
        ),
      );
    const inner = '同比 主动公开.政府集中采购.采购总金额';
    expect(
      show(inner, { facts: amount('300000', '元'), lastYear: amount('25', '万元') }),
    ).toContain('上年万元，本年元');
    expect(show(inner, { facts: amount('30', '万元'), lastYear: amount('25', '未载') })).toContain(
      '上年未载，本年万元',
    );
    expect(show(inner, { facts: amount('30', '万元'), lastYear: amount('25', '万元') })).toBe(
      '增长20%',
    );
  });
});

describe('{{ 占比 }}', () => {
  test.each([
    ['1', '1', '50%'],
    ['1', '2', '33.3%'],
    ['2', '1', '66.7%'],
    ['0', '5', '0%'],
    ['5', '0', '100%'],
    ['49', '351', '12.3%'],
    ['1224999', '8775001', '12.2%'],
    ['1', '1999', '0.1%'],
    ['1', '2000', '0.05%'],
    ['1', '999999999', '0.0000001%'],
    ['12.50', '3.5', '78.1%'],
  ])('%s beside %s is %s', (part, rest, text) => {
    expect(show('占比 统计.数.部分 / 统计.数.合计', parts(part, rest))).toBe(text);
  });

  test('has no whole in 0, and none in an unknown', () => {
    expect(show('占比 统计.数.部分 / 统计.数.合计', parts('0', '0'))).toBe(
      '错误：“统计.数.合计”为 0，不能计算占比',
    );
    expect(show('占比 统计.数.部分 / 统计.数.合计', parts('1', '未载'))).toContain('未载');
    expect(show('占比 统计.数.部分 / 统计.数.没有', parts('1', '1'))).toContain(
      '没有“统计.数.没有”',
    );
  });

  test('is rounded half up from the exact fraction, with more decimals where it would read 0', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1 }), (part, base) => {
        expect(percent(figureOf(String(part)).value, figureOf(String(base)).value)).toBe(
          percentByWholeNumbers(BigInt(part), BigInt(base)),
        );
      }),
      { numRuns: 500 },
    );
  });

  test('is rounded half up where the digit is exactly 5', () => {
    fc.assert(
      fc.property(fc.nat(10_000), (tenths) => {
        // (2n + 1) / 2000 is n.5 tenths of a per cent.
        const exact = figureOf(String(2 * tenths + 1)).value;
        expect(percent(exact, figureOf('2000').value)).toBe(decimal(BigInt(tenths) + 1n, 1));
      }),
    );
  });
});

describe('{{ 上年: }}', () => {
  test('shows last year’s digits', () => {
    expect(show('上年:统计.数.合计', years('3', '26.50'))).toBe('26.50');
  });

  test('is an error without a figure there', () => {
    expect(show('上年:统计.数.合计', years('3', '未载'))).toBe(
      '错误：“上年:统计.数.合计”未载，不能引用',
    );
    expect(show('上年:统计.没有.合计', years('3', '2'))).toBe(
      '错误：上年报告（2021年格式）没有与“统计.没有.合计”可比的数字',
    );
    expect(show('同比 统计.数.合计', years('3'))).toBe('错误：没有上年的报告');
  });

  test('finds the fact that compares in another edition, and no other', () => {
    const 申请办理 =
      '{本年新收: 0, 上年结转: 0, 办理结果: {其他处理: {自然人: 4, 其余: 0}, 其余: 0}, 结转下年度: 0}';
    const 主动公开 = '{行政许可: {上一年项目数量: 1, 本年增减: -3, 处理决定数量: 8}, 其余: 0}';
    const now = `{本年新收: 0, 上年结转: 0, 结转下年度: 0, 办理结果: {其他处理: {逾期不补正: {自然人: 2, 其余: 0}, 逾期未缴费: 0, 其他: {商业企业: 1, 其余: 0}}, 其余: 0}}`;
    const context: PlaceholderContext = {
      facts: computeFacts(
        readArchived('2021', { 主动公开: '{行政许可: 10, 其余: 0}', 申请办理: now }, forms),
      ),
      lastYear: computeFacts(readArchived('2019', { 主动公开, 申请办理 }, forms)),
    };
    expect(show('上年:申请办理.办理结果.其他处理.小计.总计', context)).toBe('4');
    expect(show('同比 申请办理.办理结果.其他处理.小计.总计', context)).toBe('下降25%');
    expect(show('同比 主动公开.行政许可.本年处理决定数量', context)).toBe('增长25%');
    expect(show('上年:申请办理.办理结果.其他处理.其他.总计', context)).toContain('没有与');
    expect(show('上年:主动公开.行政规范性文件.现行有效件数', context)).toContain('2019年格式');
  });

  test('shows a change with its sign, but takes no percentage of one below 0', () => {
    const facts = computeFacts(
      readArchived(
        '2019',
        { 主动公开: '{行政许可: {上一年项目数量: 1, 本年增减: -3, 处理决定数量: 8}, 其余: 0}' },
        forms,
      ),
    );
    const later = computeFacts(
      readArchived(
        '2019',
        { 主动公开: '{行政许可: {上一年项目数量: 1, 本年增减: +47, 处理决定数量: 8}, 其余: 0}' },
        forms,
      ),
    );
    const context = { facts: later, lastYear: facts };
    expect(show('主动公开.行政许可.本年增减', context)).toBe('+47');
    expect(show('上年:主动公开.行政许可.本年增减', context)).toBe('-3');
    expect(show('同比 主动公开.行政许可.本年增减', context)).toBe(
      '错误：上年“主动公开.行政许可.本年增减”为 -3，不能计算同比',
    );
  });
});

describe('last year', () => {
  const agency: Agency = {
    id: 'a',
    name: '甲',
    shortName: '甲',
    formerNames: [],
    type: '部门',
    level: '县',
  };
  const archived = (year: number, isDraft: boolean, lastYear?: ArchivedReport): ArchivedReport => {
    const 统计 = `{数: {单位: 件, 数量: ${year}}}`;
    const report = { ...readArchived('2021', { 统计 }, forms), year, isDraft };
    return { report, agency, facts: computeFacts(report), ...(lastYear ? { lastYear } : {}) };
  };
  const shown = (report: ArchivedReport) => show('上年:统计.数.合计', placeholderContext(report));

  test('is the report of the year before', () => {
    expect(shown(archived(2023, false, archived(2022, false)))).toBe('2022');
  });

  test('is missing where there is no such report', () => {
    expect(shown(archived(2023, false))).toBe('错误：没有 2022 年的报告，不能引用上年数字');
  });

  test('is missing where it is a draft, except for a draft', () => {
    expect(shown(archived(2023, false, archived(2022, true)))).toBe(
      '错误：2022 年的报告还是草稿，不能引用上年数字',
    );
    expect(shown(archived(2023, true, archived(2022, true)))).toBe('2022');
  });
});

/** The same rule in whole numbers: one decimal, half up, more where one would read 0. */
function percentByWholeNumbers(part: bigint, base: bigint): string {
  for (let decimals = 1; ; decimals++) {
    const scaled = part * 100n * 10n ** BigInt(decimals);
    const rounded = (2n * scaled + base) / (2n * base);
    if (rounded > 0n || part === 0n) return decimal(rounded, decimals);
  }
}

/** A whole number with a point so many places from the right, without trailing zeros. */
function decimal(digits: bigint, decimals: number): string {
  const padded = String(digits).padStart(decimals + 1, '0');
  return `${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`.replace(/\.?0+$/, '');
}
