import { pagefindProgram } from '../../../src/search/pagefind-program.ts';
import { searchFiles } from '../../../src/search/search-files.ts';
import type { Prepare } from '../../measure.ts';
import { publicationOf } from '../publication.ts';

export const prepare: Prepare = async ({ root }) => {
  const publication = publicationOf(root);
  const program = pagefindProgram();
  if (program === undefined) throw new Error('Pagefind is not installed');
  return async () => {
    const start = performance.now();
    let files = 0;
    let bytes = 0;
    for await (const { content } of searchFiles(publication, { program })) {
      files++;
      bytes += Buffer.byteLength(content);
    }
    const reports = publication.reportKeys.length;
    const millisecondsPerReport = (performance.now() - start) / reports;
    const kibibytesPerReport = bytes / 1024 / reports;
    return { reports, figures: { files, millisecondsPerReport, kibibytesPerReport } };
  };
};
