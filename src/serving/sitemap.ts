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

const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/**
 * `sitemap.xml` by sitemaps.org, by file. With more pages than one file may name it is an index of
 * several.
 *
 * @param address of a file of the site, by its path
 */
export function* sitemaps(
  entries: readonly SitemapEntry[],
  address: (path: string) => string,
): Generator<{ path: string; content: string }> {
  if (entries.length <= mostPerFile) {
    yield { path: 'sitemap.xml', content: urlSet(entries) };
    return;
  }
  const names: string[] = [];
  for (let at = 0; at < entries.length; at += mostPerFile) {
    const path = `sitemap-${names.length + 1}.xml`;
    names.push(path);
    yield { path, content: urlSet(entries.slice(at, at + mostPerFile)) };
  }
  const items = names.map((name) => `<sitemap><loc>${escapeXml(address(name))}</loc></sitemap>\n`);
  yield { path: 'sitemap.xml', content: document('sitemapindex', items) };
}

function urlSet(entries: readonly SitemapEntry[]): string {
  const items = entries.map(({ address, changed }) => {
    const date = changed === undefined ? '' : `<lastmod>${changed}</lastmod>`;
    return `<url><loc>${escapeXml(address)}</loc>${date}</url>\n`;
  });
  return document('urlset', items);
}

function document(element: string, items: readonly string[]): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<${element} xmlns="${namespace}">
${items.join('')}</${element}>
`;
}
