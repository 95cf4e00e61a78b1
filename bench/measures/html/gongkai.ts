import { home, loadArchive } from '../../../src/archive/load.ts';
import { buildSite } from '../../../src/site/build.ts';
import { Publication } from '../../../src/site/publication.ts';
import type { Prepare } from '../../measure.ts';
import { countReportPages } from './count.ts';

export const prepare: Prepare = async ({ root, output }) => {
  const { archive, findings } = loadArchive(home, root);
  if (!archive || findings.length > 0) throw new Error(`${findings.length} findings`);
  const publication = new Publication(archive, findings, { isPreview: false });
  return async () => {
    await buildSite({ root, publication: () => publication }, output);
    return countReportPages(output);
  };
};
