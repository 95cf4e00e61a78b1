import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { home, loadArchive } from '../../src/archive/load.ts';
import { Publication } from '../../src/site/publication.ts';

/** What is published of an archive without faults. */
export function publicationOf(root: string): Publication {
  const { archive, findings } = loadArchive(home, root);
  if (!archive || findings.length > 0) throw new Error(`${findings.length} findings`);
  return new Publication(archive, findings, { isPreview: false });
}

/** The folders that the pages of reports would have made. */
export async function makeReportFolders(publication: Publication, output: string): Promise<void> {
  for (const key of publication.reportKeys) {
    await mkdir(path.join(output, key), { recursive: true });
  }
}
