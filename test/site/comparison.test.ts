import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixtureRoot } from '../roots.ts';
import { full } from '../seeds/reports.ts';
import { type BuiltSite, buildPages } from './built-site.ts';
import { handMade } from './hand-made.ts';
import { textOf } from './page.ts';

const county = `
county: {名称: 清河县, 类型: 地区, 层级: 县}
bureau: {名称: 清河县水利局, 类型: 部门, 层级: 县, 上级: county, 起: 2019}
`;

describe('an agency over the years', () => {
  let site: BuiltSite;
  beforeAll(async () => {
    site = await buildPages(fixtureRoot('full'));
  });
  afterAll(() => site.remove());

  const reports = full.filter(({ agency }) => agency === 'lin-shui-jiaoyu');

  /** The cells of a row, found by its label, on the page that compares the years. */
  function row(label: string): string[] {
    const page = site.pages.get('lin-shui-jiaoyu/compare/index.html')!;
    const found = page
      .all('table.years tbody tr')
      .filter((each) => textOf(each.childElements[0]!) === label);
    expect(found, label).toHaveLength(1);
    return found[0]!.childElements.slice(2).map(textOf);
  }

  test('its key figures are those typed from its tables', () => {
    const rows = site.pages
      .get('lin-shui-jiaoyu/index.html')!
      .all('table.figures')[0]!
      .querySelectorAll('tbody tr')
      .map((each) => each.childElements.map(textOf));
    expect(rows.map((cells) => cells.slice(0, -1))).toEqual(
      reports.map(({ year, requests, litigation }) => [
        `${year}年度`,
        requests['一、本年新收政府信息公开申请数量']!.at(-1),
        requests['二、上年结转政府信息公开申请数量']!.at(-1),
        requests['（七）总计']!.at(-1),
        requests['四、结转下年度继续办理']!.at(-1),
        litigation[4],
        String(Number(litigation[9]) + Number(litigation[14])),
      ]),
    );
  });

  test('a row of totals holds each year’s figure', () => {
    const label = '（三）不予公开 · 1.属于国家秘密';
    expect(row(label)).toEqual(reports.map(({ requests }) => requests['1.属于国家秘密']!.at(-1)));
    expect(row('（三）不予公开 · 小计')).toEqual(
      reports.map(({ derived }) => derived['申请办理.办理结果.不予公开.小计.总计']),
    );
  });

  test('what compares across editions shares a row; what does not stands in rows of its own', () => {
    expect(row('行政许可 · 本年处理决定数量')).toEqual(
      reports.map(({ proactive }) => proactive.行政许可!.at(-1)),
    );
    const documents = (of: string) =>
      reports.map(({ proactive }) => proactive[of]?.at(-1) ?? '无此项');
    expect(row('行政规范性文件 · 现行有效件数')).toEqual(documents('行政规范性文件'));
    expect(row('规范性文件 · 对外公开总数量')).toEqual(documents('规范性文件'));
    expect(documents('规范性文件')[0]).toBe('156');
    const notes = site.pages.get('lin-shui-jiaoyu/compare/index.html')!.texts('.table-notes li');
    expect(notes.some((note) => note.includes('各年度所用格式不同'))).toBe(true);
    expect(notes).toContain('“无此项”：该报告所用的格式没有这一项。');
  });

  test('one row of other outcomes compares with the subtotal of three', () => {
    const found = row('（六）其他处理');
    expect(found[0]).toBe(reports[0]!.requests['（六）其他处理']!.at(-1));
    const subtotal = '申请办理.办理结果.其他处理.小计.总计';
    for (const [at, { derived }] of reports.entries())
      if (derived[subtotal] !== undefined) expect(found[at]).toBe(derived[subtotal]);
  });

  test('an amount whose unit each report names stands with its unit', () => {
    expect(row('政府集中采购 · 采购总金额')).toEqual([
      '1250.80 万元',
      '3862051.40 元',
      '无此项',
      '无此项',
      '无此项',
    ]);
    expect(row('行政事业性收费 · 本年收费金额（单位：万元）')[2]).toBe('26.50');
  });

  test('an agency with one report has no such page, and no link to one', () => {
    expect(site.files).not.toContain('lin-shui-yunping/compare/index.html');
    expect(site.pages.get('lin-shui-yunping/index.html')!.texts('.more')).toEqual([]);
  });
});

test('a year without report is a row that says so, never zeros', async () => {
  const publication = await handMade(county, [
    { key: 'bureau/2020', published: '2021-01-20', received: 5 },
    { key: 'bureau/2022', published: '2023-01-20', received: 7 },
  ]);
  const { rows, notes } = publication.agency('bureau').keyFigures!;
  expect(rows.map(({ header, cells }) => [header, ...cells.map(({ text }) => text)])).toEqual([
    ['2020年度', '5', '0', '5', '0', '0', '0'],
    ['2021年度', ...Array(6).fill('无报告')],
    ['2022年度', '7', '0', '7', '0', '0', '0'],
  ]);
  expect(notes).toEqual(['“无报告”：本站没有收录报告，不作零计。']);
  const { years, tables } = publication.agencyComparison('bureau');
  expect(years.map(({ year, href }) => [year, href])).toEqual([
    [2020, 'bureau/2020/'],
    [2021, undefined],
    [2022, 'bureau/2022/'],
  ]);
  const [first] = tables[1]!.rows;
  expect(first!.cells.map(({ text }) => text)).toEqual(['5', '无报告', '7']);
});

test('what the source does not state is a dash that says so', async () => {
  const publication = await handMade(county, [
    { key: 'bureau/2020', published: '2021-01-20', received: 5 },
    { key: 'bureau/2021', published: '2022-01-20', received: '未载' },
  ]);
  const { rows, notes } = publication.agency('bureau').keyFigures!;
  expect(rows[1]!.cells.map(({ text }) => text)).toEqual(['—', '0', '—', '0', '0', '0']);
  expect(notes).toEqual(['“—”：原文未载，不是零。']);
  expect(publication.keyFigures('bureau/2021')[0]).toMatchObject({ text: '—', unit: '' });
});

test('the agency’s own figures stand under their year, parts below their sum', async () => {
  const more = `统计:
  主动公开信息: {单位: 条, 分项: {网站: 150, 微信: 67}}
  政策解读: {单位: 篇次, 数量: 26}
`;
  const publication = await handMade(county, [
    { key: 'bureau/2020', published: '2021-01-20', more },
    { key: 'bureau/2021', published: '2022-01-20' },
  ]);
  expect(publication.agency('bureau').statistics).toEqual([
    {
      year: 2020,
      agencyName: '清河县水利局',
      items: [
        {
          name: '主动公开信息',
          unit: '条',
          total: '217',
          parts: [
            { name: '网站', text: '150' },
            { name: '微信', text: '67' },
          ],
        },
        { name: '政策解读', unit: '篇次', total: '26', parts: [] },
      ],
    },
  ]);
});

describe('agencies in one year', () => {
  /** Two counties with so many agencies each, each with a report of 2021 that counts from 1. */
  async function twoCounties(size: number) {
    const ids = ['east', 'west'].flatMap((side) =>
      Array.from({ length: size }, (_, at) => ({ side, id: `${side}-${size - at}` })),
    );
    const agencies = ids.map(
      ({ side, id }) => `${id}: {名称: ${id}局, 类型: 部门, 层级: 县, 上级: ${side}}`,
    );
    return handMade(
      `east: {名称: 东县, 类型: 地区, 层级: 县}
west: {名称: 西县, 类型: 地区, 层级: 县}
${agencies.join('\n')}\n`,
      ids.map(({ id }, at) => ({ key: `${id}/2021`, published: '2022-01-20', received: at + 1 })),
    );
  }

  test('lead to the same agencies in the other years', async () => {
    const reports = [2020, 2021, 2022].flatMap((year) =>
      ['bureau', 'office'].map((agency) => ({
        key: `${agency}/${year}`,
        published: `${year + 1}-01-20`,
      })),
    );
    const publication = await handMade(
      `${county}office: {名称: 清河县财政局, 类型: 部门, 层级: 县, 上级: county}\n`,
      reports,
    );
    expect(publication.comparison({ year: 2021, path: '2021/' }).otherYears).toEqual([
      { year: 2022, path: '2022/' },
      { year: 2020, path: '2020/' },
    ]);
    const [region] = publication.comparedRegions;
    expect(region!.agencies.map(({ id }) => id)).toEqual(['bureau', 'office']);
  });

  test('few stand on one page with charts, in the order of the register', async () => {
    const publication = await twoCounties(2);
    expect(publication.comparisonPages).toEqual([{ year: 2021, path: '2021/' }]);
    const { table, charts, regions } = publication.comparison(publication.comparisonPages[0]!);
    expect(table.rows.map(({ header, cells }) => [header, cells[0]!.text])).toEqual([
      ['east-2局', '1'],
      ['east-1局', '2'],
      ['west-2局', '3'],
      ['west-1局', '4'],
    ]);
    expect(charts.length).toBeGreaterThan(0);
    expect(regions).toEqual([]);
  });

  test('many have their charts region by region, so that no page grows without bound', async () => {
    const publication = await twoCounties(16);
    expect(publication.comparisonPages).toEqual([
      { year: 2021, path: '2021/' },
      { year: 2021, region: 'east', path: '2021/east/' },
      { year: 2021, region: 'west', path: '2021/west/' },
    ]);
    const [all, , west] = publication.comparisonPages.map((page) => publication.comparison(page));
    expect([all!.table.rows.length, all!.charts.length]).toEqual([32, 0]);
    expect(all!.regions).toEqual([
      { name: '东县', path: '2021/east/', count: 16 },
      { name: '西县', path: '2021/west/', count: 16 },
    ]);
    expect(west!.table.rows.map(({ cells }) => cells[0]!.text)).toEqual(
      Array.from({ length: 16 }, (_, at) => String(17 + at)),
    );
    expect(west!.charts[0]!.title).toBe('2021年度西县：申请的收到、办结与结转');
  });

  test('a year with one report has nothing to compare', async () => {
    const publication = await handMade(county, [{ key: 'bureau/2021', published: '2022-01-20' }]);
    expect(publication.comparisonPages).toEqual([]);
  });
});
