import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateCounty } from '../../bench/generate-county.ts';
import { home, loadArchive } from '../../src/archive/load.ts';
import { reportJson } from '../../src/export/report-json.ts';
import { at, figureOf, type Plain, readPlainReports } from '../bench/plain-report.ts';
import { run } from '../cli/recorder.ts';
import { edit, placeOf, record } from '../ledger/published-root.ts';
import { type TemporaryFolder, temporaryFolder, temporaryRoot } from '../roots.ts';

const years = [2019, 2020, 2021, 2022, 2023];
const newest = 2023;

/** What the generator has made of a county, read without the code under test. */
interface County {
  root: string;
  government: string;
  /** All others. */
  members: readonly string[];
  register: Readonly<Record<string, Plain>>;
  /** By `agency/year`. */
  reports: ReadonlyMap<string, Plain>;
}

const folders: TemporaryFolder[] = [];
let clean: County;
let flawed: County;

async function generated(isClean: boolean): Promise<County> {
  const folder = await temporaryFolder();
  folders.push(folder);
  const root = folder.path;
  await generateCounty(root, { seed: 1, isClean });
  const text = await readFile(path.join(root, 'data/agencies.yaml'), 'utf8');
  const register = load(text) as Record<string, Plain>;
  const reporting = Object.keys(register).filter((id) => register[id]!.类型 !== '地区');
  const isGovernment = (id: string) => register[id]!.类型 === '政府';
  return {
    root,
    government: reporting.find(isGovernment)!,
    members: reporting.filter((id) => !isGovernment(id)),
    register,
    reports: await readPlainReports(root),
  };
}

beforeAll(async () => {
  clean = await generated(true);
  flawed = await generated(false);
});
afterAll(() => Promise.all(folders.map((folder) => folder.remove())));

/** What a data file says of a report with 汇总. */
interface PublishedJson {
  facts: Record<string, number | null>;
  aggregation: {
    own: Record<string, number | null>;
    members: string[];
    contributions: Record<string, Record<string, number | null>>;
  };
}

/** The government's reports as data files have them, by year. */
function publishedOf({ root, government }: County): Map<number, PublishedJson> {
  const { archive } = loadArchive(home, root);
  const own = archive!.reports.filter(({ agency }) => agency.id === government);
  return new Map(own.map((each) => [each.report.year, JSON.parse(reportJson(each, []))]));
}

/** Totals that are not printed; data files do not say who contributed what to them. */
const unprinted = /\.(?:小计|收办|行政诉讼)\./;

/** Sums of decimals are compared in millionths, in which they are whole. */
const millionths = (amount: number) => Math.round(amount * 1e6);

describe.each([
  ['clean', () => clean],
  ['as generated', () => flawed],
])('in a county that is %s', (_, countyOf) => {
  test('every published figure is the sum of what all who have a report have typed', () => {
    const { government, members, reports } = countyOf();
    const published = publishedOf(countyOf());
    expect([...published.keys()].toSorted()).toEqual(years);
    for (const [year, { facts, aggregation }] of published) {
      const there = members.filter((id) => reports.has(`${id}/${year}`));
      expect(there.length).toBeGreaterThan(35);
      expect(aggregation.members.toSorted()).toEqual(there.toSorted());

      const addresses = Object.keys(facts).filter((each) => !each.startsWith('统计.'));
      expect(addresses.length).toBeGreaterThan(200);
      const typedBy = (id: string, address: string) =>
        figureOf(reports.get(`${id}/${year}`)!, address);
      for (const address of addresses) {
        const own = typedBy(government, address);
        const added = there.map((id) => typedBy(id, address));
        const sum = [own, ...added].reduce((all, each) => all + millionths(each), 0);
        expect([year, address, millionths(facts[address]!)]).toEqual([year, address, sum]);
        if (unprinted.test(address)) continue;
        const told = there.map((id) => aggregation.contributions[id]![address] ?? 0);
        expect([year, address, aggregation.own[address], told]).toEqual([
          year,
          address,
          own,
          added,
        ]);
      }
    }
  });
});

/** What `gongkai check` tells of a root, and its exit code. */
async function check(root: string): Promise<{ code: number; told: string[] }> {
  const { code, out } = await run('check', '--root', root, '--format', 'json');
  const { findings } = JSON.parse(out) as { findings: Record<string, string | number | boolean>[] };
  const told = findings.map(
    ({ rule, severity, file, line, column, acknowledged }) =>
      `${severity} ${rule} ${file}:${line}:${column}${acknowledged ? ' acknowledged' : ''}`,
  );
  return { code, told };
}

const fileOf = (agency: string, year: number) => `reports/${agency}/${year}.yaml`;

/** `file:line:column` of a text that stands once in a file. */
async function place(root: string, file: string, wanted: string): Promise<string> {
  const { line, column } = await placeOf(root, file, wanted);
  return `${file}:${line}:${column}`;
}

/** Where the figures of a row begin, whose first is the natural persons'. */
async function placeOfRow(root: string, file: string, row: string): Promise<string> {
  const { line, column } = await placeOf(root, file, `  ${row}: {自然人: `);
  return `${file}:${line}:${column + `  ${row}: {自然人: `.length}`;
}

describe('what is told of it', () => {
  test('nothing, where it is clean', async () => {
    expect(await check(clean.root)).toEqual({ code: 0, told: [] });
  });

  test('as generated: the three that were late, and the two that are missing', async () => {
    const { root, government, members, register, reports } = flawed;
    const late = members.filter((id) => {
      const { 发布日期: published } = reports.get(`${id}/${newest}`) ?? {};
      return typeof published === 'string' && published > `${newest + 1}-01-31 23:59`;
    });
    const missing = members.filter(
      (id) => !reports.has(`${id}/${newest}`) && register[id]!.止 === undefined,
    );
    expect([late.length, missing.length]).toEqual([3, 2]);

    const file = fileOf(government, newest);
    const aggregation = await place(root, file, '全部下级}');
    const expected = [
      `info carry-over/requests ${await placeOfRow(root, file, '上年结转')}`,
      ...missing.map(() => `error aggregation/members ${aggregation} acknowledged`),
      ...late.map((id) => `warning deadline/published ${fileOf(id, newest)}:2:1`),
    ];
    const { code, told } = await check(root);
    expect(code).toBe(0);
    expect(told.toSorted()).toEqual(expected.toSorted());

    const status = await run(
      ...['status', String(newest), '--root', root, '--date', '2024-03-01', '--format', 'json'],
    );
    expect(status.code).toBe(1);
    const filings = JSON.parse(status.out) as { agency: string; state: string }[];
    const inState = (state: string) =>
      filings.filter((filing) => filing.state === state).map(({ agency }) => agency);
    expect(filings).toHaveLength(1 + 25 + 16);
    expect(inState('late').toSorted()).toEqual(late.toSorted());
    expect(inState('missing').toSorted()).toEqual(missing.toSorted());
    expect(inState('filed')).toHaveLength(42 - 5);
  });
});

describe('a fault in the clean county is told at its line, and nothing else is', () => {
  /** A copy of the clean county, to be spoilt. */
  const copy = () => temporaryRoot(clean.root);
  const ofType = (type: string) =>
    clean.members.filter(
      (id) => clean.register[id]!.类型 === type && clean.reports.has(`${id}/2019`),
    );
  const allBelow = '汇总: {成员: 全部下级}\n';

  test('a figure that has changed since it was published', async () => {
    await using root = await copy();
    await record(root.path);
    expect(await check(root.path)).toEqual({ code: 0, told: [] });
    const [member] = ofType('部门');
    const file = fileOf(member!, newest);
    const permits = at(clean.reports.get(`${member}/${newest}`)!, '主动公开', '行政许可');
    const row = '  行政许可: ';
    await edit(root.path, file, `${row}${permits}\n`, `${row}${permits + 1}\n`);

    const government = fileOf(clean.government, newest);
    const figure = async (of: string) => {
      const { line, column } = await placeOf(root.path, of, row);
      return `${of}:${line}:${column + row.length}`;
    };
    expect(await check(root.path)).toEqual({
      code: 1,
      told: [
        `error ledger/changed ${await figure(government)}`,
        `error ledger/changed ${await figure(file)}`,
      ],
    });
  });

  test('a member without a report', async () => {
    await using root = await copy();
    const [, member] = ofType('部门');
    await rm(path.join(root.path, fileOf(member!, newest)));
    const file = fileOf(clean.government, newest);
    expect(await check(root.path)).toEqual({
      code: 1,
      told: [
        `info carry-over/requests ${await placeOfRow(root.path, file, '上年结转')}`,
        `error aggregation/members ${await place(root.path, file, '全部下级}')}`,
      ],
    });
  });

  /** Has the government's newest report name its members, one on each line. */
  async function listMembers(root: string, members: readonly string[]): Promise<void> {
    const list = `汇总:\n  成员:\n${members.map((id) => `    - ${id}\n`).join('')}`;
    await edit(root, fileOf(clean.government, newest), allBelow, list);
  }
  const reporting = () => clean.members.filter((id) => clean.reports.has(`${id}/${newest}`));

  test('a member that is named twice', async () => {
    await using root = await copy();
    const file = fileOf(clean.government, newest);
    const before = (await readFile(path.join(root.path, file), 'utf8')).split(allBelow)[0]!;
    const members = reporting();
    await listMembers(root.path, [...members, members[7]!]);
    const line = before.split('\n').length + 2 + members.length;
    expect(await check(root.path)).toEqual({
      code: 1,
      told: [`error aggregation/double ${file}:${line}:7`],
    });
  });

  test('a member that another has added up already', async () => {
    await using root = await copy();
    const [bureau] = ofType('部门');
    const [town] = ofType('乡镇街道');
    await listMembers(root.path, reporting());
    await append(root.path, fileOf(bureau!, newest), `汇总: {成员: [${town}]}\n`);
    const file = fileOf(clean.government, newest);
    const other = fileOf(bureau!, newest);
    expect(await check(root.path)).toEqual({
      code: 1,
      told: [
        `error aggregation/double ${await place(root.path, file, `${town}\n`)}`,
        // It was no 汇总 in the year before.
        `info carry-over/requests ${await placeOfRow(root.path, other, '上年结转')}`,
      ],
    });
  });

  test('a circle, at both its ends', async () => {
    await using root = await copy();
    const [town] = ofType('乡镇街道');
    const file = fileOf(town!, newest);
    await append(root.path, file, `汇总: {成员: [${clean.government}]}\n`);
    const government = fileOf(clean.government, newest);
    const { code, told } = await check(root.path);
    expect(code).toBe(1);
    expect(told.toSorted()).toEqual(
      [
        `error aggregation/cycle ${await place(root.path, government, '全部下级}')}`,
        `error aggregation/cycle ${await place(root.path, file, `${clean.government}]`)}`,
      ].toSorted(),
    );
  });

  test('requests that a merger has lost, in departments and in towns', async () => {
    await using root = await copy();
    const merged = clean.members.filter((id) => clean.register[id]!.承接);
    const files = merged.map((id) => fileOf(id, Number(clean.register[id]!.起)));
    expect(files.map((file) => file.slice(-9))).toEqual(['2022.yaml', '2021.yaml']);
    for (const file of files) {
      const report = clean.reports.get(file.slice('reports/'.length, -'.yaml'.length))!;
      // One more is taken over and one less received, so that the report itself is in balance.
      for (const [row, change] of [
        ['上年结转', 1],
        ['本年新收', -1],
      ] as const) {
        const count = at(report, '申请办理', row, '自然人');
        const text = (digits: number) => `  ${row}: {自然人: ${digits},`;
        await edit(root.path, file, text(count), text(count + change));
      }
    }
    const { code, told } = await check(root.path);
    expect(code).toBe(1);
    const places = await Promise.all(files.map((file) => placeOfRow(root.path, file, '上年结转')));
    // In its column, and in 总计.
    expect(told.toSorted()).toEqual(
      places.flatMap((each) => Array(2).fill(`error carry-over/succession ${each}`)).toSorted(),
    );
  });
});

async function append(root: string, file: string, text: string): Promise<void> {
  const full = path.join(root, file);
  await writeFile(full, `${await readFile(full, 'utf8')}${text}`);
}
