import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadForms } from '../src/archive/forms.ts';
import { home } from '../src/archive/load.ts';
import type { Form } from '../src/form/form.ts';
import { usualEdition } from '../src/form/read.ts';
import { ArgumentError, countOf, runMain } from './arguments.ts';
import { inventAgencies } from './synthetic/agencies.ts';
import { Random } from './synthetic/random.ts';
import { inventReports } from './synthetic/report.ts';
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

  await mkdir(path.join(folder, 'data'), { recursive: true });
  await writeFile(path.join(folder, 'data/site.yaml'), siteFile);
  await writeFile(path.join(folder, 'data/agencies.yaml'), writeAgencies(tree.agencies));
  let written = 0;
  for (const reporting of tree.reporting) {
    const reportsFolder = path.join(folder, 'reports', reporting.agency.id);
    await mkdir(reportsFolder, { recursive: true });
    for (const report of inventReports(random, reporting, reportYears, formChooser(forms))) {
      await writeFile(path.join(reportsFolder, `${report.year}.yaml`), writeReport(report));
      written++;
    }
  }
  return written;
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

Writes the root of a synthetic archive (data/, reports/) into DIR, which must be new or empty.
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      agencies: { type: 'string', default: '200' },
      years: { type: 'string', default: '5' },
      seed: { type: 'string', default: '1' },
      'first-year': { type: 'string', default: String(earliestYear) },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  if (values.out === undefined) throw new ArgumentError('--out is missing.');
  const written = await generateArchive(values.out, {
    agencies: countOf('agencies', values.agencies),
    years: countOf('years', values.years),
    seed: countOf('seed', values.seed),
    firstYear: countOf('first-year', values['first-year']),
  });
  process.stdout.write(`${written} reports in ${values.out}\n`);
}

if (import.meta.main) await runMain(main, usage);
