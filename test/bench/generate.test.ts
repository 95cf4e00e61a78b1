import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ArchiveSize, generateArchive } from '../../bench/generate.ts';
import { generateCounty } from '../../bench/generate-county.ts';
import type { Archive, ArchivedReport } from '../../src/archive/archive.ts';
import { home, loadArchive } from '../../src/archive/load.ts';
import { placeholderContext } from '../../src/archive/placeholder-context.ts';
import { inspect } from '../../src/check/inspect.ts';
import { resolvePlaceholder } from '../../src/facts/resolve.ts';
import {
  applicants,
  at,
  columnSum,
  type Plain,
  readPlainReports,
  readTexts,
} from './plain-report.ts';

const size: ArchiveSize = { agencies: 24, years: 7, seed: 7 };
const blocks = ['行政复议', '未经复议直接起诉', '复议后起诉'];

let root: string;
let archive: Archive;
let years: Map<string, Plain>[];

async function generate(options: ArchiveSize): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gongkai-generate-'));
  await generateArchive(folder, options);
  return folder;
}

/** Each agency's reports by year, oldest first. */
async function yearsOfAgencies(folder: string): Promise<Map<string, Plain>[]> {
  const agencies = new Map<string, Map<string, Plain>>();
  for (const [key, report] of await readPlainReports(folder)) {
    const [agency, year] = key.split('/') as [string, string];
    const reports = agencies.get(agency) ?? new Map<string, Plain>();
    agencies.set(agency, reports.set(year, report));
  }
  return [...agencies.values()];
}

/** Each report with the same agency's report of the year before. */
function pairs(): [Plain, Plain][] {
  return years.flatMap((reports) => {
    const ordered = [...reports.values()];
    return ordered.slice(1).map((report, index): [Plain, Plain] => [ordered[index]!, report]);
  });
}

const all = () => years.flatMap((reports) => [...reports.values()]);
const familyOf = (report: Plain) => String(report.格式).slice(0, 4);

beforeAll(async () => {
  root = await generate(size);
  const loaded = loadArchive(home, root);
  expect(loaded.findings).toEqual([]);
  archive = loaded.archive!;
  years = await yearsOfAgencies(root);
});

afterAll(() => rm(root, { recursive: true, force: true }));

describe('a synthetic archive', () => {
  it('holds every agency-year, of every type and edition', () => {
    expect(archive.reports).toHaveLength(24 * 7);
    const types = new Set(archive.reports.map(({ agency }) => agency.type));
    expect(types).toEqual(new Set(['政府', '部门', '乡镇街道']));
    const editions = new Set(archive.reports.map(({ report }) => report.form.edition));
    expect(editions).toEqual(new Set(['2019', '2021', '2021-其他处理一行']));
    expect(new Set([...archive.agencies.values()].map(({ name }) => name)).size).toBe(
      archive.agencies.size,
    );
  });

  it('balances in every column of 表三', () => {
    for (const { 申请办理: requests } of all()) {
      for (const column of applicants) {
        const table = requests as Plain;
        expect(at(table, '本年新收', column) + at(table, '上年结转', column)).toBe(
          columnSum(table.办理结果 as Plain, column) + at(table, '结转下年度', column),
        );
      }
    }
  });

  it('carries over from year to year, across editions', () => {
    for (const [before, report] of pairs()) {
      for (const column of applicants) {
        expect(at(report, '申请办理', '上年结转', column)).toBe(
          at(before, '申请办理', '结转下年度', column),
        );
      }
      for (const block of blocks) {
        const total = Object.values((report.复议诉讼 as Plain)[block]!).reduce((a, b) => a + b, 0);
        expect(total).toBeGreaterThanOrEqual(at(before, '复议诉讼', block, '尚未审结'));
      }
    }
  });

  it('continues 表二 within an edition', () => {
    for (const [before, report] of pairs()) {
      if (familyOf(before) !== familyOf(report)) continue;
      const rows = Object.entries(report.主动公开 as Plain);
      for (const [row, figures] of rows) {
        if (typeof figures !== 'object') continue;
        const now = (column: string) => at(figures, column);
        const last = (column: string) => at(before, '主动公开', row, column);
        if ('现行有效件数' in figures)
          expect(now('现行有效件数')).toBe(
            last('现行有效件数') + now('本年制发件数') - now('本年废止件数'),
          );
        if ('上一年项目数量' in figures)
          expect(now('上一年项目数量')).toBe(last('上一年项目数量') + last('本年增减'));
      }
    }
  });

  it('has figures above zero, except where an agency makes no 规章', () => {
    for (const { report, facts, agency } of archive.reports) {
      for (const { address, value } of facts.all()) {
        if (address.startsWith('主动公开.规章.')) {
          const makesRules = agency.type === '政府' && /[省市]/.test(agency.level);
          expect([address, value!.gt(0)]).toEqual([address, makesRules]);
        } else if (!address.endsWith('.本年增减')) {
          expect([report.year, address, value!.gt(0)]).toEqual([report.year, address, true]);
        }
      }
    }
  });

  it('demands more fees than it receives where fees were not paid, and at least as much', () => {
    for (const report of all().filter((each) => familyOf(each) === '2021')) {
      const statistic = (name: string) => at(report, '统计', name, '数量');
      const unpaid = applicants.map((column) =>
        at(report, '申请办理', '办理结果', '其他处理', '逾期未缴费', column),
      );
      const count = unpaid.reduce((sum, each) => sum + each, 0) || 0;
      expect(statistic('信息处理费收费通知')).toBeGreaterThan(count);
      expect(statistic('信息处理费通知金额') > statistic('信息处理费实际收取')).toBe(count > 0);
    }
  });

  it('has prose of realistic length, no two reports alike', () => {
    const texts = archive.reports.map(resolvedProse);
    const lengths = texts.map((text) => [...text].length);
    expect(Math.min(...lengths)).toBeGreaterThan(2500);
    expect(Math.max(...lengths)).toBeLessThan(4000);
    const paragraphs = texts.map(
      (text) => new Set(text.split('\n\n').filter((each) => !each.startsWith('#'))),
    );
    for (const [index, own] of paragraphs.entries()) {
      for (const other of paragraphs.slice(index + 1)) {
        expect(own.intersection(other).size / own.size).toBeLessThan(0.25);
      }
    }
  });
});

/** All text parts as a reader sees them. */
function resolvedProse(archived: ArchivedReport): string {
  const context = placeholderContext(archived);
  return [...archived.report.prose.values()]
    .map(({ text, placeholders }) => {
      let resolved = '';
      let end = 0;
      for (const placeholder of placeholders) {
        const found = resolvePlaceholder(placeholder, context);
        resolved += text.slice(end, placeholder.start) + ('text' in found ? found.text : '？');
        end = placeholder.end;
      }
      return resolved + text.slice(end);
    })
    .join('\n\n');
}

describe('generateArchive', () => {
  it('writes the same bytes for the same seed, other bytes for another', async () => {
    const small = { agencies: 5, years: 3, firstYear: 2020 };
    const folders = await Promise.all([1, 1, 2].map((seed) => generate({ ...small, seed })));
    const [first, again, other] = await Promise.all(folders.map(readTexts));
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true })));
  });

  it('refuses a folder that holds anything', async () => {
    await expect(generateArchive(root, size)).rejects.toThrow('not empty');
  });
});

describe('a synthetic county', () => {
  async function county(isClean: boolean, seed = 1): Promise<string> {
    const folder = await mkdtemp(path.join(tmpdir(), 'gongkai-generate-'));
    await generateCounty(folder, { seed, isClean });
    return folder;
  }
  const folders: string[] = [];
  let clean: Archive;
  beforeAll(async () => {
    folders.push(await county(true), await county(true), await county(false));
    clean = inspect(home, folders[0]!).archive!;
  });
  afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

  it('has a government, 25 departments and 16 towns at the end, two of them from mergers', () => {
    const count = (year: number, type: string) =>
      clean.reports.filter(({ report, agency }) => report.year === year && agency.type === type)
        .length;
    const years = [2019, 2020, 2021, 2022, 2023];
    const types = ['政府', '部门', '乡镇街道'];
    expect(years.map((year) => types.map((type) => count(year, type)))).toEqual([
      [1, 26, 17],
      [1, 26, 17],
      [1, 26, 16],
      [1, 25, 16],
      [1, 25, 16],
    ]);
    const mergers = [...clean.agencies.values()].filter(({ predecessors }) => predecessors);
    expect(mergers.map(({ since, predecessors }) => [since, predecessors!.length])).toEqual([
      [2022, 2],
      [2021, 2],
    ]);
    const editions = new Set(clean.reports.map(({ report }) => report.form.edition));
    expect(editions).toEqual(new Set(['2019', '2021']));
  });

  it.each([1, 2])('is without any finding when clean, with seed %i', async (seed) => {
    const folder = seed === 1 ? folders[0]! : await county(true, seed);
    expect(inspect(home, folder).findings).toEqual([]);
    if (seed !== 1) await rm(folder, { recursive: true });
  });

  it('hands over all requests when agencies merge', async () => {
    const reports = await readPlainReports(folders[0]!);
    const merged = [...clean.agencies.values()].filter(({ predecessors }) => predecessors);
    for (const { id, since, predecessors } of merged) {
      for (const column of applicants) {
        const before = predecessors!.map((each) =>
          at(reports.get(`${each}/${since! - 1}`)!, '申请办理', '结转下年度', column),
        );
        expect(at(reports.get(`${id}/${since}`)!, '申请办理', '上年结转', column)).toBe(
          before.reduce((a, b) => a + b, 0),
        );
      }
    }
  });

  it('is the same for the same seed', async () => {
    const [first, again, flawed] = await Promise.all(folders.map(readTexts));
    expect(again).toEqual(first);
    expect(flawed).not.toEqual(first);
  });
});
