import { home, loadArchive } from '../../../src/archive/load.ts';
import { checkReports } from '../../../src/check/check.ts';
import type { Prepare } from '../../measure.ts';

export const prepare: Prepare = async ({ root }) => {
  const { archive } = loadArchive(home, root);
  if (!archive) throw new Error('the archive cannot be read');
  return async () => {
    checkReports(archive, archive.reports);
    return archive.reports.length;
  };
};
