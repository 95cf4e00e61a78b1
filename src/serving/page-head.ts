import { addressIn } from '../archive/site-address.ts';
import type { Publication } from '../site/publication.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { feedFile } from './feed.ts';
import { jsonForScript } from './json-script.ts';
import { structuredData } from './structured-data.ts';

/** What the head of a page tells browsers and search engines, for the layout. */
export interface PageHead {
  contentSecurityPolicy: string;
  /** The page's permanent address; absent for what stands in for any address, as 404.html does. */
  canonical?: string;
  /** Path of the feed, from the site's top. */
  feed: string;
  /** JSON-LD, ready for a script element. */
  structuredData?: string;
}

/**
 * @param page path of the page from the site's top, with `/` before it
 * @param hasSearch whether the search runs on this page
 */
export function pageHead(publication: Publication, page: string, hasSearch = false): PageHead {
  const isPreview = !publication.hasPdfs;
  const data = structuredData(publication, page);
  return {
    contentSecurityPolicy: contentSecurityPolicy({ hasSearch, isPreview }),
    feed: feedFile,
    ...(page.endsWith('/') ? { canonical: addressIn(publication.site, page.slice(1)) } : {}),
    ...(data ? { structuredData: jsonForScript(data) } : {}),
  };
}
