import { globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { reportPages } from './count.ts';

/** Report pages that are compressed for a look at what they are over the wire. */
const sampledPages = 100;

/** Kinds of files by the endings of their names; the search's folder is a kind of its own. */
const kinds = ['html', 'json', 'csv', 'xlsx'] as const;

/** What a site consists of: counts, and KiB per report by kind of file. */
export interface OutputSizes {
  pages: number;
  files: number;
  /** KiB of a report page when compressed, its styles left out. */
  reportPage: number;
  html: number;
  json: number;
  csv: number;
  xlsx: number;
  search: number;
  other: number;
}

export function outputSizes(output: string, reports: number): OutputSizes {
  const sizes = { html: 0, json: 0, csv: 0, xlsx: 0, search: 0, other: 0 };
  let files = 0;
  let pages = 0;
  for (const entry of globSync('**/*', { cwd: output, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const ending = path.extname(file).slice(1);
    const isSearch = path.relative(output, file).startsWith(path.join('search', 'pagefind'));
    const kind = isSearch ? 'search' : (kinds.find((each) => each === ending) ?? 'other');
    sizes[kind] += statSync(file).size / 1024 / reports;
    files++;
    if (kind === 'html') pages++;
  }
  return { pages, files, reportPage: compressedPage(output), ...sizes };
}

/** The mean of report pages that lie evenly among all. */
function compressedPage(output: string): number {
  const all = reportPages(output).sort();
  const step = Math.max(1, Math.floor(all.length / sampledPages));
  const sample = all.filter((_, at) => at % step === 0);
  const sizes = sample.map((page) => gzipSync(readFileSync(path.join(output, page))).length / 1024);
  return sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
}
