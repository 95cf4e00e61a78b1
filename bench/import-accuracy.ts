import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { home } from '../src/archive/load.ts';
import { accuracyTable } from './accuracy/accuracy-table.ts';
import type { Measured } from './accuracy/measure.ts';
import { measureAll } from './accuracy/measure-all.ts';
import { runMain } from './arguments.ts';

const usage = `Usage: npm run accuracy -- [--figures] [--write]

Imports every fixture of test/fixtures/import and prints, by format, how many of the figures that
the sources state arrive, and how many are wrong: the table of docs/导入准确率.md.
--write puts it there.
--figures names each figure that is wrong or missing, and what somebody is asked to look at.
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      figures: { type: 'boolean' },
      write: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  const measured = await measureAll();
  if (values.figures) process.stdout.write(`${measured.map(figuresOf).join('\n')}\n\n`);
  const table = accuracyTable(measured);
  process.stdout.write(`${table}\n`);
  if (values.write) writeTable(table);
}

/** The first table of the page is this one. */
function writeTable(table: string): void {
  const page = path.join(home, 'docs/导入准确率.md');
  writeFileSync(
    page,
    readFileSync(page, 'utf8').replace(/^\|(.*\n\|)*.*$/m, () => table),
  );
}

function figuresOf({ name, stated, found, wrong, missing, imported, problems }: Measured): string {
  const lines = [...wrong, ...missing].map(
    ({ address, expected, actual, confidence }) =>
      `  ${address}: ${expected ?? '未载'} → ${actual ?? '未载'}${confidence === 'doubtful' ? '（存疑）' : ''}`,
  );
  const calls = imported.receipt.needsPerson.map(({ message }) => `  待核：${message}`);
  return [`${name}: ${found}/${stated}`, ...lines, ...calls, ...problems].join('\n');
}

await runMain(main, usage);
