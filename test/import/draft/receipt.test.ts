import { describe, expect, test } from 'vitest';
import { draftOf } from '../../../src/import/draft/draft.ts';
import { placeText } from '../../../src/import/draft/place-text.ts';
import { receiptJson } from '../../../src/import/draft/receipt.ts';
import { receiptText } from '../../../src/import/draft/receipt-text.ts';
import type { Place, SourceDocument } from '../../../src/import/source-document.ts';
import { agencies } from '../archive.ts';
import { drafted, recognised, sourceReport } from './source-report.ts';

const receiptOf = (document: SourceDocument) => draftOf(recognised(document), { agencies }).receipt;

describe('a place in words', () => {
  test.each([
    [{ line: 14 }, '第14行'],
    [{ line: 14, table: 1, row: 3, cell: 2 }, '第14行第2格'],
    [{ table: 2, row: 3, cell: 4 }, '表2 第3行第4格'],
    [{ page: 5, table: 2, row: 3, cell: 4 }, '第5页 表2 第3行第4格'],
    [{ page: 5, line: 7 }, '第5页 第7行'],
    [{ page: 5 }, '第5页'],
    [{ table: 2 }, '表2'],
    [{}, ''],
  ] as [Place, string][])('%j', (place, words) => {
    expect(placeText(place)).toBe(words);
  });
});

test('a receipt of a source without a fault is a summary and the figures', () => {
  const text = receiptText(drafted().receipt);
  expect(text.split('\n\n')).toHaveLength(2);
  expect(text).toContain(`导入回执：景芝2022.docx
  机关：anqiu-jingzhi
  年度：2022
  格式：2021
  标题：景芝镇2022年政府信息公开工作年度报告
  发布日期：未载
  数字：200 个（确定 200，大致确定 0，存疑 0）；未载 0 个
  完整：是
`);
  expect(text).toMatch(
    /\n {2}申请办理\n {4}本年新收：自然人 8、商业企业 5、科研机构 0、.*总计 13（第\d+行，确定）\n/,
  );
  expect(text).toMatch(/\n {4}办理结果\.予以公开：自然人 6、/);
});

test('figures of tables in files with pages and tables say where they stand', () => {
  const text = receiptText(drafted({ setting: 'spans' }).receipt);
  expect(text).toMatch(/ {4}行政许可：本年处理决定数量 57（表1 第\d+行第2格，确定）/);
});

describe('what is told', () => {
  const document = sourceReport({
    figures: {
      '申请办理.本年新收.总计': '15',
      '主动公开.行政许可.本年处理决定数量': '见附件\u202e',
      '主动公开.行政处罚.本年处理决定数量': '',
    },
  });
  const blocks = JSON.parse(
    JSON.stringify(document.blocks).replace('行政强制', '行政强治'),
  ) as SourceDocument['blocks'];
  const stray = {
    kind: 'text' as const,
    text: '填表人：张某\n<b>第二行</b>',
    markdown: '',
    place: { line: 99 },
  };
  const at = blocks.findIndex((block) => block.kind === 'text' && block.text.startsWith('三、'));
  const receipt = receiptOf({ ...document, blocks: blocks.toSpliced(at + 1, 0, stray) });
  const text = receiptText(receipt);
  const sectionOf = (name: string) =>
    text.split('\n\n').find((section) => section.startsWith(`${name}（`)) ?? '';

  test('what a person has to do comes first', () => {
    const names = text.split('\n\n').map((section) => section.split('（')[0]);
    expect(names.slice(1)).toEqual(['需要人处理', '已改', '没有收入', '另请知悉', '数字']);
    expect(sectionOf('需要人处理')).toMatch(
      /第\d+行第2格：.*原文写的是“见附件.*不是一个数：请核对。/,
    );
  });

  test('what was mended, what is not stated, which total differs', () => {
    expect(sectionOf('已改')).toContain('“行政强治”按“行政强制”理解。');
    expect(sectionOf('另请知悉')).toContain('“行政处罚”一行有 1 格空白：作未载。');
    expect(sectionOf('另请知悉')).toContain('原文印为 15，各项相加为 13。');
  });

  test('what was left out stands there whole, line by line', () => {
    expect(sectionOf('没有收入')).toContain(
      '第99行：表格之外的文字没有收入：格式在这一部分只有表。\n     原文：填表人：张某\n           <b>第二行</b>',
    );
  });

  test('signs that cannot be seen are shown by their numbers', () => {
    expect(text).not.toContain('\u202e');
    expect(text).toContain('见附件〔U+202E〕');
  });

  test('as JSON it has these fields and no others', () => {
    const json = JSON.parse(receiptJson(receipt)) as Record<string, unknown>;
    expect(Object.keys(json)).toEqual([
      'source',
      'agency',
      'year',
      'form',
      'title',
      'published',
      'complete',
      'figures',
      'mended',
      'leftOut',
      'needsPerson',
      'noticed',
    ]);
    expect(json).toMatchObject({
      source: '景芝2022.docx',
      agency: 'anqiu-jingzhi',
      year: 2022,
      form: '2021',
      published: null,
      complete: false,
    });
    const figures = json.figures as Record<string, unknown>[];
    expect(figures).toHaveLength(200 - 1 + 1);
    expect(figures.find(({ address }) => address === '主动公开.行政许可.本年处理决定数量')).toEqual(
      {
        address: '主动公开.行政许可.本年处理决定数量',
        digits: null,
        written: '见附件\u202e',
        confidence: 'doubtful',
        place: expect.objectContaining({ cell: 2 }),
      },
    );
    for (const entry of [json.mended, json.leftOut, json.needsPerson, json.noticed].flat())
      expect(entry).toHaveProperty('message');
  });
});

test('what nobody knows is null', () => {
  const receipt = receiptOf({
    name: '-',
    format: 'text',
    blocks: [{ kind: 'text', text: '甲', markdown: '甲', place: { line: 1 } }],
    remarks: [],
  });
  expect(receipt).toMatchObject({ agency: null, year: null, title: null, complete: false });
  expect(receipt.figures).toEqual([]);
  expect(receiptText(receipt)).toContain('机关：没有认出\n  年度：没有认出');
});
