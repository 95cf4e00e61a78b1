import { home, loadArchive } from '../../../src/archive/load.ts';
import { checkReports } from '../../../src/check/check.ts';
import type { Prepare } from '../../measure.ts';

export const prepare: Prepare = async ({ root }) => {
  return async () => {
    const { archive, findings } = loadArchive(home, root);
    if (!archive) throw new Error('the archive cannot be read');
    const sums = archive.reports.filter(({ aggregation }) => aggregation);
    findings.push(...checkReports(archive, sums));
    if (findings.length > 0) throw new Error(`${findings.length} findings`);
    return archive.reports.length;
  };
};
