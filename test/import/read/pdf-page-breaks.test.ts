import { describe, expect, test } from 'vitest';
import { readPdf } from '../../../src/import/read/pdf.ts';
import { outline, remarksOf } from './outline.ts';
import { type DrawnPage, paragraph, pdfOf, table, text } from './pdf-drawing.ts';

const read = async (...pages: DrawnPage[]) => readPdf('年报.pdf', await pdfOf(pages));

describe('a table that goes over a page', () => {
  const head = [
    [
      { words: '办理结果', rows: 2, columns: 2 },
      { words: '申请人情况', columns: 2 },
    ],
    ['自然人', '总计'],
  ];
  const widths = [80, 140, 80, 80];
  const above = {
    left: 80,
    top: 140,
    widths,
    rows: [
      ...head,
      [{ words: '不予公开', rows: 2 }, '1.属于国家秘密', '3', '4'],
      ['2.法律禁止公开', '5', '6'],
    ],
  };
  const rest = [
    [{ words: '', rows: 2 }, '3.危及三安全', '7', '8'],
    ['4.第三方权益', '9', '10'],
    [{ words: '总计', columns: 2 }, '24', '28'],
  ];
  const whole = [
    ['办理结果[2×2]', '申请人情况[1×2]'],
    ['自然人', '总计'],
    ['不予公开[4×1]', '1.属于国家秘密', '3', '4'],
    ['2.法律禁止公开', '5', '6'],
    ['3.危及三安全', '7', '8'],
    ['4.第三方权益', '9', '10'],
    ['总计[1×2]', '24', '28'],
  ];

  test('is one, with the cell that the page break has cut', async () => {
    const document = await read(
      {
        content:
          paragraph(80, 400, '收到和处理申请的情况如下。') + table(above) + text(290, 30, '— 1 —'),
      },
      { content: table({ left: 80, top: 780, widths, rows: rest }) + text(290, 30, '— 2 —') },
    );
    expect(outline(document)).toEqual(['收到和处理申请的情况如下。', whole]);
    const [, joined] = document.blocks;
    const rows = joined?.kind === 'table' ? joined.rows : [];
    expect(rows.map(([cell]) => cell!.place)).toEqual([
      { page: 1, table: 1, row: 1, cell: 1 },
      { page: 1, table: 1, row: 2, cell: 1 },
      { page: 1, table: 1, row: 3, cell: 1 },
      { page: 1, table: 1, row: 4, cell: 1 },
      { page: 2, table: 1, row: 5, cell: 1 },
      { page: 2, table: 1, row: 6, cell: 1 },
      { page: 2, table: 1, row: 7, cell: 1 },
    ]);
    expect(remarksOf(document, 'noticed')).toEqual([
      '表格从第 1 页续到第 2 页，已接成一张；请看换页处有没有缺行。',
    ]);
  });

  test('is one without the head that the next page repeats', async () => {
    const document = await read(
      { content: table(above) },
      { content: table({ left: 80, top: 780, widths, rows: [...head, ...rest] }) },
    );
    expect(outline(document)).toEqual([whole]);
    expect(remarksOf(document, 'noticed')).toEqual([
      '表格从第 1 页续到第 2 页，已接成一张，续页重复的表头没有采用；请看换页处有没有缺行。｜办理结果 申请人情况\n自然人 总计',
    ]);
  });

  test('is one where the rest has fewer columns', async () => {
    const document = await read(
      { content: table({ ...above, rows: [...head, ['本年', '新收', '1', '2']] }) },
      {
        content: table({
          left: 80,
          top: 780,
          widths: [220, 160],
          rows: [
            ['申请人', '无'],
            ['合计', '6'],
          ],
        }),
      },
    );
    expect(outline(document)).toEqual([
      [
        ['办理结果[2×2]', '申请人情况[1×2]'],
        ['自然人', '总计'],
        ['本年', '新收', '1', '2'],
        ['申请人[1×2]', '无[1×2]'],
        ['合计[1×2]', '6[1×2]'],
      ],
    ]);
  });

  const cutRows = (upper: string[], lower: string[]) => [
    { content: table({ ...above, rows: [...head, ['不予公开', ...upper]] }) },
    {
      content: table({
        left: 80,
        top: 780,
        widths,
        rows: [
          ['', ...lower],
          ['', '7.行政执法案卷', '5', '6'],
        ],
      }),
    },
  ];

  test.each([
    ['above', ['6.属于四类', '3', '4'], ['过程性信息', '', '']],
    ['below', ['6.属于四类', '', ''], ['过程性信息', '3', '4']],
  ])('has one row where the page has cut it, its figures %s', async (_, upper, lower) => {
    expect(outline(await read(...cutRows(upper, lower)))).toEqual([
      [
        ['办理结果[2×2]', '申请人情况[1×2]'],
        ['自然人', '总计'],
        ['不予公开', '6.属于四类\n过程性信息', '3', '4'],
        ['', '7.行政执法案卷', '5', '6'],
      ],
    ]);
  });

  test.each([
    ['both have figures', ['6.属于四类', '3', '4'], ['过程性信息', '1', '2']],
    ['both have numbers', ['6.属于四类', '3', '4'], ['7.属于执法', '', '']],
    ['neither has a number', ['行政处罚', '3', '4'], ['行政强制', '', '']],
    ['neither has figures', ['6.属于四类', '', ''], ['过程性信息', '', '']],
  ])('has two rows where %s', async (_, upper, lower) => {
    expect(outline(await read(...cutRows(upper, lower)))).toEqual([
      [
        ['办理结果[2×2]', '申请人情况[1×2]'],
        ['自然人', '总计'],
        ['不予公开', ...upper],
        ['', ...lower],
        ['', '7.行政执法案卷', '5', '6'],
      ],
    ]);
  });

  test('is one though it has no lines', async () => {
    const row = (y: number, ...words: string[]) =>
      words.map((word, at) => text(80 + at * 120, y, word)).join('');
    const document = await read(
      { content: row(80, '信息内容', '制发件数', '废止件数') + row(60, '规章', '1', '2') },
      {
        content: row(800, '信息内容', '制发件数', '废止件数') + row(780, '规范性文件', '3', '4'),
      },
    );
    expect(outline(document)).toEqual([
      [
        ['信息内容', '制发件数', '废止件数'],
        ['规章', '1', '2'],
        ['规范性文件', '3', '4'],
      ],
    ]);
  });

  test('is two where there is a heading between them, or the next one is narrower', async () => {
    const [next] = [{ left: 80, top: 720, widths, rows: rest }];
    const apart = await read(
      { content: table(above) },
      { content: text(80, 760, '四、行政复议情况') + table(next) },
    );
    expect(apart.blocks.map(({ kind }) => kind)).toEqual(['table', 'text', 'table']);
    const narrower = await read(
      { content: table(above) },
      { content: table({ ...next, widths: [60, 100, 60, 60] }) },
    );
    expect(narrower.blocks.map(({ kind }) => kind)).toEqual(['table', 'table']);
    expect(narrower.remarks).toEqual([]);
  });

  test('keeps equal rows of figures: only a head is repeated', async () => {
    const rows = [
      ['规章', '0', '0', '0'],
      ['其他', '0', '0', '0'],
    ];
    const document = await read(
      { content: table({ left: 80, top: 120, widths, rows }) },
      { content: table({ left: 80, top: 780, widths, rows }) },
    );
    expect(outline(document)).toEqual([[...rows, ...rows]]);
  });
});
