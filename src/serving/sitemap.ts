import { escapeXml } from './xml.ts';

/** A page of the site. */
export interface SitemapEntry {
  /** Its whole address. */
  address: string;
  /** `YYYY-MM-DD`; only where the content itself says it. */
  changed?: string;
}

/** Most addresses that one file may hold, and most files that an index may. */
const mostPerFile = 50_000;

/** Most bytes of one file, a little less than sitemaps.org allows, for its first and last lines. */
const mostBytes = 50 * 2 ** 20 - 1024;

const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/**
 * `sitemap.xml` by sitemaps.org, by file. With more than one file may hold it is an index of several.
 *
 * @param address of a file of the site, by its path
 */
export function* sitemaps(
  entries: readonly SitemapEntry[],
  address: (path: string) => string,
): Generator<{ path: string; content: string }> {
  const files = urlSets(entries);
  if (files.length === 1) {
    yield { path: 'sitemap.xml', content: files[0]! };
    return;
  }
  const names = files.map((_, at) => `sitemap-${at + 1}.xml`);
  for (const [at, content] of files.entries()) yield { path: names[at]!, content };
  const items = names.map((name) => `<sitemap><loc>${escapeXml(address(name))}</loc></sitemap>\n`);
  yield { path: 'sitemap.xml', content: document('sitemapindex', items) };
}

/** As few files as hold all entries; one at least. */
function urlSets(entries: readonly SitemapEntry[]): string[] {
  const files: string[] = [];
  let items: string[] = [];
  let bytes = 0;
  for (const entry of entries) {
    const item = urlItem(entry);
    const size = Buffer.byteLength(item);
    if (items.length === mostPerFile || bytes + size > mostBytes) {
      files.push(document('urlset', items));
      items = [];
      bytes = 0;
    }
    items.push(item);
    bytes += size;
  }
  files.push(document('urlset', items));
  return files;
}

function urlItem({ address, changed }: SitemapEntry): string {
  const date = changed === undefined ? '' : `<lastmod>${changed}</lastmod>`;
  return `<url><loc>${escapeXml(address)}</loc>${date}</url>\n`;
}

function document(element: string, items: readonly string[]): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<${element} xmlns="${namespace}">
${items.join('')}</${element}>
`;
}
