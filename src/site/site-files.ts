import { dataFiles } from '../export/data-files.ts';
import { compareText } from '../finding/finding.ts';
import { searchFiles } from '../search/search-files.ts';
import { servingFiles } from '../serving/serving-files.ts';
import { dataSource } from './data-source.ts';
import { createEnvironment } from './environment.ts';
import { overlay } from './overlay.ts';
import type { SiteSource } from './plugin.ts';
import type { SitePage } from './site-page.ts';
import type { SiteFile } from './write-files.ts';

/**
 * Everything of a site but the PDFs. Each page is rendered when its turn comes, so that memory
 * does not grow with the archive. Throws PageError, RedirectError, SearchIndexError, or the signal's reason.
 */
export async function* siteFiles(
  pages: readonly SitePage[],
  source: SiteSource,
  signal?: AbortSignal,
): AsyncGenerator<SiteFile> {
  const publication = source.publication();
  const others = new Set<string>();
  // Eleventy's own order is another each time.
  const inOrder = pages.toSorted((a, b) => compareText(a.file, b.file));
  for (const page of inOrder) {
    signal?.throwIfAborted();
    yield { path: page.file, content: page.render() };
  }
  for await (const file of filesBesidePages(source, signal)) {
    signal?.throwIfAborted();
    others.add(file.path);
    yield file;
  }
  const environment = createEnvironment(overlay(source.root, 'templates'));
  const built = { pages: inOrder.map(({ file }) => file), others };
  yield* servingFiles(publication, built, environment);
}

async function* filesBesidePages(
  { publication, assets, searchProgram: program }: SiteSource,
  signal?: AbortSignal,
): AsyncGenerator<SiteFile> {
  yield* assets().values();
  for (const key of publication().reportKeys)
    yield { path: `${key}/report.json`, content: publication().reportJson(key) };
  yield* dataFiles(dataSource(publication()));
  if (program !== undefined)
    yield* searchFiles(publication(), { program, ...(signal ? { signal } : {}) });
}
