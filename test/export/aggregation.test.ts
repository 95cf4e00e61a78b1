import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportDocx } from '../../src/export/docx/report-docx.ts';
import { importFile } from '../../src/import/import-file.ts';
import { expectedContent } from '../../src/publish/expected-content.ts';
import { exportedReport } from '../../src/site/data-source.ts';
import { countyRoot } from '../aggregation/county-root.ts';
import { rootOf } from '../check/archive-of.ts';
import type { TemporaryFolder } from '../roots.ts';
import { type BuiltSite, buildPages } from '../site/built-site.ts';
import { readTable } from './csv-reader.ts';
import { readWord } from './word-reader.ts';
import { filledGrid, readWorkbook, sheetOf, sheetTable } from './xlsx-reader.ts';

let root: TemporaryFolder;
let site: BuiltSite;
beforeAll(async () => {
  root = await countyRoot();
  site = await buildPages(root.path);
});
afterAll(async () => {
  await site.remove();
  await root.remove();
});

const fileOf = (file: string) => readFile(path.join(site.folder, file));
const received = '申请办理.本年新收.总计';
const fees = '主动公开.行政事业性收费.本年收费金额';

interface AggregationJson {
  own: Record<string, number | null>;
  members: string[];
  absent: object[];
  excluded: string[];
  contributions: Record<string, Record<string, number | null>>;
}

test('report.json has the sums, and what they are added up from', async () => {
  const json = JSON.parse(String(await fileOf('county/2022/report.json'))) as {
    facts: Record<string, number>;
    aggregation: AggregationJson;
  };
  expect([json.facts[received], json.facts[fees]]).toEqual([14, 27.5]);
  const { own, members, absent, excluded, contributions } = json.aggregation;
  expect([own[received], own[fees]]).toEqual([4, 1]);
  expect(Object.keys(own)).toEqual(Object.keys(json.facts));
  expect(members).toEqual(['education', 'liulin']);
  expect(absent).toEqual([{ agency: 'founded', reason: 'missing' }]);
  expect(excluded).toEqual([]);
  expect(contributions.education).toEqual({});
  expect(contributions.liulin![received]).toBe(10);
  expect(contributions.liulin![fees]).toBe(26.5);
});

test('report.json of an upper level says in whose sum somebody is lacking', async () => {
  const json = JSON.parse(String(await fileOf('city/2022/report.json'))) as {
    aggregation: AggregationJson;
  };
  expect(json.aggregation.absent).toEqual([
    { agency: 'founded', reason: 'missing', within: 'county' },
  ]);
  expect(json.aggregation.contributions.county![received]).toBe(14);
});

test('report.json of a report that adds up nobody is as it was', () => {
  expect(site.reportJson('liulin/2022')).not.toHaveProperty('aggregation');
});

test('contributions.csv has a row for each share that is not 0, 本级 included', async () => {
  const rows = readTable(await fileOf('data/contributions.csv'));
  const of = (agency: string, address: string) =>
    rows
      .filter((row) => row.agency === agency && row.address === address)
      .map(({ year, member, value }) => [year, member, value]);
  expect(of('county', received)).toEqual([
    ['2022', 'county', '4'],
    ['2022', 'liulin', '10'],
  ]);
  expect(of('county', fees)).toEqual([
    ['2022', 'county', '1'],
    ['2022', 'liulin', '26.50'],
  ]);
  expect(of('city', received)).toEqual([
    ['2022', 'city', '100'],
    ['2022', 'county', '14'],
    ['2022', 'city-education', '1'],
  ]);
  expect(new Set(rows.map(({ agency }) => agency))).toEqual(new Set(['city', 'county']));
});

test('the workbook of a report has the same shares as a sheet of its own', async () => {
  const sheets = readWorkbook(await fileOf('county/2022/county-2022.xlsx'));
  expect(sheets.map(({ name }) => name)).toEqual([
    '表二',
    '表三',
    '表四',
    '数据',
    '汇总构成',
    '说明',
  ]);
  const shares = sheetTable(sheetOf(sheets, '汇总构成'));
  const told = shares
    .filter(({ address }) => [received, fees].includes(address!.text))
    .map((row) => [row.address, row.member, row.value, row.member_name].map((cell) => cell!.text));
  expect(told).toEqual([
    [fees, 'county', '1', '清河县人民政府'],
    [received, 'county', '4', '清河县人民政府'],
    [fees, 'liulin', '26.50', '清河县柳林镇人民政府'],
    [received, 'liulin', '10', '清河县柳林镇人民政府'],
  ]);
  expect(shares[0]!.value!.type).toBe('n');
  const rows = readTable(await fileOf('data/contributions.csv'));
  expect(rows.filter(({ agency }) => agency === 'county')).toHaveLength(shares.length);
  const notes = filledGrid(sheetOf(sheets, '说明')).map(([subject]) => subject);
  expect(notes).toEqual(expect.arrayContaining(['汇总构成', 'member', 'member_name']));
});

test('a total over editions whose rows do not compare is a number, not a formula', async () => {
  const requests = (row: string) => `
  本年新收: {自然人: 2, 其余: 0}
  上年结转: 0
  办理结果: {予以公开: {自然人: 1, 其余: 0}, 其他处理: {${row}}, 其余: 0}
  结转下年度: 0`;
  await using mixed = await rootOf(
    {
      agency: 'education',
      form: '2021-其他处理一行',
      申请办理: requests('自然人: 1, 其余: 0'),
    },
    {
      agency: 'county',
      申请办理: requests('其他: {自然人: 1, 其余: 0}, 其余: 0'),
      more: '汇总: {成员: [education]}',
    },
  );
  const { publication, folder, remove } = await buildPages(mixed.path);
  const { facts } = publication.source('county/2022').archived;
  const row = '申请办理.办理结果.其他处理.其他.自然人';
  expect([row, '申请办理.办理结果.总计.自然人'].map((each) => facts.get(each)!.text)).toEqual([
    null,
    '4',
  ]);
  const sheets = readWorkbook(await readFile(path.join(folder, 'county/2022/county-2022.xlsx')));
  const grid = filledGrid(sheetOf(sheets, '表三'));
  const at = grid.findIndex((cells) => cells.some((cell) => cell === '（七）总计'));
  const cell = sheetOf(sheets, '表三').cells.get(`D${at + 1}`)!;
  expect(cell).toMatchObject({ type: 'n', text: '4' });
  expect(cell.formula).toBeUndefined();
  await remove();
});

test('the workbook of a report that adds up nobody has no such sheet', async () => {
  const sheets = readWorkbook(await fileOf('liulin/2022/liulin-2022.xlsx'));
  expect(sheets.map(({ name }) => name)).not.toContain('汇总构成');
  const notes = filledGrid(sheetOf(sheets, '说明')).map(([subject]) => subject);
  expect(notes).not.toContain('member');
});

test('the PDF and the Word file say below the title whose figures are lacking', async () => {
  const notice = '（合计不含清河县新设局（没有报告），见文末“数据说明”）';
  const { units } = expectedContent(site.publication, 'county/2022');
  expect(units[1]).toMatchObject({ kind: 'text', text: notice });
  const source = exportedReport(site.publication, 'county/2022');
  const word = await reportDocx(source, { isDemo: true });
  expect(readWord(word).paragraphs.map(({ text }) => text)).toContain(notice);
  const { draft } = await importFile('a.docx', word, site.archive);
  expect(draft).not.toContain('不含');
  const page = await fileOf('county/2022/index.html');
  const { draft: ofPage } = await importFile('a.html', page, site.archive);
  expect(ofPage).not.toContain('不含');
  expect(ofPage).not.toContain('各成员数字');
});

test('reports.csv names the members and who is lacking among the notes', async () => {
  const [county] = readTable(await fileOf('data/reports.csv')).filter(
    ({ agency }) => agency === 'county',
  );
  expect(county!.notes!.split('\n').slice(0, 2)).toEqual([
    '各表的数字是本级与 2 个成员机关的数字之和：清河县教育局、清河县柳林镇人民政府。',
    '合计不含清河县新设局（没有报告）。',
  ]);
});
