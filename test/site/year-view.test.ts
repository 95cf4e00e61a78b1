import { expect, test } from 'vitest';
import { fixtureRoot, projectRoot } from '../roots.ts';
import { buildPages } from './built-site.ts';
import { handMade } from './hand-made.ts';
import { attribute, textOf } from './page.ts';

const agencies = `
county: {名称: 清河县, 类型: 地区, 层级: 县}
government: {名称: 清河县人民政府, 类型: 政府, 层级: 县, 上级: county, 起: 2020}
bureau: {名称: 清河县水利局, 类型: 部门, 层级: 县, 上级: county, 起: 2020, 曾用名: [{名称: 清河县水务局, 止: 2020}]}
dissolved: {名称: 清河县外侨办公室, 类型: 部门, 层级: 县, 上级: county, 起: 2019, 止: 2021}
young: {名称: 清河县数据局, 类型: 部门, 层级: 县, 上级: county, 起: 2022}
unregistered: {名称: 清河县驻外办事处, 类型: 部门, 层级: 县, 上级: county}
`;

const publication = await handMade(agencies, [
  { key: 'government/2020', published: '2021-03-31' },
  { key: 'government/2022', published: '2023-04-01' },
  { key: 'bureau/2020', published: '2021-01-31' },
  { key: 'bureau/2022', published: '2023-02-01' },
  { key: 'dissolved/2020', published: '未载' },
  { key: 'young/2022', published: '2023-01-01', isDraft: true },
]);

const statusOf = (year: number) =>
  publication
    .year(year)
    .reports.map(({ agency, agencyName, timelinessName }) => [agency, agencyName, timelinessName]);
const missingIn = (year: number) =>
  publication.year(year).missing.map(({ agency, due }) => [agency, due]);

test('a government has until the end of March, all others until the end of January', () => {
  expect(statusOf(2020)).toEqual([
    ['government', '清河县人民政府', '按期'],
    ['bureau', '清河县水务局', '按期'],
    ['dissolved', '清河县外侨办公室', '日期未载'],
  ]);
  expect(statusOf(2022)).toEqual([
    ['government', '清河县人民政府', '逾期'],
    ['bureau', '清河县水利局', '逾期'],
  ]);
});

test('missing is who owed a report from its first to its last year, a draft being none', () => {
  expect(missingIn(2020)).toEqual([]);
  expect(missingIn(2021)).toEqual([
    ['government', '2022-03-31'],
    ['bureau', '2022-01-31'],
    ['dissolved', '2022-01-31'],
  ]);
  expect(missingIn(2022)).toEqual([['young', '2023-01-31']]);
});

test('counts are of reports and of agencies, and what does not occur is not counted', () => {
  const { count, missingCount, counts } = publication.year(2020);
  expect({ count, missingCount, counts }).toEqual({
    count: 3,
    missingCount: 0,
    counts: [
      { name: '按期', count: 2 },
      { name: '日期未载', count: 1 },
    ],
  });
});

test('a year without reports has a page where one was owed, and none before or after all reports', () => {
  expect(publication.yearNumbers).toEqual([2022, 2021, 2020]);
  expect(publication.neighbouringYears(2021)).toEqual({ previous: 2020, next: 2022 });
  expect(publication.neighbouringYears(2022)).toEqual({ previous: 2021 });
});

test('an agency is told the years that are missing', () => {
  expect(publication.agency('bureau').missingYears).toEqual([2021]);
  expect(publication.agency('young').missingYears).toEqual([2022]);
  expect(publication.agency('unregistered').missingYears).toEqual([]);
});

test('a preview lists the draft, marked as one', async () => {
  const preview = await handMade(
    agencies,
    [{ key: 'young/2022', published: '2023-01-01', isDraft: true }],
    { isPreview: true },
  );
  expect(preview.year(2022).reports.map(({ key, isDraft }) => [key, isDraft])).toEqual([
    ['young/2022', true],
  ]);
  expect(preview.year(2022).missing.map(({ agency }) => agency)).toEqual(['government', 'bureau']);
});

test('the page of a year says who has published when, and who has not', async () => {
  const site = await buildPages(projectRoot);
  const page = site.pages.get('years/2021/index.html')!;
  const rows = (table: number) =>
    page
      .all('table.figures')
      [table]!.querySelectorAll('tbody tr')
      .map((row) => row.childElements.map(textOf));
  expect(page.texts('h1')).toEqual(['2021年度报告']);
  expect(rows(0)).toEqual([
    ['临沂市河东区郑旺镇人民政府', '山东 · 临沂 · 河东区', '原文未载', '日期未载', '2021年格式'],
    ['尉氏县大营镇人民政府', '河南 · 开封 · 尉氏', '原文未载', '日期未载', '2021年格式'],
  ]);
  expect(rows(1)).toEqual([
    ['安丘市景芝镇人民政府', '山东 · 潍坊 · 安丘', '2022-01-31'],
    ['唐河县上屯镇人民政府', '河南 · 南阳 · 唐河', '2022-01-31'],
  ]);
  const data = page.all('main a').filter((link) => attribute(link, 'href')?.includes('/data/'));
  expect(data.map((link) => attribute(link, 'href'))).toEqual([
    '../../data/2021.csv',
    '../../data/2021.xlsx',
    '../../data/2021.json',
  ]);
  expect(page.all('.neighbours a').map((link) => attribute(link, 'href'))).toEqual([
    '../2020/',
    '../2022/',
  ]);
  await site.remove();
});

test('the index of years counts what each has', async () => {
  const site = await buildPages(fixtureRoot('full'));
  const rows = site.pages
    .get('years/index.html')!
    .all('tbody tr')
    .map((row) => row.childElements.map(textOf));
  expect(rows).toEqual([
    // Year, reports, on time, late, undated, missing.
    ['2023年度', '2', '2', '0', '0', '0', '比较各机关'],
    ['2022年度', '1', '1', '0', '0', '0', '—'],
    ['2021年度', '1', '1', '0', '0', '0', '—'],
    ['2020年度', '1', '1', '0', '0', '0', '—'],
    ['2019年度', '1', '1', '0', '0', '0', '—'],
  ]);
  await site.remove();
});
