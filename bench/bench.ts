import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ArgumentError, countOf, runMain } from './arguments.ts';
import { compare, grow, spend } from './compare.ts';
import { type ArchiveSize, cityOf, generateArchive } from './generate.ts';
import { generateCity } from './generate-county.ts';
import type { ArchiveName, Budget, Growth, Measure } from './measure.ts';
import { check } from './measures/check.ts';
import { city, citySums } from './measures/city.ts';
import { load } from './measures/load.ts';
import { pdf, pdfCache, pdfMemory, pdfParallel, pdfPlain } from './measures/pdf.ts';
import { site, siteEdit, siteGrowth, siteSearch, siteSize } from './measures/site.ts';
import { formatComparison, formatGrowth, formatSpending } from './print.ts';

const measures: readonly (Measure | Budget | Growth)[] = [
  load,
  check,
  citySums,
  city,
  site,
  siteSize,
  siteSearch,
  siteEdit,
  pdf,
  pdfParallel,
  pdfPlain,
  pdfMemory,
  pdfCache,
];

/** Such as take many minutes: they are run only when they are asked for. */
const longMeasures: readonly Growth[] = [siteGrowth];

/** Those who report five years each make up the documents to be printed. */
const documentYears = 5;

const usage = `Usage: npm run bench -- [--agencies 200] [--years 5] [--documents 40] [--seed 1] [--rounds 5] [--only NAME]

Generates synthetic archives in a temporary folder and compares this project with the barest
program that does as much. Measures: ${namesOf(measures)}.
Only when asked for by its name, since it takes many minutes: ${namesOf(longMeasures)}.
Those of PDFs print so many documents, rounded up to fives; pdf-cache has the large archive instead.
Those of a city have ${cityOf.counties} counties of ${cityOf.members} members each, over five years, whatever the options say.
TMPDIR=/dev/shm npm run bench keeps a busy disk out of the figures.
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      agencies: { type: 'string', default: '200' },
      years: { type: 'string', default: '5' },
      documents: { type: 'string', default: '40' },
      seed: { type: 'string', default: '1' },
      rounds: { type: 'string', default: '5' },
      only: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  const chosen =
    values.only === undefined
      ? measures
      : [...measures, ...longMeasures].filter(({ name }) => name === values.only);
  if (chosen.length === 0) throw new ArgumentError(`There is no measure “${values.only}”.`);
  const rounds = countOf('rounds', values.rounds);
  const agencies = countOf('agencies', values.agencies);
  const years = countOf('years', values.years);
  const documents = countOf('documents', values.documents);
  const seed = countOf('seed', values.seed);
  const workspace = await mkdtemp(path.join(tmpdir(), 'gongkai-bench-'));
  try {
    const sizes: Record<Exclude<ArchiveName, 'city'>, ArchiveSize> = {
      large: { agencies, years, seed },
      tenfold: { agencies: agencies * 10, years, seed },
      documents: { agencies: Math.ceil(documents / documentYears), years: documentYears, seed },
    };
    const rootOf = (name: ArchiveName) => path.join(workspace, name);
    for (const name of new Set(chosen.flatMap(archivesOf))) {
      if (name === 'city') await generateCity(rootOf(name), { ...cityOf, seed });
      else await generateArchive(rootOf(name), sizes[name]);
    }
    print(
      `Node ${process.version}, ${availableParallelism()} cores; ${agencies} agencies, ${years} years, ${documents} documents, seed ${seed}; ${rounds} rounds.`,
      'Every run is a process of its own, sides in turns: code starts cold as in one build, and peak',
      'memory is that run’s alone. Start of the process and loading of modules are not timed; the',
      'files are in the disk cache. Times are medians (min–max), peaks the highest of all rounds.',
    );
    for (const measure of chosen) {
      print('', await resultOf(measure, rootOf, rounds));
    }
  } finally {
    await rm(workspace, { recursive: true, force: true });
  }
}

function archivesOf(measure: Measure | Budget | Growth): readonly ArchiveName[] {
  return 'per' in measure ? ['large', 'tenfold'] : [measure.archive];
}

async function resultOf(
  measure: Measure | Budget | Growth,
  rootOf: (name: ArchiveName) => string,
  rounds: number,
): Promise<string> {
  if ('per' in measure) {
    const roots = { large: rootOf('large'), tenfold: rootOf('tenfold') };
    return formatGrowth(await grow(measure, roots, rounds, tick));
  }
  const root = rootOf(measure.archive);
  return 'bare' in measure
    ? formatComparison(await compare(measure, root, rounds, tick))
    : formatSpending(await spend(measure, root, rounds, tick));
}

function namesOf(named: readonly { name: string }[]): string {
  return named.map(({ name }) => name).join(', ');
}

function print(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

function tick(): void {
  if (process.stderr.isTTY) process.stderr.write('.');
}

await runMain(main, usage);
