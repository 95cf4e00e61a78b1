import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Agency } from '../../src/archive/agencies.ts';
import type { Archive, ArchivedReport } from '../../src/archive/archive.ts';
import { loadForms } from '../../src/archive/forms.ts';
import { home } from '../../src/archive/load.ts';
import { checkReports } from '../../src/check/check.ts';
import { computeFacts } from '../../src/facts/compute.ts';
import type { Finding } from '../../src/finding/finding.ts';
import { defaultFonts } from '../../src/fonts/font-set.ts';
import type { FactDefinition, Form } from '../../src/form/form.ts';
import { readReport } from '../../src/report/read.ts';
import { createSource } from '../../src/yaml/source.ts';
import { fixtureRoot } from '../roots.ts';

const { forms } = loadForms(home, fixtureRoot('invented-edition'));

const agency: Agency = {
  id: 'a',
  name: '清河县柳林镇人民政府',
  shortName: '柳林镇',
  formerNames: [],
  type: '乡镇街道',
  level: '乡',
};
const site = { name: '站', domain: 'qing-he.example', idCode: '0000000000', isDemo: true };

/** Digits of every primary figure, by address. */
type Figures = ReadonlyMap<string, string>;

const primariesOf = ({ facts }: Form) => facts.filter(({ role }) => role === 'primary');
const columnOf = (address: string) => address.slice(address.lastIndexOf('.') + 1);
const requests = '申请办理.';
const incoming = ['本年新收', '上年结转'];
const amountOf = (figures: Figures, address: string) => Number(figures.get(address) ?? '0');

/** What one side of 表三 has in a column: what came in, or what was done and is left. */
function sideOf(figures: Figures, column: string, isIncoming: boolean): number {
  const rows = [...figures.keys()].filter(
    (address) =>
      address.startsWith(requests) &&
      columnOf(address) === column &&
      incoming.some((row) => address.startsWith(`${requests}${row}.`)) === isIncoming,
  );
  return rows.reduce((sum, address) => sum + amountOf(figures, address), 0);
}

/** Figures of a form in which every column of 表三 balances. */
function figuresOf(form: Form): fc.Arbitrary<Figures> {
  const primaries = primariesOf(form);
  return fc.tuple(...primaries.map((fact) => digitsOf(fact))).map((digits) => {
    const figures = new Map(primaries.map(({ address }, at) => [address, digits[at]!]));
    const columns = primaries
      .filter(({ address }) => address.startsWith(`${requests}本年新收.`))
      .map(({ address }) => columnOf(address));
    for (const column of columns) {
      const difference = sideOf(figures, column, false) - sideOf(figures, column, true);
      const row = difference > 0 ? '本年新收' : '结转下年度';
      const address = `${requests}${row}.${column}`;
      figures.set(address, String(amountOf(figures, address) + Math.abs(difference)));
    }
    return figures;
  });
}

function digitsOf({ kind }: FactDefinition): fc.Arbitrary<string> {
  const count = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(5), fc.nat(20_000));
  const decimals = Math.min(kind.decimals, ...(kind.unitDecimals?.values() ?? []));
  if (kind.signed)
    return count.map((n) => (n % 2 === 0 ? String(n) : n % 3 === 0 ? `+${n}` : `-${n}`));
  if (decimals === 0) return count.map(String);
  return fc.tuple(count, fc.nat(99)).map(([n, part]) => `${n}.${String(part).padStart(2, '0')}`);
}

interface Tree {
  [key: string]: string | Tree;
}

/** Tables as flow mappings; a column that has no unit of its own is given one. */
function tablesYaml(form: Form, figures: Figures): string {
  const tables: Tree = {};
  for (const { address, kind } of primariesOf(form)) {
    const keys = address.split('.');
    let at = tables;
    for (const key of keys.slice(0, -1)) {
      at[key] ??= {};
      at = at[key] as Tree;
    }
    at[keys.at(-1)!] = figures.get(address)!;
    if (kind.unitKey) at[kind.unitKey] = '元';
  }
  return Object.entries(tables)
    .map(([key, value]) => `${key}: ${flow(value)}\n`)
    .join('');
}

function flow(value: string | Tree): string {
  if (typeof value === 'string') return value;
  return `{${Object.entries(value)
    .map(([key, below]) => `${key}: ${flow(below)}`)
    .join(', ')}}`;
}

/** A report with nothing to be said against its words. */
function archivedReport(form: Form, year: number, figures: Figures): ArchivedReport {
  const text = `格式: "${form.edition}"
发布日期: ${year + 1}-01-20
总体情况: |
  主动公开、依申请公开、政府信息管理、平台建设和监督保障各项如常。
主要问题及改进: |
  解读材料偏少，今后逐件配发解读，按月检查栏目。
其他事项: |
  本年没有收取信息处理费。
${tablesYaml(form, figures)}`;
  const source = createSource(`reports/a/${year}.yaml`, text);
  const { report, problems } = readReport(source, 'a', year, forms);
  expect(problems.map(({ message }) => message)).toEqual([]);
  return { report: report!, agency, facts: computeFacts(report!) };
}

function findingsOf(...years: readonly ArchivedReport[]): Finding[] {
  const reports = years.map((archived, at) => ({
    ...archived,
    ...(at > 0 ? { lastYear: years[at - 1]! } : {}),
  }));
  const archive: Archive = {
    site,
    fonts: defaultFonts,
    agencies: new Map([['a', agency]]),
    forms,
    reports,
    redirects: [],
  };
  return checkReports(archive, reports);
}

const errorsIn = (findings: readonly Finding[]) =>
  findings.filter(({ severity }) => severity === 'error');

const runs = { numRuns: 30 };

describe.each([...forms.values()])('on the form $edition', (form) => {
  const year = form.sinceYear ?? 2023;

  test('a valid report has no error', () => {
    fc.assert(
      fc.property(figuresOf(form), (figures) => {
        const findings = findingsOf(archivedReport(form, year, figures));
        expect(errorsIn(findings)).toEqual([]);
        expect(findings.filter(({ rule }) => /^(prose|parts|fees|form)\//.test(rule))).toEqual([]);
      }),
      runs,
    );
  });

  test('a year that goes on from the year before has no error, one that does not has', () => {
    fc.assert(
      fc.property(figuresOf(form), figuresOf(form), (before, figures) => {
        const carried = new Map(figures);
        for (const address of before.keys()) {
          if (!address.startsWith(`${requests}结转下年度.`)) continue;
          const column = columnOf(address);
          const to = `${requests}上年结转.${column}`;
          const change = amountOf(before, address) - amountOf(figures, to);
          carried.set(to, before.get(address)!);
          // What is added on one side is added on the other.
          const rest = change > 0 ? '结转下年度' : '本年新收';
          const other = `${requests}${rest}.${column}`;
          carried.set(other, String(amountOf(figures, other) + Math.abs(change)));
        }
        const last = archivedReport(form, year, before);
        expect(errorsIn(findingsOf(last, archivedReport(form, year + 1, carried)))).toEqual([]);

        const broken = findingsOf(last, archivedReport(form, year + 1, figures));
        const columns = [...before.keys()]
          .filter((address) => address.startsWith(`${requests}结转下年度.`))
          .map(columnOf)
          .filter(
            (column) =>
              amountOf(before, `${requests}结转下年度.${column}`) !==
              amountOf(figures, `${requests}上年结转.${column}`),
          );
        const told = errorsIn(broken).map(({ fact }) => columnOf(fact!));
        expect(told.filter((column) => column !== '总计').sort()).toEqual(columns.sort());
      }),
      runs,
    );
  });

  test('one changed figure of 表三 unbalances its column and 总计, and nothing else', () => {
    const addresses = primariesOf(form)
      .map(({ address }) => address)
      .filter((address) => address.startsWith(requests));
    const change = fc.record({
      address: fc.constantFrom(...addresses),
      difference: fc.integer({ min: -300, max: 300 }),
    });
    fc.assert(
      fc.property(figuresOf(form), change, (figures, { address, difference }) => {
        const amount = amountOf(figures, address);
        const changed = Math.max(0, amount + difference);
        fc.pre(changed !== amount);
        const report = archivedReport(
          form,
          year,
          new Map([...figures, [address, String(changed)]]),
        );
        const isIncoming = incoming.some((row) => address.startsWith(`${requests}${row}.`));
        const found = errorsIn(findingsOf(report));
        expect(found.map(({ rule }) => rule)).toEqual(['requests/balance', 'requests/balance']);
        expect(new Set(found.map(({ fact }) => fact))).toEqual(
          new Set([
            `${requests}办理结果.总计.${columnOf(address)}`,
            `${requests}办理结果.总计.总计`,
          ]),
        );
        for (const { expected, actual } of found)
          expect(Number(expected) - Number(actual)).toBe(
            isIncoming ? changed - amount : amount - changed,
          );
      }),
      { numRuns: 60 },
    );
  });

  test('one changed figure of 表二 or 表四 changes its sums only, and unbalances nothing', () => {
    const primaries = primariesOf(form).filter(({ address }) => !address.startsWith(requests));
    fc.assert(
      fc.property(figuresOf(form), fc.constantFrom(...primaries), (figures, { address, kind }) => {
        const digits = figures.get(address)!;
        const changed = kind.signed ? (digits === '-7' ? '8' : '-7') : digits === '7' ? '8' : '7';
        const before = archivedReport(form, year, figures);
        const after = archivedReport(form, year, new Map([...figures, [address, changed]]));
        expect(errorsIn(findingsOf(after))).toEqual([]);
        const touched = [...before.facts.all()]
          .filter((fact) => fact.text !== after.facts.get(fact.address)!.text)
          .map((fact) => fact.address);
        expect(new Set(touched)).toEqual(new Set([address, ...sumsOver(address)]));
      }),
      { numRuns: 60 },
    );
  });
});

/** The totals of 表四 that a figure is part of; 表二 has none. */
function sumsOver(address: string): string[] {
  const [table, row] = address.split('.');
  if (table !== '复议诉讼') return [];
  const isLitigation = row !== '行政复议';
  return [`复议诉讼.${row}.总计`, ...(isLitigation ? ['复议诉讼.行政诉讼.总计'] : [])];
}
