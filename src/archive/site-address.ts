import type { Site } from './site.ts';

/**
 * Where a site is, with a slash at the end, such as `https://www.example.gov.cn/nianbao/`.
 *
 * SiteDomain is by custom a bare host name. Without a scheme it means https: an address that is
 * published must hold for years, and every office is told to serve https.
 */
export function siteAddress({ domain }: Pick<Site, 'domain'>): URL {
  const url = new URL(/^https?:\/\//i.test(domain) ? domain : `https://${domain}`);
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

/** Whether a SiteDomain is a host, with or without scheme, port and folder, and nothing else. */
export function isSiteDomain(domain: string): boolean {
  // A backslash or a tab would be repaired by the URL parser, in silence.
  if (/[\s\\"<>?#@]/.test(domain)) return false;
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(domain) && !/^https?:\/\//i.test(domain)) return false;
  const url = URL.parse(/^https?:\/\//i.test(domain) ? domain : `https://${domain}`);
  return url !== null && /^[\p{L}\d]/u.test(domain);
}

/** The address of something that is on a site, by its path from the site's top. */
export function addressIn(site: Pick<Site, 'domain'>, path: string): string {
  return new URL(`./${path}`, siteAddress(site)).href;
}
