import { mkdirSync } from 'node:fs';
import { appendFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { dataFiles } from '../export/data-files.ts';
import { compareText } from '../finding/finding.ts';
import { searchFiles } from '../search/search-files.ts';
import { servingFiles } from '../serving/serving-files.ts';
import { dataSource } from './data-source.ts';
import { createEnvironment } from './environment.ts';
import { overlay } from './overlay.ts';
import type { SiteSource } from './plugin.ts';
import type { SitePage } from './site-page.ts';

/** A file by its path in the site, with `/` between its parts; or its next piece. */
export interface SiteFile {
  path: string;
  content: string | Uint8Array;
  /** Whether the content goes on where that of the last piece with this path ended. */
  isContinued?: boolean;
}

/** Files under way at a time: the disk works while the next ones are made. */
const writesAtOnce = 8;

/**
 * Writes files as they are made. When it throws, nothing is written any more.
 * Throws what the file system or the making throws.
 */
export async function writeFiles(files: AsyncGenerator<SiteFile>, output: string): Promise<void> {
  const folders = new Set<string>();
  const underWay = new Map<string, Promise<void>>();
  const write = async () => {
    // Leaving the loop by an error ends the making of files for all.
    for await (const { path: name, content, isContinued } of files) {
      const file = path.join(output, name);
      const folder = path.dirname(file);
      if (!folders.has(folder)) mkdirSync(folder, { recursive: true });
      folders.add(folder);
      const before = underWay.get(file);
      const written = isContinued
        ? Promise.resolve(before).then(() => appendFile(file, content))
        : writeFile(file, content);
      underWay.set(file, written);
      await written;
      if (underWay.get(file) === written) underWay.delete(file);
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: writesAtOnce }, write));
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
}

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
