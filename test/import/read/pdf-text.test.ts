import { describe, expect, test } from 'vitest';
import { readPdf } from '../../../src/import/read/pdf.ts';
import { outline, remarksOf } from './outline.ts';
import { type DrawnPage, paragraph, pdfOf, table, text, textAlong } from './pdf-drawing.ts';

const read = async (...pages: DrawnPage[]) => readPdf('年报.pdf', await pdfOf(pages));

const openness =
  '全年主动公开政府信息一百二十八条，其中网站六十一条、微信六十七条。内容涉及规划、财政、民生等方面，均在规定时间内发布。';
const requests = '全年收到申请三件，均已按时答复，没有引起行政复议和行政诉讼。';

describe('lines are joined into paragraphs', () => {
  test('as far as each is full, and the next one is not indented', async () => {
    const document = await read({
      content:
        text(100, 760, '一、总体情况') +
        paragraph(80, 740, openness, 42) +
        paragraph(80, 680, requests.repeat(2), 42) +
        text(80, 640, '（一）主动公开') +
        text(80, 620, '1. 公开指南已更新。'),
    });
    expect(outline(document)).toEqual([
      '一、总体情况',
      openness,
      requests.repeat(2),
      '（一）主动公开',
      '1\\. 公开指南已更新。',
    ]);
    expect(document.blocks.map(({ place }) => place)).toEqual(Array(5).fill({ page: 1 }));
  });

  test('not where there is more room between them, as on web pages', async () => {
    const lines = ['第一段文字写满了这一行的宽度没有余地', '第二段文字也写满了这一行的宽度不多不'];
    const document = await read({
      content:
        text(80, 760, '开头这一行文字也是写满了这个宽度的呢') +
        text(80, 745, '接着的一行文字也是写满了这个宽度的呢') +
        text(80, 730, '末尾这一行文字也是写满了这个宽度的呢') +
        text(80, 700, lines[0]!) +
        text(80, 670, lines[1]!),
    });
    expect(outline(document)).toEqual([
      '开头这一行文字也是写满了这个宽度的呢接着的一行文字也是写满了这个宽度的呢末尾这一行文字也是写满了这个宽度的呢',
      ...lines,
    ]);
  });

  test('over a page', async () => {
    const page = (from: number, to: number, y: number) =>
      Array.from({ length: to - from }, (_, at) =>
        text(
          at + from === 0 ? 100 : 80,
          y - at * 20,
          `第${'一二三四五六七八九'[at + from]}行${'公开'.repeat(at + from === 0 ? 11 : 12)}`,
        ),
      ).join('');
    const document = await read(
      { content: page(0, 3, 120) + text(290, 30, '1') },
      { content: page(3, 5, 780) + text(80, 740, '结束。') + text(290, 30, '2') },
    );
    expect(outline(document)).toEqual([
      `第一行${'公开'.repeat(11)}${['二', '三', '四', '五'].map((n) => `第${n}行${'公开'.repeat(12)}`).join('')}结束。`,
    ]);
    expect(document.blocks[0]!.place).toEqual({ page: 1 });
  });

  test('in the middle of the page, in large letters, they are one title', async () => {
    const document = await read({
      content:
        text(209.5, 780, '甲县乙镇人民政府', 22) +
        text(121.5, 745, '2022年政府信息公开工作年度报告', 22) +
        paragraph(80, 700, openness, 42) +
        paragraph(80, 640, requests, 42),
    });
    expect(outline(document)).toEqual([
      '甲县乙镇人民政府2022年政府信息公开工作年度报告',
      openness,
      requests,
    ]);
  });
});

describe('what is printed on every page', () => {
  const heads = (number: number) =>
    text(200, 810, '甲县乙镇政府信息公开年报') + text(280, 30, `${number}`);

  test('is left out, and said', async () => {
    const document = await read(
      { content: heads(1) + paragraph(80, 700, openness, 42) },
      { content: heads(2) + text(80, 700, '二、主动公开') },
      { content: heads(3) + text(80, 700, '三、收到申请') },
    );
    expect(outline(document)).toEqual([openness, '二、主动公开', '三、收到申请']);
    expect(remarksOf(document, 'left-out')).toEqual([
      '页眉、页脚和页码没有采用。｜甲县乙镇政府信息公开年报\n1\n2\n3',
    ]);
  });

  test.each(['— 1 —', '- 1 -', '第 1 页 共 1 页', '第1页', '1/1'])(
    'as %s is a page number even on one page',
    async (number) => {
      const document = await read({
        content: text(80, 700, '一、总体情况') + text(280, 30, number),
      });
      expect(outline(document)).toEqual(['一、总体情况']);
    },
  );

  test('is not a figure of a table at the foot of a page, nor a number that counts no pages', async () => {
    const cells = [
      ['行政许可', '12'],
      ['行政处罚', '2'],
    ];
    const figures = table({ left: 80, top: 80, widths: [100, 100], rows: cells });
    const document = await read({
      content: text(80, 700, '全年公开信息') + text(280, 100, '128') + figures,
    });
    expect(outline(document)).toEqual(['全年公开信息', '128', cells]);
    expect(document.remarks).toEqual([]);
  });

  test('as a watermark is left out too', async () => {
    const [cos, sin] = [Math.cos(0.6), Math.sin(0.6)];
    const document = await read({
      content:
        text(80, 700, '一、总体情况') + textAlong([cos, sin, -sin, cos, 150, 300], '内部资料', 60),
    });
    expect(outline(document)).toEqual(['一、总体情况']);
    expect(remarksOf(document, 'left-out')).toEqual([
      '斜排的文字（水印或图章）没有采用。｜内部资料',
    ]);
  });
});

describe('text from top to bottom', () => {
  const rows = [
    [{ words: '', rows: 2 }, '予以公开', '3'],
    ['部分公开', '5'],
  ];
  const frame = table({ left: 80, top: 700, widths: [60, 80, 40], height: 60, rows });
  const cells = (label: string) => [
    [
      [`${label}[2×1]`, '予以公开', '3'],
      ['部分公开', '5'],
    ],
  ];

  test('letter by letter is read down its columns, from the right', async () => {
    const letters = (x: number, words: string) =>
      [...words].map((letter, at) => text(x, 680 - at * 12, letter)).join('');
    const document = await read({
      content: frame + letters(115, '三、本年度') + letters(95, '办理结果'),
    });
    expect(outline(document)).toEqual(cells('三、本年度\n办理结果'));
  });

  test('in a font for columns', async () => {
    const column = textAlong([1, 0, 0, 1, 110, 690], '三、办理结果', 10, 'V');
    expect(outline(await read({ content: frame + column }))).toEqual(cells('三、办理结果'));
  });

  test.each([
    ['down', [0, -1, 1, 0, 106, 690]],
    ['up', [0, 1, -1, 0, 114, 600]],
  ])('as a line turned %s', async (_, matrix) => {
    const turned = textAlong(matrix, '三、办理结果');
    expect(outline(await read({ content: frame + turned }))).toEqual(cells('三、办理结果'));
  });
});

describe('a page on its side is read upright', () => {
  const rows = [[{ words: '申请人情况', columns: 2 }], ['自然人', '总计'], ['3', '4']];
  const content =
    text(80, 500, '三、收到申请情况') + table({ left: 80, top: 480, widths: [80, 80], rows });
  const upright = ['三、收到申请情况', [['申请人情况[1×2]'], ['自然人', '总计'], ['3', '4']]];

  test.each([
    [90, '0 1 -1 0 595 0'],
    [180, '-1 0 0 -1 842 595'],
    [270, '0 -1 1 0 0 842'],
  ])('where its page says so: %i°', async (rotate, matrix) => {
    const size: [number, number] = rotate === 180 ? [842, 595] : [595, 842];
    const document = await read({ content: `${matrix} cm\n${content}`, size, rotate });
    expect(outline(document)).toEqual(upright);
  });

  test('where only its letters lie', async () => {
    const document = await read({ content: `0 1 -1 0 595 0 cm\n${content}` });
    expect(outline(document)).toEqual(upright);
  });
});

test('room that is left wherever figures stand is no space; spaces that somebody types are', async () => {
  // A quarter of a letter, as typesetters leave it.
  const spread = (y: number, words: readonly string[]) => {
    let x = 80;
    return words
      .map((word) => {
        const content = text(x, y, word);
        x += [...word].reduce((sum, letter) => sum + (letter < '\u0100' ? 5 : 10), 2.5);
        return content;
      })
      .join('');
  };
  const everywhere = await read({
    content: spread(700, ['公开', '128', '条，其中微信', '67', '条']) + text(80, 680, '结束。'),
  });
  expect(outline(everywhere)).toEqual(['公开128条，其中微信67条', '结束。']);
  expect(remarksOf(everywhere, 'mended')).toEqual([
    '排版时在汉字和数字、字母之间自动留的空隙没有当作空格。',
  ]);
  const here = await read({
    content: spread(700, ['公开', '128', '条，其中微信', '67', '条']) + text(80, 680, '收到3件。'),
  });
  expect(outline(here)).toEqual(['公开 128 条，其中微信 67 条', '收到3件。']);
  expect(here.remarks).toEqual([]);
});

test('letters that are shown twice to look bold are there once', async () => {
  const document = await read({
    content:
      text(80, 700, '一、总体情况') +
      text(80.4, 700, '一、总体情况') +
      text(80, 680, '一、总体情况'),
  });
  expect(outline(document)).toEqual(['一、总体情况', '一、总体情况']);
});

test('radicals are the characters that they look like', async () => {
  // U+2F00, U+2EA0, U+2F45: as PDFs name the glyphs of 一, 民 and 方.
  const document = await read({ content: text(80, 700, '\u2f00、⼈\u2ea0\u2f45案') });
  expect(outline(document)).toEqual(['一、人民方案']);
});

describe('of PDFs that this program has made', () => {
  const made = (by: string, date: string) =>
    pdfOf(
      [
        {
          content:
            text(80, 700, '六、其他需要报告的事项') + text(80, 680, '格式依据：国办公开办函'),
        },
      ],
      (pdf) => {
        pdf.setCreator(by);
        pdf.setCreationDate(new Date(`${date}T00:00:00Z`));
      },
    );

  test('the date is that of publication, and the imprint no part of the report', async () => {
    const own = await readPdf('a.pdf', await made('Gongkai', '2022-01-20'));
    expect(own.published).toBe('2022-01-20');
    expect(outline(own)).toEqual(['六、其他需要报告的事项']);
    expect(remarksOf(own, 'left-out')).toEqual([
      'PDF 是本程序生成的：它加在年报后面的数据说明、格式依据等没有采用。｜格式依据：国办公开办函',
    ]);
  });

  test('the last day of a year says that none is stated', async () => {
    const own = await readPdf('a.pdf', await made('Gongkai', '2021-12-31'));
    expect(own.published).toBeUndefined();
  });

  test('others keep both to themselves', async () => {
    const other = await readPdf('a.pdf', await made('Writer', '2022-01-20'));
    expect(other.published).toBeUndefined();
    expect(outline(other)).toEqual(['六、其他需要报告的事项', '格式依据：国办公开办函']);
  });
});
