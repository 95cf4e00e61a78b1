import { expect, test } from 'vitest';
import { readPdf } from '../../../src/import/read/pdf.ts';
import { outline } from './outline.ts';
import { type DrawnPage, type DrawnTable, pdfOf, table, text } from './pdf-drawing.ts';

const read = async (...pages: DrawnPage[]) => readPdf('年报.pdf', await pdfOf(pages));

const disclosure: DrawnTable = {
  left: 80,
  top: 700,
  widths: [130, 100, 100, 100],
  rows: [
    [{ words: '第二十条第（一）项', columns: 4 }],
    ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
    ['规章', '0', '0', '0'],
    ['行政规范性\n文件', '12', '', '45'],
    [{ words: '第二十条第（五）项', columns: 4 }],
    ['信息内容', { words: '本年处理决定数量', columns: 3 }],
    ['行政许可', { words: '1034', columns: 3 }],
  ],
};
const disclosureCells = [
  ['第二十条第（一）项[1×4]'],
  ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
  ['规章', '0', '0', '0'],
  ['行政规范性\n文件', '12', '', '45'],
  ['第二十条第（五）项[1×4]'],
  ['信息内容', '本年处理决定数量[1×3]'],
  ['行政许可', '1034[1×3]'],
];

test.each(['strokes', 'boxes', 'thin boxes'] as const)(
  'a table has the cells that its lines part, drawn as %s',
  async (borders) => {
    const document = await read({
      content:
        text(80, 760, '二、主动公开政府信息情况') +
        table({ ...disclosure, borders }) +
        text(80, 400, '三、收到和处理政府信息公开申请情况'),
    });
    expect(outline(document)).toEqual([
      '二、主动公开政府信息情况',
      disclosureCells,
      '三、收到和处理政府信息公开申请情况',
    ]);
    expect(document.blocks[1]!.place).toEqual({ page: 1, table: 1 });
    const [, , , row] = document.blocks[1]!.kind === 'table' ? document.blocks[1]!.rows : [];
    expect(row![3]).toEqual({
      text: '45',
      rowSpan: 1,
      columnSpan: 1,
      place: { page: 1, table: 1, row: 4, cell: 4 },
    });
  },
);

test('cells over rows and columns both ways keep their place', async () => {
  const document = await read({
    content: table({
      left: 80,
      top: 700,
      widths: [60, 60, 60, 60],
      rows: [
        [
          { words: '勾稽关系', rows: 2, columns: 2 },
          { words: '申请人情况', columns: 2 },
        ],
        ['自然人', '总计'],
        [{ words: '三、办\n理结果', rows: 2 }, '予以公开', '3', '4'],
        ['部分公开', '5', '6'],
      ],
    }),
  });
  expect(outline(document)).toEqual([
    [
      ['勾稽关系[2×2]', '申请人情况[1×2]'],
      ['自然人', '总计'],
      ['三、办\n理结果[2×1]', '予以公开', '3', '4'],
      ['部分公开', '5', '6'],
    ],
  ]);
});

test('figures that a PDF shows in one go, with spaces between, stand each in its cell', async () => {
  const cells = table({
    left: 80,
    top: 700,
    widths: [40, 12, 12, 12],
    rows: [
      ['规章', '', '', ''],
      ['其他', '', '', ''],
    ],
  });
  // Each gap is as wide as a space.
  const figures = text(123.5, 686, '7 8 9') + text(123.5, 666, '1 2 3');
  expect(outline(await read({ content: cells + figures }))).toEqual([
    [
      ['规章', '7', '8', '9'],
      ['其他', '1', '2', '3'],
    ],
  ]);
});

test('tables that are not ruled at their sides have cells there too', async () => {
  const lines = [700, 680, 660].map((y) => `80 ${y} m 280 ${y} l S\n`).join('');
  const parting = '160 660 m 160 700 l S 220 660 m 220 700 l S\n';
  const words =
    text(90, 686, '规章') +
    text(185, 686, '1') +
    text(245, 686, '2') +
    text(90, 666, '其他') +
    text(185, 666, '3') +
    text(245, 666, '4');
  expect(outline(await read({ content: lines + parting + words }))).toEqual([
    [
      ['规章', '1', '2'],
      ['其他', '3', '4'],
    ],
  ]);
});

test('a frame around a page is no table', async () => {
  const frame = '40 40 515 762 re S\n';
  const document = await read({
    content: frame + text(80, 760, '一、总体情况') + table(disclosure),
  });
  expect(outline(document)).toEqual(['一、总体情况', disclosureCells]);
});

test('a table without lines has columns by its gaps', async () => {
  const document = await read({
    content: text(80, 760, '二、主动公开政府信息情况') + table({ ...disclosure, borders: 'none' }),
  });
  expect(outline(document)).toEqual([
    '二、主动公开政府信息情况',
    '第二十条第（一）项',
    [
      ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
      ['规章', '0', '0', '0'],
      ['行政规范性', '', '', ''],
      ['', '12', '', '45'],
      ['文件', '', '', ''],
    ],
    '第二十条第（五）项',
    [
      ['信息内容', '本年处理决定数量'],
      ['行政许可', '1034'],
    ],
  ]);
});

test('one row alone is a line, its texts set apart', async () => {
  const line = (y: number, label: string, figure: string) =>
    text(80, y, label) + text(300, y, figure);
  const document = await read({
    content:
      text(80, 740, '公开 128 条，其中网站 61 条') +
      line(700, '行政许可', '1034') +
      text(80, 660, '以上各项均为本年数字'),
  });
  expect(outline(document)).toEqual([
    '公开128条，其中网站61条',
    '行政许可\u30001034',
    '以上各项均为本年数字',
  ]);
});
