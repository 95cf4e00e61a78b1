import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { home } from '../../src/archive/load.ts';
import { inspect } from '../../src/check/inspect.ts';
import { reportDocx } from '../../src/export/docx/report-docx.ts';
import { importFile } from '../../src/import/import-file.ts';
import { expectedContent } from '../../src/publish/expected-content.ts';
import { exportedReport } from '../../src/site/data-source.ts';
import { Publication } from '../../src/site/publication.ts';
import { rootOf } from '../check/archive-of.ts';
import { readTable } from '../export/csv-reader.ts';
import { readWord } from '../export/word-reader.ts';
import { filledGrid, readWorkbook, sheetOf } from '../export/xlsx-reader.ts';
import type { TemporaryFolder } from '../roots.ts';
import { type BuiltSite, buildPages } from '../site/built-site.ts';

const address = '主动公开.行政许可.本年处理决定数量';
const corrections = `更正:
  - {日期: 2023-03-01, 地址: ${address}, 原值: 2, 现值: 3, 理由: 漏计一项}
  - {日期: 2023-02-15, 地址: 主要问题及改进, 原值: 偏“少”, 现值: 偏少, 理由: 标点多余。}
  - {日期: 2023-02-16, 地址: 其他事项, 原值: 无, 现值: 当年, 理由: 补写}`;

let root: TemporaryFolder;
let site: BuiltSite;
beforeAll(async () => {
  root = await rootOf(
    { 主动公开: '{行政许可: 3, 其余: 0}', more: corrections },
    { agency: 'qiaotou', published: '2023-01-25' },
  );
  site = await buildPages(root.path);
});
afterAll(async () => {
  await site.remove();
  await root.remove();
});

const textOf = (file: string) => readFile(path.join(site.folder, file), 'utf8');

test('the page tells of each near the top, with its day and reason', async () => {
  const html = await textOf('liulin/2022/index.html');
  const section = /<section class="corrections"[\s\S]*?<\/section>/.exec(html)![0];
  const text = section
    .replaceAll(/<[^>]+>/g, '')
    .split('\n')
    .map((line) => line.trim());
  expect(text.filter((line) => line !== '')).toEqual([
    '更正',
    '2023-03-01　“主动公开·行政许可·本年处理决定数量”原为 2，现为 3。理由：漏计一项。',
    '2023-02-15　“主要问题及改进”的“偏‘少’”改为“偏少”。理由：标点多余。',
    '2023-02-16　“其他事项”加上“当年”。理由：补写。',
  ]);
  expect(html.indexOf(section)).toBeLessThan(html.indexOf('id="overview"'));
  expect(await textOf('qiaotou/2022/index.html')).not.toContain('corrections');
});

const sentences = [
  '2023年3月1日更正：“主动公开·行政许可·本年处理决定数量”原为 2，现为 3。理由：漏计一项。',
  '2023年2月15日更正：“主要问题及改进”的“偏‘少’”改为“偏少”。理由：标点多余。',
  '2023年2月16日更正：“其他事项”加上“当年”。理由：补写。',
];
const notice = '（发布后更正3处，最近一次在2023年3月1日，见文末“更正”）';

test('the PDF must show them at its end, and say below the title that it does', () => {
  const { units } = expectedContent(site.publication, 'liulin/2022');
  const texts = units.flatMap((unit) => (unit.kind === 'text' ? [unit.text] : []));
  expect(texts[1]).toBe(notice);
  expect(texts.slice(-4)).toEqual(['更正', ...sentences]);
  const others = expectedContent(site.publication, 'qiaotou/2022').units;
  expect(JSON.stringify(others)).not.toContain('更正');
});

test('so must the Word file', async () => {
  const source = exportedReport(site.publication, 'liulin/2022');
  const word = await reportDocx(source, { isDemo: true });
  const texts = readWord(word).paragraphs.map(({ text }) => text);
  expect(texts[2]).toBe(notice);
  expect(texts.slice(-5, -1)).toEqual(['更正', ...sentences]);
});

test.each(['html', 'docx'])('the %s is imported as the report alone', async (extension) => {
  const key = 'liulin/2022';
  const bytes =
    extension === 'html'
      ? await readFile(path.join(site.folder, key, 'index.html'))
      : await reportDocx(exportedReport(site.publication, key), { isDemo: true });
  const { archive } = site;
  const { draft, recognised } = await importFile(`a.${extension}`, bytes, archive);
  expect(recognised.published).toBe('2023-01-20');
  expect(draft).not.toContain('更正');
  expect(draft).toMatch(/行政许可: (\{本年处理决定数量: )?3\b/);
  expect(recognised.prose.map((part) => part.key)).toEqual([
    '总体情况',
    '主要问题及改进',
    '其他事项',
  ]);
});

test('the workbook of a report has them among its notes, reports.csv before 数据说明', async () => {
  const bytes = await readFile(path.join(site.folder, 'liulin/2022/liulin-2022.xlsx'));
  const notes = filledGrid(sheetOf(readWorkbook(bytes), '说明'));
  expect(notes.filter(([subject]) => subject === '更正').map(([, text]) => text)).toEqual(
    sentences,
  );
  const rows = readTable(await readFile(path.join(site.folder, 'data/reports.csv')));
  expect(rows.find(({ agency }) => agency === 'liulin')!.notes).toBe(sentences.join('\n'));
});

test('the feed shows the report as updated, before those published later', async () => {
  const feed = await textOf('feed.xml');
  const entries = feed.split('<entry>').slice(1);
  expect(entries[0]).toContain('<updated>2023-03-01T00:00:00+08:00</updated>');
  expect(entries[0]).toContain('<published>2023-01-20T00:00:00+08:00</published>');
  expect(entries[0]).toContain('发布后更正3处，最近一次在2023年3月1日。');
  expect(entries[1]).toContain('<updated>2023-01-25T00:00:00+08:00</updated>');
  expect(entries[1]).not.toContain('更正');
  expect(await textOf('sitemap.xml')).toContain('/liulin/2022/</loc><lastmod>2023-03-01</lastmod>');
});

test('report.json and the JSON of all have them, those of other reports do not', async () => {
  const told = [
    { date: '2023-03-01', address, before: '2', after: '3', reason: '漏计一项' },
    {
      date: '2023-02-15',
      address: '主要问题及改进',
      before: '偏“少”',
      after: '偏少',
      reason: '标点多余。',
    },
    { date: '2023-02-16', address: '其他事项', before: '无', after: '当年', reason: '补写' },
  ];
  expect(JSON.parse(await textOf('liulin/2022/report.json'))).toMatchObject({ corrections: told });
  expect(JSON.parse(await textOf('qiaotou/2022/report.json'))).not.toHaveProperty('corrections');
  const all = JSON.parse(await textOf('data/all.json')) as { reports: { corrections?: unknown }[] };
  expect(all.reports.map((report) => report.corrections)).toEqual([told, undefined]);
});

test('data/corrections.csv has a row for each', async () => {
  const rows = readTable(await readFile(path.join(site.folder, 'data/corrections.csv')));
  expect(rows.map((row) => Object.values(row))).toEqual([
    ['liulin', '2022', '1', '2023-03-01', address, '2', '3', '漏计一项'],
    ['liulin', '2022', '2', '2023-02-15', '主要问题及改进', '偏“少”', '偏少', '标点多余。'],
    ['liulin', '2022', '3', '2023-02-16', '其他事项', '无', '当年', '补写'],
  ]);
});

test('the fingerprint tells a corrected report from the same without its corrections', async () => {
  await using plain = await rootOf({ 主动公开: '{行政许可: 3, 其余: 0}' });
  const fingerprintOf = (folder: string) => {
    const { archive, findings } = inspect(home, folder);
    return new Publication(archive!, findings, { isPreview: true }).fingerprint('liulin/2022');
  };
  expect(fingerprintOf(root.path)).not.toBe(fingerprintOf(plain.path));
});
