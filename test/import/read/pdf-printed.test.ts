import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { home, loadArchive } from '../../../src/archive/load.ts';
import { readPdf } from '../../../src/import/read/pdf.ts';
import { recogniseReport } from '../../../src/import/recognise/recognise.ts';
import type { SourceDocument, TableBlock } from '../../../src/import/source-document.ts';
import { type RunningBrowser, startBrowser } from '../../../src/pdf/browser.ts';
import { openPaginator, type Paginator } from '../../../src/pdf/paginate.ts';
import { run } from '../../cli/recorder.ts';
import { MATRIX_ROWS } from '../../fixtures/print/sample.ts';
import { documentOf } from '../../print/printing.ts';
import { temporaryFolder } from '../../roots.ts';
import { agencies, forms } from '../archive.ts';
import { outline, remarksOf } from './outline.ts';

const fixtures = path.join(import.meta.dirname, '../../fixtures');

function tables({ blocks }: SourceDocument): TableBlock[] {
  return blocks.filter((block) => block.kind === 'table');
}

/** Rows of 表三 that have figures: the label that stands before them, without spaces, and these. */
function figureRows(table: TableBlock): [label: string, figures: string[]][] {
  return table.rows
    .map((row) => row.map(({ text }) => text.replace(/\s/g, '')))
    .filter((row) => row.slice(-7).every((text) => /^\d+$/.test(text)))
    .map((row) => [row.at(-8)!, row.slice(-7)]);
}

/** Labels of 表三 as the form of 2021 prints them. */
const labels = MATRIX_ROWS.map(({ label }) => label);

describe('a PDF of our own', () => {
  let paginator: Paginator;
  beforeAll(async () => {
    paginator = await openPaginator();
  });
  afterAll(() => paginator.close());

  test('gives each of the figures of 表三 in its row and column', async () => {
    const html = readFileSync(path.join(fixtures, 'print/sample.html'), 'utf8');
    const document = await readPdf('a.pdf', await paginator.paginate({ ...documentOf(''), html }));
    const matrix = tables(document).find(({ rows }) => rows.length > 20)!;
    expect(figureRows(matrix)).toEqual(
      MATRIX_ROWS.map(({ label, figures }) => [label, figures.map(String)]),
    );
  });

  test('gives what its report states, and nothing that it does not', async () => {
    await using folder = await temporaryFolder();
    const file = path.join(folder.path, 'report.pdf');
    const printed = await run(
      'pdf',
      'jinxiang-huji',
      '2022',
      '--root',
      home,
      '--no-cache',
      '--out',
      file,
    );
    expect(printed.code).toBe(0);
    const document = await readPdf('report.pdf', readFileSync(file));
    const recognised = recogniseReport(document, { forms, agencies });

    const { facts } = loadArchive(home, home).archive!.reports.find(
      ({ agency, report }) => agency.id === 'jinxiang-huji' && report.year === 2022,
    )!;
    const stated = [...facts.all()].filter(
      ({ origin }) => origin === 'stated' || origin === 'missing',
    );
    expect(recognised).toMatchObject({
      agency: 'jinxiang-huji',
      year: 2022,
      title: '金乡县胡集镇人民政府2022年政府信息公开工作年度报告',
    });
    const read = recognised.tables.tables.flatMap(({ figures }) =>
      figures.map(({ address, digits }) => [address, digits]),
    );
    expect(new Map(read as [string, string | null][])).toEqual(
      new Map(
        stated
          .filter(({ address }) => read.some(([other]) => other === address))
          .map(({ address, text }) => [address, text]),
      ),
    );
    // All that the form of 2021 asks for: 10 + 144 (24 rows of six) + 12.
    expect(read).toHaveLength(166);
    expect(
      document.blocks.filter((block) => block.kind === 'text').map(({ text }) => text),
    ).not.toContain('数据说明');
    expect(remarksOf(document, 'left-out').at(-1)).toMatch(
      /^PDF 是本程序生成的：它加在年报后面的数据说明、格式依据等没有采用。｜数据说明\n/,
    );
  });
});

describe('a PDF that LibreOffice has made of a Word file', () => {
  const load = (name: string) =>
    readPdf(name, readFileSync(path.join(fixtures, 'import-pdf', name)));

  /** The figures were typed in counting on, seven to a row. */
  const counting = (from: number) =>
    labels.map((label, row) => [
      label,
      Array.from({ length: 7 }, (_, at) => `${from + row * 7 + at}`),
    ]);

  test('on pages on their sides, with the head repeated, rows cut in two, and tables without lines', async () => {
    const document = await load('libreoffice-wide.pdf');
    const [first, second, third, fourth, matrix, litigation, ...more] = tables(document);
    expect(more).toEqual([]);
    expect(figureRows(matrix!)).toEqual(counting(0));
    expect(outline({ ...document, blocks: [first!, second!, third!, fourth!] })).toEqual([
      [
        ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
        ['规章', '0', '0', '0'],
        ['行政规范性文件', '12', '3', '45'],
      ],
      [
        ['信息内容', '本年处理决定数量'],
        ['行政许可', '1034'],
      ],
      [
        ['信息内容', '本年处理决定数量'],
        ['行政处罚', '77'],
        ['行政强制', '8'],
      ],
      [
        ['信息内容', '本年收费金额（单位：万元）'],
        ['行政事业性收费', '26.55'],
      ],
    ]);
    expect(litigation!.rows.at(-1)!.map(({ text }) => Number(text))).toEqual([
      1, 2, 3, 4, 10, 5, 6, 7, 8, 26, 9, 1, 0, 0, 10,
    ]);
    expect(remarksOf(document, 'left-out')).toEqual([
      '页眉、页脚和页码没有采用。｜甲县乙镇政府信息公开年报\n1\n2\n3\n4\n5\n6\n7',
    ]);
    const report = recogniseReport(document, { forms, agencies });
    expect(
      report.tables.tables.map(({ key, figures }) => [
        key,
        figures.filter(({ digits }) => digits !== null).length,
      ]),
    ).toEqual([
      ['主动公开', 10],
      ['申请办理', 144],
      ['复议诉讼', 12],
    ]);
  });

  test('with labels from top to bottom, and a table cut in two by the page', async () => {
    const document = await load('libreoffice-vertical.pdf');
    const [, matrix] = tables(document);
    expect(figureRows(matrix!)).toEqual(counting(100));
    const groups = matrix!.rows.map(([cell]) => cell!).filter(({ rowSpan }) => rowSpan > 1);
    expect(groups.map(({ text, rowSpan }) => [text.replace(/\s/g, ''), rowSpan])).toEqual([
      ['（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）', 3],
      ['自然人', 2],
      ['三、本年度办理结果', 22],
      ['（三）不予公开', 8],
      ['（四）无法提供', 3],
      ['（五）不予处理', 5],
      ['（六）其他处理', 3],
    ]);
    expect(remarksOf(document, 'noticed')).toEqual([
      '表格从第 1 页续到第 3 页，已接成一张；请看换页处有没有缺行。',
    ]);
    expect(outline(document)[0]).toBe('甲县乙镇人民政府2022年政府信息公开工作年度报告');
  });
});

describe('a web page as a browser prints it', () => {
  let running: RunningBrowser;
  beforeAll(async () => {
    running = await startBrowser();
  });
  afterAll(() => running.close());

  const sentence = '围绕群众关心的事项公开信息，内容涉及规划、财政、民生等方面，做到应公开尽公开。';
  const rows = Array.from(
    { length: 60 },
    (_, at) => `<tr><td>${at + 1}.事项</td><td>${at * 3}</td><td>${at * 5}</td></tr>`,
  );
  const page = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>甲县人民政府</title>
<style>p { text-indent: 2em; line-height: 2 } td { height: 20px }</style></head><body>
<div>首页 &gt; 政府信息公开 &gt; 年报</div>
<p>一、总体情况</p><p>${sentence.repeat(3)}</p><p>${sentence.repeat(2)}</p>
<table border="1" cellspacing="0" width="100%"><thead><tr><th rowspan="2">信息内容</th><th colspan="2">数量</th></tr>
<tr><th>新收</th><th>结转</th></tr></thead><tbody>${rows.join('')}</tbody></table>
<p>五、存在的主要问题</p></body></html>`;

  test.each([true, false])('reads the same with tags or without (tagged: %s)', async (tagged) => {
    const browserPage = await running.browser.newPage();
    await browserPage.setContent(page);
    const bytes = await browserPage.pdf({
      format: 'A4',
      tagged,
      displayHeaderFooter: true,
      headerTemplate: '<span style="font-size:9px" class="title"></span>',
      footerTemplate:
        '<span style="font-size:9px"><span class="pageNumber"></span>/<span class="totalPages"></span></span>',
      margin: { top: '20mm', bottom: '20mm', left: '15mm', right: '15mm' },
    });
    await browserPage.close();
    const document = await readPdf('a.pdf', bytes);
    expect(outline(document)).toEqual([
      '首页 > 政府信息公开 > 年报',
      '一、总体情况',
      sentence.repeat(3),
      sentence.repeat(2),
      [
        ['信息内容[2×1]', '数量[1×2]'],
        ['新收', '结转'],
        ...Array.from({ length: 60 }, (_, at) => [`${at + 1}.事项`, `${at * 3}`, `${at * 5}`]),
      ],
      '五、存在的主要问题',
    ]);
    expect(remarksOf(document, 'left-out')).toEqual([
      expect.stringMatching(/^页眉、页脚和页码没有采用。｜甲县人民政府\n1\/3\n2\/3\n3\/3/),
    ]);
  });
});
