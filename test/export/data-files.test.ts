import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draft } from '../fixtures/full/expected.ts';
import { fixtureRoot, projectRoot, temporaryRoot } from '../roots.ts';
import { printedFigures, unprintedAddresses } from '../seeds/addresses.ts';
import { printedCells } from '../seeds/printed-cells.ts';
import { full, type KnownReport, seeds } from '../seeds/reports.ts';
import { type BuiltSite, buildPages, type ReportJson } from '../site/built-site.ts';
import { readCsv, readTable } from './csv-reader.ts';

/** The columns that readers' programs rely on. */
const columns = [
  'agency',
  'agency_name',
  'region',
  'year',
  'edition',
  'published',
  'address',
  'id',
  'part',
  'row',
  'column',
  'role',
  'value',
  'status',
  'unit',
];

interface ArchiveJson {
  year?: number;
  reports: (ReportJson & {
    agencyName: string;
    regions: string[];
    statuses: Record<string, string>;
  })[];
}

const fileOf = (site: BuiltSite, file: string) => readFile(path.join(site.folder, file));
const tableOf = async (site: BuiltSite, file: string) => readTable(await fileOf(site, file));
const jsonOf = async (site: BuiltSite, file: string): Promise<ArchiveJson> =>
  JSON.parse(String(await fileOf(site, file)));
const csvPath = ({ agency, year }: KnownReport) => `${agency}/${year}/${agency}-${year}.csv`;

/** Digits as the CSV has them: as typed, but for the plus sign. */
const digits = (figure: number | string | null) =>
  figure === null ? '' : String(figure).replace('+', '');

describe.each<[string, string, readonly KnownReport[]]>([
  ['the five seed reports', projectRoot, seeds],
  ['the full fixture', fixtureRoot('full'), full],
])('%s', (_, root, reports) => {
  let site: BuiltSite;
  beforeAll(async () => {
    site = await buildPages(root);
  });
  afterAll(() => site.remove());

  describe.each(reports)('$key', (report) => {
    test('CSV has the promised columns', async () => {
      expect(readCsv(await fileOf(site, csvPath(report)))[0]).toEqual(columns);
    });

    test('CSV has every figure once, with its digits, under its labels', async () => {
      const rows = await tableOf(site, csvPath(report));
      const printed = Object.entries(printedFigures(report));
      const found = new Map(rows.map((row) => [row.address!, row]));
      expect(found.size).toBe(rows.length);
      const labels = printedCells(report).map((cell) => cell.labels);
      for (const [at, [address, figure]] of printed.entries()) {
        const { value, row, column, status, role } = found.get(address)!;
        expect(value, address).toBe(digits(figure));
        expect(labels[at], address).toEqual(expect.arrayContaining(row!.split(' / ')));
        expect(labels[at]!.at(-1)!.startsWith(column!), address).toBe(true);
        expect(status === 'missing', address).toBe(figure === null);
        expect(role === 'total', address).toBe(/\.总计/.test(address));
      }
      const others = rows
        .map((row) => row.address!)
        .filter((address) => !(address in printedFigures(report)));
      expect(others.filter((address) => !address.startsWith('统计.')).sort()).toEqual(
        unprintedAddresses(report).sort(),
      );
    });

    test('CSV says what each figure is: stated ones are typed, computed ones are sums', async () => {
      for (const { address, role, status } of await tableOf(site, csvPath(report))) {
        if (role === 'primary') expect(['stated', 'missing'], address).toContain(status);
        else expect(status, address).not.toBe('stated');
      }
    });

    test('CSV, report.json, and the JSON of the year and of all hold the same figures', async () => {
      const rows = await tableOf(site, csvPath(report));
      const json = site.reportJson(report.key);
      expect(
        Object.fromEntries(
          rows.map(({ address, value }) => [address, value === '' ? null : Number(value)]),
        ),
      ).toEqual(json.facts);
      expect(
        Object.fromEntries(rows.flatMap(({ address, unit }) => (unit ? [[address, unit]] : []))),
      ).toEqual(json.units);
      for (const file of [`data/${report.year}.json`, 'data/all.json']) {
        const { reports: all } = await jsonOf(site, file);
        const { agencyName, regions, statuses, ...content } = all.find(
          ({ agency, year }) => agency === report.agency && year === report.year,
        )!;
        expect(content).toEqual(json);
        expect(agencyName).toBe(rows[0]!.agency_name);
        expect(regions.join('/')).toBe(rows[0]!.region);
        const unusual = rows.filter(({ status }) => !['stated', 'computed'].includes(status!));
        expect(statuses).toEqual(
          Object.fromEntries(unusual.map(({ address, status }) => [address, status])),
        );
      }
    });
  });

  test('the CSV of a year holds those of its reports one after the other, that of all the years', async () => {
    const heading = String(await fileOf(site, csvPath(reports[0]!))).split('\r\n')[0]!;
    const body = async (file: string) => {
      const text = String(await fileOf(site, file));
      expect(text.startsWith(`${heading}\r\n`), file).toBe(true);
      return text.slice(heading.length + 2);
    };
    const inOrder = [...reports].sort((a, b) => a.year - b.year || (a.agency < b.agency ? -1 : 1));
    const years = [...new Set(inOrder.map(({ year }) => year))];
    for (const year of years) {
      const ofYear = inOrder.filter((report) => report.year === year);
      const bodies = await Promise.all(ofYear.map((report) => body(csvPath(report))));
      expect(await body(`data/${year}.csv`)).toBe(bodies.join(''));
      expect((await jsonOf(site, `data/${year}.json`)).year).toBe(year);
    }
    const ofYears = await Promise.all(years.map((year) => body(`data/${year}.csv`)));
    expect(await body('data/all.csv')).toBe(ofYears.join(''));
    const { reports: all } = await jsonOf(site, 'data/all.json');
    expect(all.map(({ agency, year }) => `${agency}/${year}`)).toEqual(
      inOrder.map(({ key }) => key),
    );
  });
});

describe('the full fixture', () => {
  let site: BuiltSite;
  beforeAll(async () => {
    site = await buildPages(fixtureRoot('full'));
  });
  afterAll(() => site.remove());

  test.each(full)('$key: unprinted sums, own figures, edition and date', async (report) => {
    const rows = await tableOf(site, csvPath(report));
    const values = Object.fromEntries(rows.map(({ address, value }) => [address, value]));
    const known = { ...report.derived, ...report.statistics };
    for (const [address, text] of Object.entries(known)) expect(values[address]).toBe(digits(text));
    for (const { edition, published } of rows) {
      expect(edition).toBe(report.edition);
      expect(published).toBe(report.published.date);
    }
  });

  test('an agency is called by its name of the year', async () => {
    const rows = await tableOf(site, 'data/reports.csv');
    for (const report of full) {
      const { title, agency_name } = rows.find(
        ({ agency, year }) => agency === report.agency && year === String(report.year),
      )!;
      expect(title).toBe(report.title);
      expect(report.title.startsWith(agency_name!), report.key).toBe(true);
    }
  });

  test('a draft is in none of the files', async () => {
    const ofDraft = site.files.filter((file) => file.startsWith(`${draft.agency}/${draft.year}/`));
    expect(ofDraft).toEqual([]);
    expect(site.files.filter((file) => file.startsWith(`data/${draft.year}`))).toEqual([]);
    for (const file of ['data/all.csv', 'data/reports.csv']) {
      const rows = await tableOf(site, file);
      expect(
        rows.some(({ year }) => year === String(draft.year)),
        file,
      ).toBe(false);
    }
    const { reports } = await jsonOf(site, 'data/all.json');
    expect(reports.map(({ year }) => year)).not.toContain(draft.year);
  });

  test('facts.csv names what compares across editions, and what does not', async () => {
    const rows = await tableOf(site, 'data/facts.csv');
    const comparable = (edition: string, address: string) =>
      rows.find((row) => row.edition === edition && row.address === address)?.comparable;
    expect(comparable('2021', '申请办理.办理结果.其他处理.小计.总计')).toBe(
      comparable('2019', '申请办理.办理结果.其他处理.总计'),
    );
    expect(comparable('2021', '主动公开.行政规范性文件.现行有效件数')).not.toBe(
      comparable('2019', '主动公开.规范性文件.对外公开总数量'),
    );
  });
});

test('two builds of a root have the same bytes in every data file', async () => {
  await using copy = await temporaryRoot(fixtureRoot('full'));
  const sites = [await buildPages(fixtureRoot('full')), await buildPages(copy.path)] as const;
  const isData = (file: string) => file.startsWith('data/') || /\.(csv|xlsx|json)$/.test(file);
  const files = sites[0].files.filter(isData);
  expect(sites[1].files.filter(isData)).toEqual(files);
  expect(files.filter((file) => file.endsWith('.xlsx')).length).toBeGreaterThan(full.length);
  for (const file of files) {
    const [first, second] = await Promise.all(sites.map((site) => fileOf(site, file)));
    expect(first!.equals(second!), file).toBe(true);
  }
  await Promise.all(sites.map((site) => site.remove()));
});
