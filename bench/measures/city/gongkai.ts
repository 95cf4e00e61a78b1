import { assemble } from '../../../src/archive/assemble.ts';
import { home, loadArchive } from '../../../src/archive/load.ts';
import { Recollection } from '../../../src/archive/recollection.ts';
import { checkReports } from '../../../src/check/check.ts';
import type { Prepare } from '../../measure.ts';

export const prepare: Prepare = async ({ root }) => {
  const { archive } = loadArchive(home, root);
  if (!archive) throw new Error('the archive cannot be read');
  const { reports: loaded, ...frame } = archive;
  const read = loaded.map(({ report }) => report);
  return async () => {
    // All facts are computed anew, though reading has done so: what is timed is rather more.
    const { reports, findings } = assemble(frame.agencies, read, {
      incomplete: new Set(),
      files: [],
      recollection: new Recollection(),
    });
    findings.push(...checkReports({ ...frame, reports }, reports));
    if (findings.length > 0) throw new Error(`${findings.length} findings`);
    return reports.length;
  };
};
