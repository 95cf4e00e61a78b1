import { loadForms } from '../src/archive/forms.ts';
import { home } from '../src/archive/load.ts';
import { usualEdition } from '../src/form/read.ts';
import { type CountyAgency, inventCity, inventCounty } from './synthetic/county.ts';
import { Random } from './synthetic/random.ts';
import {
  type InventedReport,
  inventReports,
  joinedLedger,
  type Ledger,
} from './synthetic/report.ts';
import { startRoot, writeReportFile } from './synthetic/root.ts';

const years: readonly number[] = [2019, 2020, 2021, 2022, 2023];
const newest = years.at(-1)!;

/** Of the county's newest year, where it is not clean. */
const lateReports = 3;
const missingReports = 2;

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
  const random = new Random(`gongkai/county/${seed}`);
  const county = inventCounty(random, years);
  const standing = county.members.filter((member) => member.years.length === years.length);
  const flawed = isClean ? [] : random.sample(standing, lateReports + missingReports);
  const late = new Set(flawed.slice(0, lateReports));
  const missing = new Set(flawed.slice(lateReports));

  await startRoot(folder, county.agencies);
  const writer = new RootWriter(folder, random);
  for (const member of county.members)
    await writer.write(member, (report) => {
      if (report.year !== newest) return report;
      if (missing.has(member)) return undefined;
      return late.has(member) ? { ...report, published: `${newest + 1}-02-15` } : report;
    });
  await writer.write(county.government, (report) =>
    withAggregation(report, report.year === newest ? [...missing] : []),
  );
  return writer.written;
}

/**
 * Writes the root of a synthetic city into an empty or new folder: counties as they are when clean,
 * each with a government that adds up so many members, and the city's, which adds up the counties'.
 * Returns how many reports were written.
 */
export async function generateCity(
  folder: string,
  { seed, counties, members }: { seed: number; counties: number; members: number },
): Promise<number> {
  const random = new Random(`gongkai/city/${seed}`);
  const city = inventCity(random, years, { counties, members });
  await startRoot(folder, city.agencies);
  const writer = new RootWriter(folder, random);
  for (const county of city.counties) {
    for (const member of county.members) await writer.write(member, (report) => report);
    await writer.write(county.government, (report) => withAggregation(report));
  }
  await writer.write(city.government, (report) => withAggregation(report));
  return writer.written;
}

/** Writes agencies' reports, each after those that it took over from. */
class RootWriter {
  written = 0;
  readonly #folder: string;
  readonly #random: Random;
  readonly #forms = loadForms(home, home).forms;
  readonly #ledgers = new Map<CountyAgency, Ledger>();

  constructor(folder: string, random: Random) {
    this.#folder = folder;
    this.#random = random;
  }

  /** Writes all reports of an agency as `change` wants them, which may leave some out. */
  async write(
    agency: CountyAgency,
    change: (report: InventedReport) => InventedReport | undefined,
  ): Promise<void> {
    const before = agency.predecessors.map((each) => this.#ledgers.get(each)!);
    const takenOver = before.length > 0 ? joinedLedger(before as [Ledger, ...Ledger[]]) : undefined;
    const formOf = (year: number) => usualEdition(this.#forms.values(), year)!;
    const reports = inventReports(this.#random, agency.reporting, agency.years, formOf, takenOver);
    let next = reports.next();
    for (; !next.done; next = reports.next()) {
      const report = change(next.value);
      if (!report) continue;
      await writeReportFile(this.#folder, report);
      this.written++;
    }
    if (next.value) this.#ledgers.set(agency, next.value);
  }
}

/** With 汇总 of all below, and 说明 for those that are missing. */
function withAggregation(
  report: InventedReport,
  missing: readonly CountyAgency[] = [],
): InventedReport {
  const explained = missing.map(
    ({ reporting }) =>
      `\n  - {规则: aggregation/members, 位置: ${reporting.agency.id}, 数值: [无, 缺报], 理由: 该单位尚未报送, 署名: 虚构, 日期: 2024-03-01}`,
  );
  const notes = explained.length === 0 ? '' : `\n\n说明:${explained.join('')}`;
  return { ...report, more: `汇总: {成员: 全部下级}${notes}` };
}
