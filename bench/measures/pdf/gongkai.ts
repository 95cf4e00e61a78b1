import { printReports } from '../../../src/publish/print-reports.ts';
import { PrintRun } from '../../../src/publish/print-run.ts';
import type { Prepare } from '../../measure.ts';
import { makeReportFolders, publicationOf } from '../publication.ts';
import { countPdfs } from './count.ts';

export const prepare: Prepare = async ({ root, output }) => {
  const publication = publicationOf(root);
  await makeReportFolders(publication, output);
  const { signal } = new AbortController();
  return async () => {
    await using run = new PrintRun(publication, { root, warn: () => {} });
    await printReports(publication, output, run, { signal, progress: () => {} });
    return countPdfs(output);
  };
};
