import path from 'node:path';
import Eleventy from '@11ty/eleventy';
import { home } from '../archive/load.ts';
import { noSearch, pagefindProgram } from '../search/pagefind-program.ts';
import { readAssets } from './assets.ts';
import { type SiteSource, useSite } from './plugin.ts';
import type { Publication } from './publication.ts';
import { siteFiles } from './site-files.ts';
import type { SitePage } from './site-page.ts';
import { writeFiles } from './write-files.ts';

export const configPath = path.relative('', path.join(home, '.eleventy.js'));

export interface BuildSource {
  root: string;
  publication: () => Publication;
  /** Whether the site is indexed for its search; it is, where not said otherwise. */
  hasSearch?: boolean;
  /** Told, in Chinese, what the person building should know. */
  warn?: (message: string) => void;
  /** Ends the build early. */
  signal?: AbortSignal;
}

/**
 * Writes all pages of a publication, and all else but the PDFs, into a folder.
 *
 * Eleventy only finds the pages. Were it to write them too, a failed build could not be cleaned up
 * after: it goes on writing beside the error, and where two writes fail it ends the process.
 *
 * Throws PageError, RedirectError, SearchIndexError, what Eleventy or the file system throws, or the signal's reason,
 * once nothing is written any more.
 */
export async function buildSite(given: BuildSource, output: string): Promise<void> {
  const { root, publication, signal } = given;
  const assets = readAssets(root, { areHashed: true });
  const source = { root, publication, assets: () => assets, ...searchOption(given) };
  const pages = await findPages(source);
  signal?.throwIfAborted();
  await writeFiles(siteFiles(pages, source, signal), output);
}

/** Without the program a site is published all the same, and its search page says so. */
function searchOption({ hasSearch = true, warn }: BuildSource): Pick<SiteSource, 'searchProgram'> {
  if (!hasSearch) return {};
  const searchProgram = pagefindProgram();
  if (searchProgram !== undefined) return { searchProgram };
  warn?.(noSearch);
  return {};
}

/** All pages, in no particular order and not yet rendered. */
export async function findPages(source: SiteSource): Promise<SitePage[]> {
  const pages: SitePage[] = [];
  const eleventy = new Eleventy(undefined, undefined, {
    configPath,
    quietMode: true,
    dryRun: true,
    config: (config) => useSite(config, { ...source, found: (page) => pages.push(page) }),
  });
  eleventy.disableLogger();
  await eleventy.init();
  await eleventy.write();
  return pages;
}
