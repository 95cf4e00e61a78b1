import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Agency } from '../../src/archive/agencies.ts';
import { ArgumentError } from '../arguments.ts';
import type { InventedReport } from './report.ts';
import { siteFile, writeAgencies, writeReport } from './write.ts';

/** Writes `data/` of a root into a folder. Throws ArgumentError unless that is new or empty. */
export async function startRoot(folder: string, agencies: readonly Agency[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) throw new ArgumentError(`${folder} is not empty.`);
  await mkdir(path.join(folder, 'data'));
  await writeFile(path.join(folder, 'data/site.yaml'), siteFile);
  await writeFile(path.join(folder, 'data/agencies.yaml'), writeAgencies(agencies));
}

export async function writeReportFile(folder: string, report: InventedReport): Promise<void> {
  const reportsFolder = path.join(folder, 'reports', report.agency);
  await mkdir(reportsFolder, { recursive: true });
  await writeFile(path.join(reportsFolder, `${report.year}.yaml`), writeReport(report));
}
