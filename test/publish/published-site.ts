import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { home } from '../../src/archive/load.ts';
import { writeManifest } from '../../src/publish/manifest.ts';
import { type BuiltSite, buildPages } from '../site/built-site.ts';

/** The pages of a root with stand-ins for the PDFs, and with manifest.json and SHA256SUMS. */
export async function publishedSite(root: string): Promise<BuiltSite> {
  const site = await buildPages(root);
  const { folder, publication } = site;
  for (const key of publication.reportKeys) {
    const [agency, year] = key.split('/');
    await writeFile(path.join(folder, key, `${agency}-${year}.pdf`), `%PDF-1.7 ${key}`);
  }
  await writeFile(path.join(folder, '.gongkai'), '');
  await writeManifest(folder, { home, root, publication, tools: { chromium: '153.0.0' } });
  return site;
}
