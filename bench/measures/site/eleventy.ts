import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { load } from 'js-yaml';
import { type BareReport, buildBareSite } from '../../bare-eleventy/build.ts';
import type { Prepare } from '../../measure.ts';
import { reportFiles } from '../report-files.ts';
import { countReportPages } from './count.ts';

/** The size of 表三 with its header, as a table of plain numbers. */
const tableRows = 28;
const tableColumns = 7;

export const prepare: Prepare = async ({ root, output }) => {
  const reports = await Promise.all(reportFiles(root).map(readBare));
  return async () => {
    await buildBareSite(reports, output);
    return countReportPages(output);
  };
};

/** A report with its own amount of prose, and a table that is equally large for all. */
async function readBare(file: string): Promise<BareReport> {
  const parts = load(await readFile(file, 'utf8')) as Record<string, unknown>;
  const year = path.basename(file, '.yaml');
  const agency = path.basename(path.dirname(file));
  const paragraphs = Object.values(parts)
    .filter((part) => typeof part === 'string' && part.includes('\n'))
    .flatMap((text) =>
      String(text)
        .trim()
        .replace(/\{\{.*?\}\}/g, '123')
        .split(/\n+/),
    );
  return {
    key: `${agency}/${year}`,
    title: `${agency}${year}年政府信息公开工作年度报告`,
    paragraphs,
    rows: Array.from({ length: tableRows }, (_, row) => ({
      label: `（${row + 1}）政府信息公开申请的办理结果`,
      cells: Array.from({ length: tableColumns }, (_, column) => row * tableColumns + column),
    })),
  };
}
