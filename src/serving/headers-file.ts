import type { Site } from '../archive/site.ts';
import { compareText } from '../finding/finding.ts';
import { frameHeader } from './content-security-policy.ts';
import { headers, headersOf } from './headers.ts';
import { topOf } from './redirect-files.ts';

/** Sections that hosts take; the first is that of all files. */
const mostSections = 100;

/**
 * The `_headers` file that several hosts of static sites follow. It knows no patterns but `*`, and
 * adds what several sections say to one header: so only what holds for all files stands under `/*`,
 * and what differs stands under its folder where that can be told from the others. Of the policy, in
 * which the search differs, there is what pages cannot say themselves.
 *
 * @param files all but the pages and PDFs, which are kept no differently from the rest
 */
export function headersFile(site: Pick<Site, 'domain'>, files: Iterable<string>): string {
  const top = topOf(site);
  const everywhere = headers.flatMap(({ name, cases, otherwise }) =>
    cases.length > 0 || otherwise === undefined ? [] : [`  ${name}: ${otherwise}\n`],
  );
  const inFolders = keptFolders(files)
    .slice(0, mostSections - 1)
    .map(([folder, kept]) => `${top}/${folder}/*\n  Cache-Control: ${kept}\n`);
  return `${top}/*\n${everywhere.join('')}  Content-Security-Policy: ${frameHeader}\n${inFolders.join('')}`;
}

/**
 * Folders in which all files are kept alike and unlike the rest, with how: uppermost first, and of
 * the search's portions the newest first, so that what finds no place is asked for least.
 */
function keptFolders(files: Iterable<string>): [string, string][] {
  const usual = headers.find(({ name }) => name === 'Cache-Control')?.otherwise;
  const keptIn = new Map<string, Set<string>>();
  for (const file of files) {
    const end = file.lastIndexOf('/');
    if (end < 0) continue;
    const folder = file.slice(0, end);
    const kept = headersOf(`/${file}`)['Cache-Control'] ?? '';
    keptIn.set(folder, (keptIn.get(folder) ?? new Set()).add(kept));
  }
  const depth = (folder: string) => folder.split('/').length;
  return [...keptIn]
    .flatMap(([folder, [kept, another]]): [string, string][] =>
      kept === undefined || another !== undefined || kept === usual ? [] : [[folder, kept]],
    )
    .sort(([a], [b]) => depth(a) - depth(b) || compareText(b, a));
}
