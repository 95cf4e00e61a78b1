import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';

/** A report as bare YAML, so that sums of it owe nothing to the code under test. */
export type Plain = { [key: string]: Plain | number | string };

/** Texts of all YAML files below a folder, by path with `/`, in order. */
export async function readTexts(folder: string): Promise<Map<string, string>> {
  const names = await readdir(folder, { recursive: true });
  const texts = new Map<string, string>();
  for (const name of names.filter((each) => each.endsWith('.yaml')).sort())
    texts.set(name.replaceAll(path.sep, '/'), await readFile(path.join(folder, name), 'utf8'));
  return texts;
}

/** All reports of a root by `agency/year`; dates are texts. */
export async function readPlainReports(root: string): Promise<Map<string, Plain>> {
  const texts = await readTexts(path.join(root, 'reports'));
  return new Map(
    [...texts].map(([name, text]) => [
      name.replace('.yaml', ''),
      load(text, { schema: CORE_SCHEMA }) as Plain,
    ]),
  );
}

/** A figure as typed; a row of one figure, or a table of zeros, is typed as that figure. */
export function at(report: Plain, ...keys: string[]): number {
  let value: Plain | number | string = report;
  for (const key of keys) if (typeof value === 'object') value = value[key]!;
  return Number(value);
}

/** The sum of one column over all rows below. */
export function columnSum(rows: Plain, column: string): number {
  return Object.values(rows).reduce<number>((sum, row) => {
    if (typeof row !== 'object') return Number.NaN;
    return sum + (typeof row[column] === 'number' ? row[column] : columnSum(row, column));
  }, 0);
}
