import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { dataFiles } from '../export/data-files.ts';
import { compareText } from '../finding/finding.ts';
import { servingFiles } from '../serving/serving-files.ts';
import { readAssets } from './assets.ts';
import { dataSource } from './data-source.ts';
import { createEnvironment } from './environment.ts';
import { overlay } from './overlay.ts';
import type { SiteSource } from './plugin.ts';
import type { Publication } from './publication.ts';

/** A page as Eleventy has rendered it. */
export interface RenderedPage {
  /** Relative to the working directory; false for one that is not written. */
  outputPath: string | false;
  content: string;
}

interface SiteFile {
  path: string;
  content: string | Uint8Array;
  /** Whether the content goes on where that of the last piece with this path ended. */
  isContinued?: boolean;
}

/** Files written without a look at the signal. */
const filesPerLook = 64;

/**
 * Writes everything of a site but the PDFs, one file after the other: when it throws, nothing is
 * written any more.
 * Throws what the file system throws, or the signal's reason.
 */
export async function writeSite(
  pages: readonly RenderedPage[],
  source: SiteSource,
  output: string,
): Promise<void> {
  let written = 0;
  const folders = new Set<string>();
  for (const file of siteFiles(pages, source, output)) {
    if (written++ % filesPerLook === 0) {
      await setImmediate();
      source.signal?.throwIfAborted();
    }
    const folder = path.dirname(file.path);
    if (!folders.has(folder)) mkdirSync(folder, { recursive: true });
    folders.add(folder);
    writeFileSync(file.path, file.content, { flag: file.isContinued ? 'a' : 'w' });
  }
}

function* siteFiles(
  pages: readonly RenderedPage[],
  source: SiteSource,
  output: string,
): Generator<SiteFile> {
  const publication = source.publication();
  const htmlPages: string[] = [];
  const others = new Set<string>();
  // Eleventy's own order is another each time.
  const inOrder = pages.toSorted((a, b) => compareText(`${a.outputPath}`, `${b.outputPath}`));
  for (const { outputPath, content } of inOrder) {
    if (outputPath === false) continue;
    const file = path.resolve(outputPath);
    htmlPages.push(path.relative(output, file).replaceAll(path.sep, '/'));
    yield { path: file, content };
  }
  for (const file of filesBesidePages(publication, source)) {
    others.add(file.path);
    yield { ...file, path: path.join(output, file.path) };
  }
  const environment = createEnvironment(overlay(source.root, 'templates'));
  for (const file of servingFiles(publication, { pages: htmlPages, others }, environment))
    yield { ...file, path: path.join(output, file.path) };
}

/** Files by their paths in the site. */
function* filesBesidePages(
  publication: Publication,
  { root, assets }: SiteSource,
): Generator<SiteFile> {
  yield* (assets ?? readAssets(root, { areHashed: false })).values();
  for (const key of publication.reportKeys)
    yield { path: `${key}/report.json`, content: publication.reportJson(key) };
  yield* dataFiles(dataSource(publication));
}
