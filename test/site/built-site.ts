import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Archive } from '../../src/archive/archive.ts';
import { home } from '../../src/archive/load.ts';
import { inspect } from '../../src/check/inspect.ts';
import { hasErrors, summarize } from '../../src/finding/finding.ts';
import { formatText } from '../../src/finding/format.ts';
import { buildSite } from '../../src/site/build.ts';
import { Publication } from '../../src/site/publication.ts';
import { temporaryFolder } from '../roots.ts';
import { Page } from './page.ts';

/** `report.json` of the output contract, its numbers as JavaScript reads them. */
export interface ReportJson {
  agency: string;
  year: number;
  form: string;
  title: string;
  published: string | null;
  facts: Record<string, number | null>;
  units: Record<string, string>;
  findings: Record<string, unknown>[];
}

/** The pages of a root, built into a folder of their own. */
export interface BuiltSite {
  folder: string;
  archive: Archive;
  publication: Publication;
  /** Every file of the site, sorted. */
  files: string[];
  /** Every HTML page, by file. */
  pages: ReadonlyMap<string, Page>;
  /** The page of a report `<agency>/<year>`. */
  report(key: string): Page;
  reportJson(key: string): ReportJson;
  remove(): Promise<void>;
}

/** Builds everything but the PDFs. Throws where the root has errors. */
export async function buildPages(root: string): Promise<BuiltSite> {
  const { archive, findings, reportCount } = inspect(home, root);
  if (!archive || hasErrors(findings))
    throw new Error(formatText(findings, summarize(findings, reportCount)));
  const publication = new Publication(archive, findings, { isPreview: false });
  const { path: folder, remove } = await temporaryFolder();
  await buildSite({ root, publication: () => publication }, folder);

  const files = await filesIn(folder);
  const pages = new Map<string, Page>();
  const jsons = new Map<string, ReportJson>();
  for (const file of files) {
    const content = () => readFile(path.join(folder, file), 'utf8');
    if (file.endsWith('.html')) pages.set(file, new Page(file, await content()));
    if (file.endsWith('.json')) jsons.set(file, JSON.parse(await content()));
  }
  const at = <T>(map: ReadonlyMap<string, T>, file: string): T => {
    const found = map.get(file);
    if (found === undefined) throw new Error(`The site has no ${file}`);
    return found;
  };
  return {
    folder,
    archive,
    publication,
    files,
    pages,
    report: (key) => at(pages, `${key}/index.html`),
    reportJson: (key) => at(jsons, `${key}/report.json`),
    remove,
  };
}

/** Every file below a folder, with `/` between the parts of its path, sorted. */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .map((file) => file.replaceAll(path.sep, '/'))
    .sort();
}
