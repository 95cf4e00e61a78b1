import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { openCache } from '../../../src/publish/cache.ts';
import { printReports } from '../../../src/publish/print-reports.ts';
import { PrintRun } from '../../../src/publish/print-run.ts';
import type { Prepare } from '../../measure.ts';
import { makeReportFolders, publicationOf } from '../publication.ts';
import { countPdfs } from './count.ts';

/** What a PDF of a synthetic report is long. */
const typicalBytes = 180_000;

/**
 * The step of a build that makes its PDFs, the second time, with one report changed. The cache is
 * filled beforehand under the right keys with random bytes that begin as a PDF does: nothing reads
 * what is kept. The time for each unchanged report ends where the last of them is written.
 */
export const prepare: Prepare = async ({ root, output }) => {
  const folder = path.join(output, 'cache');
  const publication = publicationOf(root);
  const [changed, ...others] = publication.reportKeys;
  if (changed === undefined) throw new Error('no reports');
  {
    await using run = new PrintRun(publication, { root, cache: folder, warn });
    const cache = openCache(folder);
    for (const key of others) {
      const bytes = Buffer.concat([Buffer.from('%PDF-'), randomBytes(typicalBytes)]);
      await cache.put(await run.cacheKey(key), bytes);
    }
  }
  const fresh = publicationOf(root);
  await makeReportFolders(fresh, output);
  const { signal } = new AbortController();
  return async () => {
    const start = performance.now();
    let reused = 0;
    let end = start;
    await using run = new PrintRun(fresh, { root, cache: folder, warn });
    await printReports(fresh, output, run, {
      signal,
      progress: (count) => {
        if (count.reused > reused) end = performance.now();
        reused = count.reused;
      },
    });
    const reports = countPdfs(output);
    const figures = { printed: reports - reused, millisecondsEach: (end - start) / reused };
    return { reports, figures };
  };
};

function warn(message: string): void {
  throw new Error(message);
}
