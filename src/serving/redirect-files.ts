import { redirectFile } from '../archive/redirect-address.ts';
import type { Redirect } from '../archive/redirects.ts';
import type { Site } from '../archive/site.ts';
import { siteAddress } from '../archive/site-address.ts';

/** The path of an address as it stands in a link, in ASCII. */
export function encodeAddress(address: string): string {
  return address.split('/').map(encodeURIComponent).join('/');
}

/** The way from a redirect's own page to the new address, relative: it holds in any folder. */
export function relativeTarget({ from, to }: Redirect): string {
  const depth = redirectFile(from).split('/').length - 1;
  return (depth === 0 ? './' : '../'.repeat(depth)) + encodeAddress(to).slice(1);
}

/** Every way in which a visitor may write an old address: a folder's also without its last slash. */
export function spellings(address: string): string[] {
  const file = `/${redirectFile(address)}`;
  if (!file.endsWith('/index.html') || address.endsWith('.html')) return [address];
  const folder = file.replace(/index\.html$/, '');
  return [folder.slice(0, -1), folder, file];
}

/** The `_redirects` file that several hosts of static sites follow. */
export function redirectList(redirects: readonly Redirect[], site: Pick<Site, 'domain'>): string {
  const top = topOf(site);
  return redirects
    .flatMap(({ from, to }) =>
      spellings(from).map((old) => `${top}${encodeAddress(old)} ${top}${encodeAddress(to)} 301\n`),
    )
    .join('');
}

/** The folder in which a site lies at its host, without a slash at the end; mostly none. */
export function topOf(site: Pick<Site, 'domain'>): string {
  return siteAddress(site).pathname.slice(0, -1);
}
