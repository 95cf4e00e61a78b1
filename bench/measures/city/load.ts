import { cpSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { home, loadArchive } from '../../../src/archive/load.ts';
import type { Prepare } from '../../measure.ts';

/** Reading the same reports when none of them adds up any other. */
export const prepare: Prepare = async ({ root, output }) => {
  cpSync(root, output, { recursive: true });
  for (const file of globSync('reports/*-gov/*.yaml', { cwd: output })) {
    const full = path.join(output, file);
    writeFileSync(full, readFileSync(full, 'utf8').replace(/^汇总: .*\n/m, ''));
  }
  return async () => {
    const { archive, findings } = loadArchive(home, output);
    if (!archive || findings.length > 0) throw new Error(`${findings.length} findings`);
    if (archive.reports.some(({ aggregation }) => aggregation)) throw new Error('still added up');
    return archive.reports.length;
  };
};
