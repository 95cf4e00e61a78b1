import { describe, expect, test } from 'vitest';
import { loadForms } from '../../src/archive/forms.ts';
import { home } from '../../src/archive/load.ts';
import { comparableAddress } from '../../src/form/form.ts';
import { fixtureRoot } from '../roots.ts';

const { forms } = loadForms(home, fixtureRoot('invented-edition'));
const compare = (from: string, address: string, to: string) =>
  comparableAddress(forms.get(from)!, address, forms.get(to)!);

describe('其他处理', () => {
  const one = '申请办理.办理结果.其他处理';
  const subtotal = `${one}.小计`;

  test.each(['自然人', '商业企业', '其他', '总计'])('compares as a whole, %s', (column) => {
    expect(compare('2019', `${one}.${column}`, '2021')).toBe(`${subtotal}.${column}`);
    expect(compare('2021', `${subtotal}.${column}`, '2019')).toBe(`${one}.${column}`);
  });

  test('of the one-line variant compares with both editions', () => {
    const variant = '2021-其他处理一行';
    expect(compare(variant, `${one}.总计`, '2021')).toBe(`${subtotal}.总计`);
    expect(compare('2021', `${subtotal}.总计`, variant)).toBe(`${one}.总计`);
    expect(compare(variant, `${one}.总计`, '2019')).toBe(`${one}.总计`);
    expect(compare('2019', `${one}.总计`, variant)).toBe(`${one}.总计`);
  });

  test.each(['逾期不补正', '逾期未缴费', '其他'])(
    'has no row 2019 that compares with %s',
    (row) => {
      expect(compare('2021', `${one}.${row}.总计`, '2019')).toBeUndefined();
      expect(compare('2021', `${one}.${row}.自然人`, '2021-其他处理一行')).toBeUndefined();
    },
  );
});

test('规范性文件 and 行政规范性文件 do not compare, nor do the columns of 规章', () => {
  for (const column of ['本年新制作数量', '本年新公开数量', '对外公开总数量']) {
    expect(compare('2019', `主动公开.规范性文件.${column}`, '2021')).toBeUndefined();
    expect(compare('2019', `主动公开.规章.${column}`, '2021')).toBeUndefined();
  }
  for (const column of ['本年制发件数', '本年废止件数', '现行有效件数']) {
    expect(compare('2021', `主动公开.行政规范性文件.${column}`, '2019')).toBeUndefined();
    expect(compare('2021', `主动公开.规章.${column}`, '2019')).toBeUndefined();
  }
});

test.each(['行政许可', '行政处罚', '行政强制'])('decisions on %s compare', (row) => {
  const then = `主动公开.${row}.处理决定数量`;
  const now = `主动公开.${row}.本年处理决定数量`;
  expect(compare('2021', now, '2019')).toBe(then);
  expect(compare('2019', then, '2021')).toBe(now);
  expect(compare('2021-其他处理一行', now, '2019')).toBe(then);
});

test('what only one edition has does not compare', () => {
  expect(compare('2019', '主动公开.政府集中采购.采购总金额', '2021')).toBeUndefined();
  expect(compare('2019', '主动公开.行政许可.本年增减', '2021')).toBeUndefined();
  expect(compare('2021', '主动公开.行政事业性收费.本年收费金额', '2019')).toBeUndefined();
});

test('the rest of 表三 and 表四 compares under its own address, totals and derived facts too', () => {
  for (const address of [
    '申请办理.本年新收.总计',
    '申请办理.上年结转.自然人',
    '申请办理.结转下年度.自然人',
    '申请办理.办理结果.不予公开.属于国家秘密.科研机构',
    '申请办理.办理结果.不予公开.小计.总计',
    '申请办理.收办.总计',
    '复议诉讼.行政复议.结果维持',
    '复议诉讼.行政诉讼.总计',
  ]) {
    expect(compare('2019', address, '2021')).toBe(address);
    expect(compare('2021', address, '2019')).toBe(address);
    expect(compare('2021', address, '2021')).toBe(address);
  }
});

test('no fact compares with two facts of another edition', () => {
  for (const from of forms.values()) {
    for (const to of forms.values()) {
      const found = from.facts.flatMap(({ address }) => comparableAddress(from, address, to) ?? []);
      expect(new Set(found).size, `${from.edition} → ${to.edition}`).toBe(found.length);
    }
  }
});

test('comparing works back and forth', () => {
  for (const from of forms.values()) {
    for (const to of forms.values()) {
      for (const { address } of from.facts) {
        const there = comparableAddress(from, address, to);
        if (there !== undefined) expect(comparableAddress(to, there, from)).toBe(address);
      }
    }
  }
});

test('an edition of its own root compares where its data says so', () => {
  const subtotal = '申请办理.办理结果.其他处理.小计.总计';
  expect(compare('2031', subtotal, '2021')).toBe(subtotal);
  expect(compare('2031', subtotal, '2019')).toBe('申请办理.办理结果.其他处理.总计');
  expect(compare('2031', '申请办理.本年新收.农民专业合作社', '2021')).toBeUndefined();
});
