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

export const applicants = [
  '自然人',
  '商业企业',
  '科研机构',
  '社会公益组织',
  '法律服务机构',
  '其他',
];
const results = ['结果维持', '结果纠正', '其他结果', '尚未审结'];

/** The figure at an address, worked out of what is typed: totals are added up here. */
export function figureOf(report: Plain, address: string): number {
  const keys = address.split('.');
  const column = keys.at(-1)!;
  const row = keys.slice(0, -1).join('.');
  const sum = (addresses: readonly string[]) =>
    addresses.reduce((all, each) => all + figureOf(report, each), 0);
  if (column === '总计') {
    const each = keys[0] === '复议诉讼' ? results : applicants;
    return sum(each.map((key) => `${row}.${key}`));
  }
  if (row === '申请办理.收办')
    return sum([`申请办理.本年新收.${column}`, `申请办理.上年结转.${column}`]);
  if (row === '复议诉讼.行政诉讼')
    return sum([`复议诉讼.未经复议直接起诉.${column}`, `复议诉讼.复议后起诉.${column}`]);
  const above = keys.slice(1, -2);
  if (keys.at(-2) === '总计' || keys.at(-2) === '小计')
    return columnSum(
      above.reduce((rows, key) => rows[key] as Plain, report[keys[0]!] as Plain),
      column,
    );
  return at(report, ...keys);
}
