import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadForms } from '../../src/archive/forms.ts';
import { home } from '../../src/archive/load.ts';
import { type Column, type Row, type Table, tableOf } from '../../src/form/form.ts';
import {
  type Cell,
  type FigureCell,
  type HeaderCell,
  layoutTable,
  type TableLayout,
} from '../../src/form/layout.ts';
import { fixtureRoot } from '../roots.ts';

const { forms } = loadForms(home, fixtureRoot('invented-edition'));
const tables = [...forms.values()].flatMap((form) =>
  form.tables.map((table) => ({ name: `${form.edition} ${table.key}`, table })),
);

describe.each(tables)('$name', ({ table }) => {
  const layout = layoutTable(table);

  test('covers every grid position exactly once', () => {
    expectTiling(layout);
  });

  test('names for each figure exactly the headers above it and beside it', () => {
    expectGoverningHeaders(layout, table.style === 'stacked');
  });

  test('has unique ASCII ids', () => {
    const ids = headersOf(layout).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9-]*$/);
  });
});

test.each([...forms.values()])('the header ids of all tables of $edition differ', (form) => {
  const ids = form.tables.flatMap((table) => headersOf(layoutTable(table)).map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
});

describe('表三', () => {
  test.each([
    [
      '2021',
      { '（三）不予公开': 8, '（四）无法提供': 3, '（五）不予处理': 5, '（六）其他处理': 3 },
      22,
    ],
    ['2021-其他处理一行', { '（三）不予公开': 8, '（四）无法提供': 3, '（五）不予处理': 5 }, 20],
    ['2019', { '（三）不予公开': 8, '（四）无法提供': 3, '（五）不予处理': 5 }, 20],
  ])('of %s spans its groups', (edition, groups, outcomes) => {
    const headers = headersOf(layoutOf(edition, '申请办理'));
    const spans = headers
      .filter(({ scope }) => scope === 'rowgroup')
      .map(({ label, rowspan }) => [label, rowspan]);
    expect(Object.fromEntries(spans)).toEqual({ '三、本年度办理结果': outcomes, ...groups });
  });

  test('has three label columns, a corner and two levels of applicants', () => {
    const layout = layoutOf('2021', '申请办理');
    expect([layout.columns, layout.stubColumns]).toEqual([10, 3]);
    expect(layout.sections[0]!.rows[0]![0]).toEqual({
      kind: 'note',
      text: '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）',
      colspan: 3,
      rowspan: 3,
    });
    const spans = headersOf(layout)
      .filter(({ scope }) => scope.startsWith('col'))
      .map(({ label, colspan, rowspan }) => [label, colspan, rowspan]);
    expect(spans).toEqual([
      ['申请人情况', 7, 1],
      ['自然人', 1, 2],
      ['法人或其他组织', 5, 1],
      ['总计', 1, 2],
      ['商业企业', 1, 1],
      ['科研机构', 1, 1],
      ['社会公益组织', 1, 1],
      ['法律服务机构', 1, 1],
      ['其他', 1, 1],
    ]);
  });

  test('gives rows outside 三 the whole width of the labels', () => {
    const rows = headersOf(layoutOf('2021', '申请办理')).filter(({ scope }) => scope === 'row');
    const width = (label: string) => rows.find((row) => row.label === label)?.colspan;
    expect(width('一、本年新收政府信息公开申请数量')).toBe(3);
    expect(width('四、结转下年度继续办理')).toBe(3);
    expect(width('（一）予以公开')).toBe(2);
    expect(width('（七）总计')).toBe(2);
    expect(width('3.其他')).toBe(1);
  });
});

test('表二 merges the last columns of a four-column grid', () => {
  const layout = layoutOf('2021', '主动公开');
  expect([layout.columns, layout.stubColumns]).toEqual([4, 1]);
  const spans = layout.sections.map(({ rows }) =>
    rows.map((row) => row.map(({ colspan }) => colspan)),
  );
  const whole = [[4], [1, 1, 1, 1], [1, 1, 1, 1], [1, 1, 1, 1]];
  const merged = [[4], [1, 3], [1, 3]];
  expect(spans).toEqual([whole, merged, [...merged, [1, 3]], merged]);
});

test('表四 is one row below three lines of headers', () => {
  const layout = layoutOf('2019', '复议诉讼');
  expect([layout.columns, layout.stubColumns]).toEqual([15, 0]);
  expect(layout.sections.map(({ kind, rows }) => [kind, rows.length])).toEqual([
    ['head', 3],
    ['body', 1],
  ]);
});

describe('a figure is announced with its headers', () => {
  test.each([
    [
      '2021',
      '申请办理.办理结果.不予公开.属于国家秘密.科研机构',
      [
        '三、本年度办理结果',
        '（三）不予公开',
        '1.属于国家秘密',
        '申请人情况',
        '法人或其他组织',
        '科研机构',
      ],
    ],
    [
      '2021',
      '申请办理.本年新收.自然人',
      ['一、本年新收政府信息公开申请数量', '申请人情况', '自然人'],
    ],
    [
      '2021',
      '申请办理.办理结果.其他处理.其他.其他',
      ['三、本年度办理结果', '（六）其他处理', '3.其他', '申请人情况', '法人或其他组织', '其他'],
    ],
    [
      '2021-其他处理一行',
      '申请办理.办理结果.其他处理.总计',
      ['三、本年度办理结果', '（六）其他处理', '申请人情况', '总计'],
    ],
    [
      '2019',
      '申请办理.办理结果.总计.总计',
      ['三、本年度办理结果', '（七）总计', '申请人情况', '总计'],
    ],
    ['2019', '主动公开.行政强制.本年增减', ['第二十条第（六）项', '行政强制', '本年增/减']],
    [
      '2019',
      '主动公开.政府集中采购.采购总金额',
      ['第二十条第（九）项', '政府集中采购', '采购总金额'],
    ],
    [
      '2021',
      '主动公开.行政事业性收费.本年收费金额',
      ['第二十条第（八）项', '行政事业性收费', '本年收费金额（单位：万元）'],
    ],
    ['2021', '复议诉讼.行政复议.结果纠正', ['行政复议', '结果纠正']],
    ['2019', '复议诉讼.复议后起诉.尚未审结', ['行政诉讼', '复议后起诉', '尚未审结']],
  ])('%s %s', (edition, address, labels) => {
    const layout = layoutOf(edition, address.split('.')[0]!);
    const figure = figuresOf(layout).find((cell) => cell.address === address)!;
    const byId = new Map(headersOf(layout).map((cell) => [cell.id, cell.label]));
    expect(figure.headers.map((id) => byId.get(id))).toEqual(labels);
  });
});

test('any tree of rows and columns makes a table without gaps or overlaps', () => {
  fc.assert(
    fc.property(columnsArbitrary, rowsArbitrary, (columns, rows) => {
      for (const style of ['matrix', 'single-row'] as const) {
        const layout = layoutTable({
          key: '表',
          id: 'table',
          style,
          blocks: [{ columns: numbered(columns), rows: numbered(rows) }],
          derived: [],
          balances: [],
        });
        expectTiling(layout);
        expectGoverningHeaders(layout, false);
      }
    }),
    { numRuns: 200 },
  );
});

/** A tree of labels; keys and ids are numbered afterwards, so that siblings differ. */
interface Shape {
  below: readonly Shape[];
}

const shapes = fc.letrec<{ tree: Shape }>((tie) => ({
  tree: fc.record({
    below: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constant([]),
      fc.array(tie('tree'), { minLength: 1, maxLength: 4 }),
    ),
  }),
}));
const columnsArbitrary = fc.array(shapes.tree, { minLength: 1, maxLength: 4 });
const rowsArbitrary = fc.array(shapes.tree, { minLength: 1, maxLength: 5 });

function numbered(below: readonly Shape[], prefix = 'n'): (Row & Column)[] {
  return below.map((shape, index) => {
    const id = `${prefix}-${index}`;
    const children = numbered(shape.below, id);
    return {
      key: id,
      id,
      label: id,
      isSum: false,
      hasSubtotal: false,
      rows: children,
      columns: children,
    };
  });
}

function layoutOf(edition: string, table: string): TableLayout {
  return layoutTable(tableOf(forms.get(edition)!, table) as Table);
}

function cellsOf(layout: TableLayout): Cell[] {
  return layout.sections.flatMap(({ rows }) => rows.flat());
}

function headersOf(layout: TableLayout): HeaderCell[] {
  return cellsOf(layout).filter((cell) => cell.kind === 'header');
}

function figuresOf(layout: TableLayout): FigureCell[] {
  return cellsOf(layout).filter((cell) => cell.kind === 'figure');
}

interface Placed {
  cell: Cell;
  section: number;
  row: number;
  column: number;
}

/** Places cells as a browser does: each into the first free position of its row. */
function place({ sections, columns }: TableLayout): { placed: Placed[]; faults: string[] } {
  const placed: Placed[] = [];
  const faults: string[] = [];
  for (const [section, { rows }] of sections.entries()) {
    const grid = rows.map(() => new Array<boolean>(columns).fill(false));
    for (const [row, cells] of rows.entries()) {
      for (const cell of cells) {
        const column = grid[row]!.indexOf(false);
        placed.push({ cell, section, row, column });
        for (let down = 0; down < cell.rowspan; down++) {
          for (let along = 0; along < cell.colspan; along++) {
            const line = grid[row + down];
            if (line?.[column + along] !== false) faults.push(`${section}:${row}:${column}`);
            else line[column + along] = true;
          }
        }
      }
    }
    if (grid.some((line) => line.includes(false))) faults.push(`section ${section} has gaps`);
  }
  return { placed, faults };
}

function expectTiling(layout: TableLayout): void {
  expect(place(layout).faults).toEqual([]);
}

/** Headers found by where they stand must be those that the figure names. */
function expectGoverningHeaders(layout: TableLayout, withinSection: boolean): void {
  const { placed } = place(layout);
  for (const figure of placed) {
    if (figure.cell.kind !== 'figure') continue;
    const end = figure.column + figure.cell.colspan;
    const governing = placed.filter(({ cell, section, row, column }) => {
      if (cell.kind !== 'header' || (withinSection && section !== figure.section)) return false;
      return cell.scope.startsWith('col')
        ? column < end && figure.column < column + cell.colspan
        : section === figure.section && row <= figure.row && figure.row < row + cell.rowspan;
    });
    const ids = governing.map(({ cell }) => (cell as HeaderCell).id);
    expect(figure.cell.headers.toSorted()).toEqual(ids.toSorted());
  }
}
