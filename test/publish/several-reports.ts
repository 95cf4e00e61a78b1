import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fixtureRoot, type TemporaryFolder, temporaryRoot } from '../roots.ts';

/** A root with the same small report for several years. */
export async function severalReports(years: readonly number[]): Promise<TemporaryFolder> {
  const base = fixtureRoot('bad-input/base');
  const report = await readFile(path.join(base, 'reports/town/2021.yaml'), 'utf8');
  const files = years.map((year) => [
    `reports/town/${year}.yaml`,
    report.replace('2022-01-20', `${year + 1}-01-20`),
  ]);
  return temporaryRoot(base, Object.fromEntries(files));
}
