import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ArgumentError, countOf, runMain } from './arguments.ts';
import { compare, spend } from './compare.ts';
import { type ArchiveSize, generateArchive } from './generate.ts';
import type { ArchiveName } from './measure.ts';
import { check } from './measures/check.ts';
import { html } from './measures/html.ts';
import { load } from './measures/load.ts';
import { pdf, pdfCache, pdfMemory, pdfParallel, pdfPlain } from './measures/pdf.ts';
import { formatComparison, formatSpending } from './print.ts';

const measures = [load, check, html, pdf, pdfParallel, pdfPlain, pdfMemory, pdfCache];

/** Those who report five years each make up the documents to be printed. */
const documentYears = 5;

const usage = `Usage: npm run bench -- [--agencies 200] [--years 5] [--documents 40] [--seed 1] [--rounds 5] [--only NAME]

Generates synthetic archives in a temporary folder and compares this project with the barest
program that does as much. Measures: ${measures.map(({ name }) => name).join(', ')}.
Those of PDFs print so many documents, rounded up to fives; pdf-cache has the large archive instead.
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
  const chosen = measures.filter(({ name }) => values.only === undefined || values.only === name);
  if (chosen.length === 0) throw new ArgumentError(`There is no measure “${values.only}”.`);
  const rounds = countOf('rounds', values.rounds);
  const agencies = countOf('agencies', values.agencies);
  const years = countOf('years', values.years);
  const documents = countOf('documents', values.documents);
  const seed = countOf('seed', values.seed);
  const workspace = await mkdtemp(path.join(tmpdir(), 'gongkai-bench-'));
  try {
    const sizes: Record<ArchiveName, ArchiveSize> = {
      large: { agencies, years, seed },
      documents: { agencies: Math.ceil(documents / documentYears), years: documentYears, seed },
    };
    const rootOf = (name: ArchiveName) => path.join(workspace, name);
    for (const name of new Set(chosen.map(({ archive }) => archive))) {
      await generateArchive(rootOf(name), sizes[name]);
    }
    print(
      `Node ${process.version}, ${availableParallelism()} cores; ${agencies} agencies, ${years} years, ${documents} documents, seed ${seed}; ${rounds} rounds.`,
      'Every run is a process of its own, sides in turns: code starts cold as in one build, and peak',
      'memory is that run’s alone. Start of the process and loading of modules are not timed; the',
      'files are in the disk cache. Times are medians (min–max), peaks the highest of all rounds.',
    );
    for (const measure of chosen) {
      const root = rootOf(measure.archive);
      const told =
        'bare' in measure
          ? formatComparison(await compare(measure, root, rounds, tick))
          : formatSpending(await spend(measure, root, rounds, tick));
      print('', told);
    }
  } finally {
    await rm(workspace, { recursive: true, force: true });
  }
}

function print(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

function tick(): void {
  if (process.stderr.isTTY) process.stderr.write('.');
}

await runMain(main, usage);
