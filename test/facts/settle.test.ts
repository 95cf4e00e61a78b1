import { describe, expect, test } from 'vitest';
import { loadForms } from '../../src/archive/forms.ts';
import { home } from '../../src/archive/load.ts';
import { computeFacts } from '../../src/facts/compute.ts';
import type { ReportFacts } from '../../src/facts/facts.ts';
import { readArchived } from './make-report.ts';

const { forms } = loadForms(home, home);

/** Facts of an archived report on the 2019 form, whose 表三 has few rows. */
function facts(stated: Readonly<Record<string, string>>): ReportFacts {
  return computeFacts(readArchived('2019', stated, forms));
}

const text = (from: ReportFacts, address: string) => from.get(address)?.text;
const origin = (from: ReportFacts, address: string) => from.get(address)?.origin;

describe('a total whose addends are partly 未载', () => {
  test('is 0 throughout 表三 where nothing was received or carried over', () => {
    const settled = facts({
      申请办理: '{本年新收: 0, 上年结转: 0, 办理结果: {予以公开: 0, 其余: 未载}, 结转下年度: 未载}',
    });
    for (const { address, role } of settled.form.facts) {
      if (!address.startsWith('申请办理.')) continue;
      const isStated = /^申请办理\.(本年新收|上年结转|办理结果\.予以公开)\./.test(address);
      if (role === 'primary' && !isStated) expect(text(settled, address), address).toBeNull();
      else expect(text(settled, address), address).toBe('0');
    }
    expect(origin(settled, '申请办理.收办.总计')).toBe('computed');
    expect(origin(settled, '申请办理.办理结果.总计.总计')).toBe('settled');
    expect(origin(settled, '申请办理.办理结果.不予公开.小计.总计')).toBe('settled');
  });

  test('is the one that the original printed', () => {
    const printed = facts({
      申请办理:
        '{本年新收: {自然人: 未载, 商业企业: 2, 其余: 0}, 上年结转: 未载, 办理结果: 未载, 结转下年度: 未载}',
      刊载总计: '{申请办理.本年新收.总计: 5}',
    });
    expect(printed.get('申请办理.本年新收.总计')).toMatchObject({ text: '5', origin: 'printed' });
    // The row leaves 3 for 自然人; a primary stays 未载 all the same.
    expect(text(printed, '申请办理.本年新收.自然人')).toBeNull();
  });

  test('is computed where all addends are stated, whatever the original printed', () => {
    const report = readArchived(
      '2019',
      {
        复议诉讼:
          '{行政复议: {结果维持: 2, 结果纠正: 3, 其他结果: 63, 尚未审结: 0}, 未经复议直接起诉: 0, 复议后起诉: 0}',
        刊载总计: '{复议诉讼.行政复议.总计: 65}',
      },
      forms,
    );
    expect(computeFacts(report).get('复议诉讼.行政复议.总计')).toMatchObject({
      text: '68',
      origin: 'computed',
    });
    expect(report.statedTotals.get('复议诉讼.行政复议.总计')?.figure.text).toBe('65');
  });

  test('follows from the balance of its column', () => {
    // 自然人: received + 1 = (3 + 1) + 2, so 5 were received; all other columns are 0.
    const settled = facts({
      申请办理: `{本年新收: {自然人: 未载, 其余: 0}, 上年结转: {自然人: 1, 其余: 0},
  办理结果: {予以公开: {自然人: 3, 其余: 0}, 部分公开: {自然人: 1, 其余: 0}, 其余: 0},
  结转下年度: {自然人: 2, 其余: 0}}`,
    });
    expect(settled.get('申请办理.本年新收.总计')).toMatchObject({ text: '5', origin: 'settled' });
    expect(settled.get('申请办理.收办.自然人')).toMatchObject({ text: '6', origin: 'settled' });
    expect(settled.get('申请办理.收办.总计')).toMatchObject({ text: '6', origin: 'settled' });
    expect(settled.get('申请办理.本年新收.自然人')).toMatchObject({
      text: null,
      origin: 'missing',
    });
  });

  test('收办 follows from what was done, though 新收 and 结转 are both lost', () => {
    const settled = facts({
      申请办理: `{本年新收: 未载, 上年结转: 未载,
  办理结果: {予以公开: {自然人: 7, 商业企业: 2, 其余: 0}, 其余: 0}, 结转下年度: {自然人: 4, 其余: 0}}`,
    });
    expect(settled.get('申请办理.收办.自然人')).toMatchObject({ text: '11', origin: 'settled' });
    expect(settled.get('申请办理.收办.总计')).toMatchObject({ text: '13', origin: 'settled' });
    expect(text(settled, '申请办理.本年新收.总计')).toBeNull();
    expect(text(settled, '申请办理.上年结转.总计')).toBeNull();
  });

  test('follows from a printed （七）总计 of 0', () => {
    const settled = facts({
      申请办理: '{本年新收: 未载, 上年结转: 未载, 办理结果: 未载, 结转下年度: 0}',
      刊载总计: '{申请办理.办理结果.总计.总计: 0}',
    });
    expect(origin(settled, '申请办理.办理结果.总计.总计')).toBe('printed');
    expect(text(settled, '申请办理.办理结果.总计.自然人')).toBe('0');
    expect(text(settled, '申请办理.办理结果.不予处理.重复申请.总计')).toBe('0');
    expect(text(settled, '申请办理.本年新收.总计')).toBe('0');
    expect(text(settled, '申请办理.本年新收.自然人')).toBeNull();
  });

  test('follows from the other row of 行政诉讼', () => {
    const settled = facts({
      复议诉讼: '{行政复议: 未载, 未经复议直接起诉: {结果维持: 1, 其余: 0}, 复议后起诉: 未载}',
      刊载总计: '{复议诉讼.复议后起诉.总计: 2}',
    });
    expect(settled.get('复议诉讼.行政诉讼.总计')).toMatchObject({ text: '3', origin: 'settled' });
    expect(text(settled, '复议诉讼.行政复议.总计')).toBeNull();
  });

  test('stays null where two values remain', () => {
    // 3 were received; either answered or carried over.
    const open = facts({
      申请办理: `{本年新收: {自然人: 3, 其余: 0}, 上年结转: 0,
  办理结果: {予以公开: {自然人: 未载, 其余: 0}, 其余: 0}, 结转下年度: {自然人: 未载, 其余: 0}}`,
    });
    for (const address of [
      '申请办理.办理结果.予以公开.总计',
      '申请办理.办理结果.总计.自然人',
      '申请办理.办理结果.总计.总计',
      '申请办理.结转下年度.总计',
    ])
      expect(text(open, address), address).toBeNull();
    // What the lost figures do not touch is certain.
    expect(text(open, '申请办理.办理结果.总计.商业企业')).toBe('0');
    expect(text(open, '申请办理.收办.总计')).toBe('3');
  });

  test('stays null in a table of which nothing is stated', () => {
    const open = facts({});
    for (const { address } of open.form.facts) expect(text(open, address), address).toBeNull();
  });

  test('stays null in 统计, unless it was printed', () => {
    const 统计 = '{主动公开信息: {单位: 条, 分项: {网站: 61, 微信: 未载}}}';
    expect(facts({ 统计 }).get('统计.主动公开信息.合计')).toMatchObject({
      text: null,
      origin: 'missing',
    });
    const 刊载总计 = '{统计.主动公开信息.合计: 228}';
    const printed = facts({ 统计, 刊载总计 });
    expect(printed.get('统计.主动公开信息.合计')).toMatchObject({ text: '228', origin: 'printed' });
    expect(text(printed, '统计.主动公开信息.微信')).toBeNull();
  });
});

describe('a table that contradicts itself', () => {
  // 3 were received and 5 done: −2 would be carried over.
  const contradicting = {
    申请办理: `{本年新收: {自然人: 3, 其余: 0}, 上年结转: 0,
  办理结果: {予以公开: {自然人: 5, 其余: 0}, 部分公开: {商业企业: 未载, 其余: 0}, 其余: 0},
  结转下年度: 未载}`,
  };

  test('leaves its lost totals null', () => {
    const open = facts(contradicting);
    expect(text(open, '申请办理.结转下年度.总计')).toBeNull();
    // 商业企业 received nothing, so this one would be 0 if the table could be trusted.
    expect(text(open, '申请办理.办理结果.部分公开.总计')).toBeNull();
    expect(text(open, '申请办理.办理结果.总计.总计')).toBeNull();
  });

  test('keeps the totals that are mere sums', () => {
    const open = facts(contradicting);
    expect(open.get('申请办理.本年新收.总计')).toMatchObject({ text: '3', origin: 'computed' });
    expect(open.get('申请办理.办理结果.予以公开.总计')).toMatchObject({ text: '5' });
    expect(open.get('申请办理.办理结果.总计.自然人')).toMatchObject({ text: '5' });
  });

  test('does not keep another table from being settled', () => {
    const settled = facts({
      ...contradicting,
      复议诉讼: '{行政复议: 未载, 未经复议直接起诉: 0, 复议后起诉: 未载}',
      刊载总计: '{复议诉讼.复议后起诉.总计: 0}',
    });
    expect(text(settled, '复议诉讼.行政诉讼.总计')).toBe('0');
  });

  test('is left alone though the bounds only creep towards the contradiction', () => {
    // Two rows by two columns: 1000 + 1000 along the rows, 999 + 1002 down the columns.
    // 科研机构 is open throughout, so the column 总计 does not betray it at once.
    const open = facts({
      申请办理: `{本年新收: {自然人: 999, 商业企业: 1002, 社会公益组织: 7, 科研机构: 未载, 其余: 0}, 上年结转: 0,
  办理结果:
    {予以公开: {自然人: 未载, 商业企业: 未载, 其余: 0},
    部分公开: {科研机构: 未载, 其余: 0},
    不予公开: {属于国家秘密: {自然人: 未载, 商业企业: 未载, 其余: 0}, 其余: 0},
    其他处理: {社会公益组织: 未载, 其余: 0}, 其余: 0},
  结转下年度: {科研机构: 未载, 其余: 0}}`,
      刊载总计:
        '{申请办理.办理结果.予以公开.总计: 1000, 申请办理.办理结果.不予公开.属于国家秘密.总计: 1000}',
    });
    // Without the contradiction this would be 7.
    expect(text(open, '申请办理.办理结果.其他处理.总计')).toBeNull();
  });
});
