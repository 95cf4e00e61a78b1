import { parseArgs } from 'node:util';
import { loadForms } from '../src/archive/forms.ts';
import { home } from '../src/archive/load.ts';
import type { Form } from '../src/form/form.ts';
import { usualEdition } from '../src/form/read.ts';
import { ArgumentError, countOf, runMain } from './arguments.ts';
import { generateCity, generateCounty } from './generate-county.ts';
import { inventAgencies } from './synthetic/agencies.ts';
import { Random } from './synthetic/random.ts';
import { inventReports } from './synthetic/report.ts';
import { startRoot, writeReportFile } from './synthetic/root.ts';

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
  const { forms } = loadForms(home, home);
  const random = new Random(`gongkai/${seed}`);
  const tree = inventAgencies(random.fork('agencies'), agencies, firstYear);
  const reportYears = Array.from({ length: years }, (_, index) => firstYear + index);

  await startRoot(folder, tree.agencies);
  let written = 0;
  for (const reporting of tree.reporting) {
    for (const report of inventReports(random, reporting, reportYears, formChooser(forms))) {
      await writeReportFile(folder, report);
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

/** The city that benchmarks add up. */
export const cityOf = { counties: 12, members: 60 };

const usage = `Usage: node bench/generate.ts --out DIR [--agencies 200] [--years 5] [--seed 1] [--first-year ${earliestYear}]

       node bench/generate.ts --out DIR --county [--clean] [--seed 1]
       node bench/generate.ts --out DIR --city [--seed 1]

Writes the root of a synthetic archive (data/, reports/) into DIR, which must be new or empty.
--county: one county with its government, 25 departments and 16 towns over five years, which two
mergers have changed; three reports are late and two are missing, unless it is to be --clean.
--city: ${cityOf.counties} such counties, clean, of ${cityOf.members} members each, and the city's government over them.
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
      city: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  if (values.out === undefined) throw new ArgumentError('--out is missing.');
  const seed = countOf('seed', values.seed);
  const written = await generated(values.out, seed, values);
  process.stdout.write(`${written} reports in ${values.out}\n`);
}

function generated(
  folder: string,
  seed: number,
  values: {
    county: boolean;
    clean: boolean;
    city: boolean;
    agencies: string;
    years: string;
    'first-year': string;
  },
): Promise<number> {
  if (values.county) return generateCounty(folder, { seed, isClean: values.clean });
  if (values.city) return generateCity(folder, { seed, ...cityOf });
  return generateArchive(folder, {
    agencies: countOf('agencies', values.agencies),
    years: countOf('years', values.years),
    seed,
    firstYear: countOf('first-year', values['first-year']),
  });
}

if (import.meta.main) await runMain(main, usage);
