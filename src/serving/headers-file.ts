import type { Site } from '../archive/site.ts';
import { frameHeader } from './content-security-policy.ts';
import { headers, headersOf } from './headers.ts';
import { topOf } from './redirect-files.ts';

/** Folders in which all files are kept alike, and the name of one of them. */
const uniformFolders: Readonly<Record<string, string>> = {
  '/assets/': 'screen.0123456789abcdef.css',
  '/search/pagefind/filter/': 'zh_0123456.pf_filter',
  '/search/pagefind/fragment/': 'zh_0123456.pf_fragment',
  '/search/pagefind/index/': 'zh_0123456.pf_index',
};

/**
 * The `_headers` file that several hosts of static sites follow. It knows no patterns but `*`, and
 * adds what several sections say to one header: so only what holds for all files stands under `/*`,
 * and what differs stands under its folder where that can be told from the others. Of the policy, in
 * which the search differs, there is what pages cannot say themselves.
 */
export function headersFile(site: Pick<Site, 'domain'>): string {
  const top = topOf(site);
  const everywhere = headers.flatMap(({ name, cases, otherwise }) =>
    cases.length > 0 || otherwise === undefined ? [] : [`  ${name}: ${otherwise}\n`],
  );
  const inFolders = Object.entries(uniformFolders).map(([folder, file]) => {
    const kept = headersOf(folder + file)['Cache-Control'];
    return `${top}${folder}*\n  Cache-Control: ${kept}\n`;
  });
  return `${top}/*\n${everywhere.join('')}  Content-Security-Policy: ${frameHeader}\n${inFolders.join('')}`;
}
