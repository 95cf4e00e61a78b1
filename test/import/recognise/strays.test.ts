import { describe, expect, test } from 'vitest';
import { recogniseTables } from '../../../src/import/recognise/tables.ts';
import type { Block } from '../../../src/import/source-document.ts';
import { forms } from '../archive.ts';
import { blocksOf, grid } from './blocks.ts';

const form = forms.get('2021-其他处理一行')!;
const applicants = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'];
const disclosed = '申请办理.办理结果.予以公开';

/** 表三 with 13 + 2 = 15 + 0; a line for each cell. */
const rows: readonly (readonly [string, readonly number[]])[] = [
  ['一、本年新收政府信息公开申请数量', [6, 3, 1, 0, 1, 2, 13]],
  ['二、上年结转政府信息公开申请数量', [2, 0, 0, 0, 0, 0, 2]],
  ['（一）予以公开', [5, 3, 0, 0, 1, 2, 11]],
  ['（二）部分公开', [0, 0, 1, 0, 0, 0, 1]],
  ...form.tables
    .find(({ key }) => key === '申请办理')!
    .blocks.flatMap((block) => block.rows)
    .flatMap((row) => row.rows)
    .flatMap((row) => row.rows.map(({ label }) => label))
    .map((label): [string, number[]] => [
      label,
      label === '1.本机关不掌握相关政府信息' ? [3, 0, 0, 0, 0, 0, 3] : Array(7).fill(0),
    ]),
  ['（六）其他处理', Array(7).fill(0)],
  ['（七）总计', [8, 3, 1, 0, 1, 2, 15]],
  ['四、结转下年度继续办理', Array(7).fill(0)],
];

function text(change: (cells: string[], label: string) => string[] = (cells) => cells): string {
  const lines = rows.flatMap(([label, figures]) => [label, ...change(figures.map(String), label)]);
  return ['三、收到和处理政府信息公开申请情况', ...applicants, '总计', ...lines].join('\n');
}

function read(source: string | readonly Block[]) {
  const blocks = typeof source === 'string' ? blocksOf(source) : source;
  const { tables, remarks, consumed } = recogniseTables(blocks, forms);
  const stated = tables.flatMap((table) => [...table.figures, ...table.totals]);
  const all = [...remarks, ...tables.flatMap((table) => table.remarks)].filter(
    ({ message }) => !/没有“[二四]、|既合乎/.test(message),
  );
  return {
    row: (path: string) =>
      [...applicants, '总计'].map(
        (key) => stated.find(({ address }) => address === `${path}.${key}`)?.digits ?? null,
      ),
    at: (address: string) => stated.find((figure) => figure.address === address),
    consumed,
    said: (kind: string) =>
      all.filter((remark) => remark.kind === kind).map(({ message }) => message),
  };
}

const figures = ['5', '3', '0', '0', '1', '2', '11'];
const inRow = (wanted: string, change: (cells: string[]) => string[]) =>
  text((cells, label) => (label === wanted ? change(cells) : cells));

test('with a line for each cell nothing is in doubt', () => {
  const { row, said } = read(text());
  expect(row(disclosed)).toEqual(figures);
  for (const kind of ['needs-person', 'left-out', 'mended']) expect(said(kind)).toEqual([]);
});

describe('page numbers among the cells', () => {
  test.each(['— 3 —', '-3-', '第3页', '第 3 页 共 5 页', '－３－'])(
    '“%s” is none of them',
    (page) => {
      const source = inRow('（一）予以公开', ([first = '', ...others]) => [first, page, ...others]);
      const { row, said } = read(source);
      expect(row(disclosed)).toEqual(figures);
      expect(said('mended')).toEqual([expect.stringContaining('页码')]);
      expect(said('needs-person')).toEqual([]);
    },
  );

  test('a bare one goes where the sums leave no other way', () => {
    const source = inRow('（一）予以公开', ([first = '', ...others]) => [first, '77', ...others]);
    const { row, said } = read(source);
    expect(row(disclosed)).toEqual(figures);
    expect(said('left-out')).toHaveLength(1);
    expect(said('mended')).toHaveLength(1);
  });

  test('a bare one behind a row is left out', () => {
    const { row, said } = read(inRow('（一）予以公开', (cells) => [...cells, '3']));
    expect(row(disclosed)).toEqual(figures);
    expect(said('left-out')).toHaveLength(1);
  });

  test('where no sum tells which figure it is, a person must', () => {
    const source = `二、主动公开政府信息情况
信息内容\n本年处理决定数量\n行政许可\n3\n12\n信息内容\n本年处理决定数量\n行政处罚\n5\n行政强制\n6`;
    const { at, said } = read(source);
    expect(at('主动公开.行政许可.本年处理决定数量')).toMatchObject({
      digits: null,
      confidence: 'doubtful',
    });
    expect(at('主动公开.行政处罚.本年处理决定数量')).toMatchObject({ digits: '5' });
    expect(said('needs-person').some((message) => message.includes('行政许可'))).toBe(true);
  });
});

describe('a cell lost', () => {
  test('is found by the sums where they leave one way', () => {
    const source = inRow('（一）予以公开', (cells) => cells.filter((_, at) => at !== 1));
    const { row, said } = read(source);
    expect(row(disclosed)).toEqual(['5', null, '0', '0', '1', '2', '11']);
    expect(said('mended')).toHaveLength(1);
  });

  test('is told where they leave several', () => {
    const label = '2.重复申请';
    const { at, said } = read(inRow(label, (cells) => cells.slice(1)));
    expect(at('申请办理.办理结果.不予处理.重复申请.自然人')!.confidence).toBe('doubtful');
    expect(said('needs-person')).toEqual([expect.stringContaining(label)]);
  });
});

test('合计 is 总计, as a column and as a row', () => {
  const { row, at, said } = read(text().replaceAll('总计', '合计'));
  expect(row('申请办理.办理结果.总计')).toEqual(['8', '3', '1', '0', '1', '2', '15']);
  expect(at(`${disclosed}.总计`)!.confidence).toBe('likely');
  expect(said('mended').every((message) => message.includes('合计'))).toBe(true);
  expect(said('mended').length).toBeGreaterThan(0);
  expect(said('needs-person')).toEqual([]);
});

describe('tables beyond all measure', () => {
  const cells = (count: number) => Array.from({ length: count }, () => '0');

  test.each([
    ['2,001 rows', grid(Array.from({ length: 2001 }, () => ['行政许可', '5'])), '2001 行'],
    ['201 cells in a row', grid([['行政许可', '5'], cells(201)]), '201 格'],
  ])('%s are not read, and told', (_, table, size) => {
    const { at, said, consumed } = read([...blocksOf('二、主动公开政府信息情况'), table]);
    expect(at('主动公开.行政许可.本年处理决定数量')).toBeUndefined();
    expect(consumed.has(table)).toBe(false);
    expect(said('needs-person')).toContainEqual(expect.stringContaining(size));
  });

  test('as many as are allowed are read', () => {
    const table = grid([...Array.from({ length: 1999 }, () => ['']), ['行政许可', '5']]);
    const { at } = read([...blocksOf('二、主动公开政府信息情况'), table]);
    expect(at('主动公开.行政许可.本年处理决定数量')!.digits).toBe('5');
  });

  test('of more than 50,000 cells together the rest is not read, and told once', () => {
    const large = grid(Array.from({ length: 1700 }, () => cells(10)));
    const own = grid([['行政许可', '5']]);
    const blocks = [large, large, large, own, own];
    const { at, said } = read([...blocksOf('二、主动公开政府信息情况'), ...blocks]);
    expect(at('主动公开.行政许可.本年处理决定数量')).toBeUndefined();
    expect(said('needs-person').filter((message) => message.includes('50000'))).toHaveLength(1);
  });
});
