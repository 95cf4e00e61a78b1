import type { Site } from '../archive/site.ts';
import { addressIn } from '../archive/site-address.ts';

/**
 * `robots.txt`. A demonstration asks to be left alone, as its pages do by `noindex`: not every
 * search engine heeds that, and PDFs have no such mark.
 */
export function robots(site: Site): string {
  if (site.isDemo) return 'User-agent: *\nDisallow: /\n';
  return `User-agent: *\nDisallow:\n\nSitemap: ${addressIn(site, 'sitemap.xml')}\n`;
}
