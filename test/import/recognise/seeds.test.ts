import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadForms } from '../../../src/archive/forms.ts';
import { home } from '../../../src/archive/load.ts';
import { recogniseTables } from '../../../src/import/recognise/tables.ts';
import { printedFigures } from '../../seeds/addresses.ts';
import { seeds } from '../../seeds/reports.ts';
import { blocksOf } from './blocks.ts';

const { forms } = loadForms(home, home);
const fixtures = new URL('../../fixtures/import/seeds/', import.meta.url);

const blocksOfSeed = (key: string) =>
  blocksOf(readFileSync(new URL(`${key.replace('/', '-')}.txt`, fixtures), 'utf8'));
const recognise = (key: string) => recogniseTables(blocksOfSeed(key), forms);

/** Counted in the seeds by eye: printed totals, figures that are not stated, tables. */
const counted: Readonly<Record<string, { totals: number; tables: string[] }>> = {
  // 表三 ends after ten rows.
  'hedong-zhengwang/2021': { totals: 10, tables: ['主动公开', '申请办理'] },
  // 25 rows, six columns of （七）总计, three of 表四.
  'weishi-daying/2021': { totals: 34, tables: ['主动公开', '申请办理', '复议诉讼'] },
  'anqiu-jingzhi/2019': { totals: 32, tables: ['主动公开', '申请办理', '复议诉讼'] },
  'tanghe-shangtun/2020': { totals: 32, tables: ['主动公开', '申请办理', '复议诉讼'] },
  // 表三 begins at its eleventh row, 表四 has its heads only.
  'jinxiang-huji/2022': { totals: 21, tables: ['主动公开', '申请办理', '复议诉讼'] },
};

const isTotal = (address: string) => address.split('.').slice(1).includes('总计');
const number = (digits: string | null) => (digits === null ? null : Number(digits));

describe.each(seeds)('$key', (seed) => {
  const { form, tables, remarks } = recognise(seed.key);
  const expected = printedFigures(seed);

  test('is of its edition and has its tables', () => {
    expect(form.edition).toBe(seed.form);
    expect(tables.map(({ key }) => key)).toEqual(counted[seed.key]!.tables);
  });

  test('states the figures that were typed from it, and no others', () => {
    const keys = tables.map(({ key }) => key);
    const primaries = Object.entries(expected).filter(
      ([address]) => !isTotal(address) && keys.includes(address.split('.')[0]!),
    );
    const figures = tables.flatMap((table) => table.figures);
    expect(figures.map(({ address, digits }) => [address, number(digits)])).toEqual(primaries);
  });

  test('prints these totals', () => {
    const totals = tables.flatMap((table) => table.totals);
    expect(totals).toHaveLength(counted[seed.key]!.totals);
    for (const { address, digits } of totals)
      expect(number(digits), address).toBe(expected[address]);
  });

  test('has no doubt about a figure that it states', () => {
    const stated = tables.flatMap((table) => table.figures).filter(({ digits }) => digits !== null);
    expect(stated.filter(({ confidence }) => confidence === 'doubtful')).toEqual([]);
  });

  test('says of every figure where it stands', () => {
    const lines = readFileSync(
      new URL(`${seed.key.replace('/', '-')}.txt`, fixtures),
      'utf8',
    ).split('\n');
    for (const { digits, written, place } of tables.flatMap((table) => table.figures)) {
      if (digits === null) continue;
      expect(lines[place.line! - 1]!.split('\t')[place.cell! - 1]).toBe(written);
      expect(written.trim()).toBe(digits);
    }
  });

  test('has lost nothing that is not told', () => {
    const all = [...remarks, ...tables.flatMap((table) => table.remarks)];
    const wanting = all.filter(({ kind }) => kind === 'needs-person').map(({ message }) => message);
    expect(wanting).toHaveLength(
      { 'hedong-zhengwang/2021': 2, 'jinxiang-huji/2022': 3 }[seed.key] ?? 0,
    );
  });
});

test('the rows that a seed lost are named', () => {
  const messages = recognise('jinxiang-huji/2022').tables.flatMap(({ remarks }) =>
    remarks.map(({ message }) => message),
  );
  expect(messages[0]).toMatch(/缺少2行“行政强制”、“行政事业性收费”/);
  expect(messages[1]).toMatch(/缺少10行“一、本年新收.*“6\.属于四类过程性信息”/);
  expect(messages[2]).toMatch(/四、政府信息公开行政复议、行政诉讼情况.*只有表头/);
});

test('a misprint is understood and told', () => {
  const [table] = recognise('hedong-zhengwang/2021').tables;
  const mended = table!.remarks.filter(({ kind }) => kind === 'mended');
  expect(mended).toHaveLength(1);
  expect(mended[0]).toMatchObject({ text: '本年度止件数', place: { line: 48, cell: 3 } });
  expect(mended[0]!.message).toContain('本年废止件数');
  const repealed = table!.figures.find(({ address }) => address === '主动公开.规章.本年废止件数');
  expect(repealed).toMatchObject({ digits: '0', confidence: 'likely' });
});

test('the unit of 采购总金额 comes from the head where it says so', () => {
  const unitsOf = (key: string) => [...recognise(key).tables[0]!.units];
  expect(unitsOf('tanghe-shangtun/2020')).toEqual([['政府集中采购', '万元']]);
  expect(unitsOf('anqiu-jingzhi/2019')).toEqual([]);
});

test('headings and prose are left to the parts', () => {
  for (const { key } of seeds) {
    const blocks = blocksOfSeed(key);
    const { consumed } = recogniseTables(blocks, forms);
    const rest = blocks.filter((block) => !consumed.has(block));
    expect(rest.every(({ kind }) => kind === 'text')).toBe(true);
    const texts = rest.flatMap((block) => (block.kind === 'text' ? [block.text.trim()] : []));
    for (const heading of ['一、总体情况', '二、主动公开政府信息情况', '六、其他需要报告的事项'])
      expect(texts).toContain(heading);
    expect(texts).not.toContain('企业');
  }
});
