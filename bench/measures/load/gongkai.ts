import { home, loadArchive } from '../../../src/archive/load.ts';
import type { Prepare } from '../../measure.ts';

export const prepare: Prepare = async ({ root }) => {
  return async () => {
    const { archive, findings } = loadArchive(home, root);
    if (!archive || findings.length > 0) throw new Error(`${findings.length} findings`);
    return archive.reports.length;
  };
};
