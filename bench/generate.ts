import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Agency } from '../src/archive/agencies.ts';
import { loadForms } from '../src/archive/forms.ts';
import { home } from '../src/archive/load.ts';
import type { Form } from '../src/form/form.ts';
import { usualEdition } from '../src/form/read.ts';
import { ArgumentError, countOf, runMain } from './arguments.ts';
import { inventAgencies } from './synthetic/agencies.ts';
import { type CountyAgency, inventCounty } from './synthetic/county.ts';
import { Random } from './synthetic/random.ts';
import {
  type InventedReport,
  inventReports,
  joinedLedger,
  type Ledger,
} from './synthetic/report.ts';
import { siteFile, writeAgencies, writeReport } from './synthetic/write.ts';

export interface ArchiveSize {
  /** How many agencies report; the regions above them come in addition. */
  agencies: number;
  /** How many consecutive years each agency reports. */
  years: number;
  seed: number;
  /** Not before 2019, which is the default. */
  firstYear?: number;
}

const earliestYear = 2019;
/** In these years one agency in eight uses the variant with one line of 其他处理. */
const variantYears: readonly number[] = [2023, 2024];
const variantEdition = '2021-其他处理一行';

/**
 * Writes the root of a synthetic archive into an empty or new folder: invented agencies, and for
 * each its reports, heavy ones: every figure of every table is above zero, save 规章 where the law
 * lets the agency make none. Sums and carry-over hold; the same size and seed give the same bytes.
 * Returns how many reports were written.
 */
export async function generateArchive(folder: string, size: ArchiveSize): Promise<number> {
  const { agencies, years, seed, firstYear = earliestYear } = size;
  await refuseUnlessEmpty(folder);
  const { forms } = loadForms(home, home);
  const random = new Random(`gongkai/${seed}`);
  const tree = inventAgencies(random.fork('agencies'), agencies, firstYear);
  const reportYears = Array.from({ length: years }, (_, index) => firstYear + index);

  await writeRootData(folder, tree.agencies);
  let written = 0;
  for (const reporting of tree.reporting) {
    for (const report of inventReports(random, reporting, reportYears, formChooser(forms))) {
      await writeReportFile(folder, report);
      written++;
    }
  }
  return written;
}

/** Of the county's newest year, where it is not clean. */
const lateReports = 3;
const missingReports = 2;
const countyYears = 5;

/**
 * Writes the root of a synthetic county into an empty or new folder: a government that adds up the
 * figures of all below it (汇总), 25 departments and 16 towns over five years from 2019 on, in both
 * editions, and two mergers. Clean, it is without any finding; else three reports of the newest
 * year came late and two are missing, which the government's report explains.
 * Returns how many reports were written.
 */
export async function generateCounty(
  folder: string,
  { seed, isClean }: { seed: number; isClean: boolean },
): Promise<number> {
  await refuseUnlessEmpty(folder);
  const { forms } = loadForms(home, home);
  const formOf = (year: number) => usualEdition(forms.values(), year)!;
  const random = new Random(`gongkai/county/${seed}`);
  const years = Array.from({ length: countyYears }, (_, index) => earliestYear + index);
  const newest = years.at(-1)!;
  const county = inventCounty(random, years);
  const standing = county.members.filter((member) => member.years.length === countyYears);
  const flawed = isClean ? [] : random.sample(standing, lateReports + missingReports);
  const late = new Set(flawed.slice(0, lateReports));
  const missing = new Set(flawed.slice(lateReports));

  await writeRootData(folder, county.agencies);
  const ledgers = new Map<CountyAgency, Ledger>();
  let written = 0;
  const write = async (
    member: CountyAgency,
    change: (report: InventedReport) => InventedReport,
  ) => {
    const before = member.predecessors.map((each) => ledgers.get(each)!);
    const takenOver = before.length > 0 ? joinedLedger(before as [Ledger, ...Ledger[]]) : undefined;
    const reports = inventReports(random, member.reporting, member.years, formOf, takenOver);
    let next = reports.next();
    for (; !next.done; next = reports.next()) {
      const isNewest = next.value.year === newest;
      if (isNewest && missing.has(member)) continue;
      const isLate = isNewest && late.has(member);
      const report = change(next.value);
      await writeReportFile(
        folder,
        isLate ? { ...report, published: `${newest + 1}-02-15` } : report,
      );
      written++;
    }
    if (next.value) ledgers.set(member, next.value);
  };
  for (const member of county.members) await write(member, (report) => report);
  await write(county.government, (report) => ({
    ...report,
    more: aggregationOf(report.year === newest ? [...missing] : []),
  }));
  return written;
}

/** 汇总 of all below, and 说明 for those that are missing. */
function aggregationOf(missing: readonly CountyAgency[]): string {
  const explained = missing.map(
    ({ reporting }) =>
      `\n  - {规则: aggregation/members, 位置: ${reporting.agency.id}, 数值: [无, 缺报], 理由: 该单位尚未报送, 署名: 虚构, 日期: 2024-03-01}`,
  );
  return `汇总: {成员: 全部下级}${explained.length === 0 ? '' : `\n\n说明:${explained.join('')}`}`;
}

async function writeRootData(folder: string, agencies: readonly Agency[]): Promise<void> {
  await mkdir(path.join(folder, 'data'), { recursive: true });
  await writeFile(path.join(folder, 'data/site.yaml'), siteFile);
  await writeFile(path.join(folder, 'data/agencies.yaml'), writeAgencies(agencies));
}

async function writeReportFile(folder: string, report: InventedReport): Promise<void> {
  const reportsFolder = path.join(folder, 'reports', report.agency);
  await mkdir(reportsFolder, { recursive: true });
  await writeFile(path.join(reportsFolder, `${report.year}.yaml`), writeReport(report));
}

function formChooser(forms: ReadonlyMap<string, Form>) {
  return (year: number, random: Random): Form => {
    const variant = forms.get(variantEdition);
    if (variant && variantYears.includes(year) && random.once(8)) return variant;
    const usual = usualEdition(forms.values(), year);
    if (!usual) throw new ArgumentError(`There is no form for ${year}.`);
    return usual;
  };
}

async function refuseUnlessEmpty(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) throw new ArgumentError(`${folder} is not empty.`);
}

const usage = `Usage: node bench/generate.ts --out DIR [--agencies 200] [--years 5] [--seed 1] [--first-year ${earliestYear}]

       node bench/generate.ts --out DIR --county [--clean] [--seed 1]

Writes the root of a synthetic archive (data/, reports/) into DIR, which must be new or empty.
--county: one county with its government, 25 departments and 16 towns over five years, which two
mergers have changed; three reports are late and two are missing, unless it is to be --clean.
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      agencies: { type: 'string', default: '200' },
      years: { type: 'string', default: '5' },
      seed: { type: 'string', default: '1' },
      'first-year': { type: 'string', default: String(earliestYear) },
      county: { type: 'boolean', default: false },
      clean: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  if (values.out === undefined) throw new ArgumentError('--out is missing.');
  const seed = countOf('seed', values.seed);
  const written = values.county
    ? await generateCounty(values.out, { seed, isClean: values.clean })
    : await generateArchive(values.out, {
        agencies: countOf('agencies', values.agencies),
        years: countOf('years', values.years),
        seed,
        firstYear: countOf('first-year', values['first-year']),
      });
  process.stdout.write(`${written} reports in ${values.out}\n`);
}

if (import.meta.main) await runMain(main, usage);
