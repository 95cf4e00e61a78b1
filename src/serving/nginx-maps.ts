import type { Redirect } from '../archive/redirects.ts';
import type { Site } from '../archive/site.ts';
import { contentDisposition, type Download } from './download-names.ts';
import { encodeAddress, spellings, topOf } from './redirect-files.ts';

/**
 * The inside of nginx's `map $uri`: old addresses, as nginx decodes them, and the addresses to which
 * they lead. Nothing in an address has a meaning to nginx but letters, and these stand in quotes.
 */
export function redirectMap(redirects: readonly Redirect[], site: Pick<Site, 'domain'>): string {
  const top = topOf(site);
  return redirects
    .flatMap(({ from, to }) =>
      spellings(from).map((old) => `"${decodeURI(top)}${old}" "${top}${encodeAddress(to)}";\n`),
    )
    .join('');
}

/** The inside of nginx's `map $uri`: files that are saved, and their `Content-Disposition`. */
export function downloadMap(files: readonly Download[], site: Pick<Site, 'domain'>): string {
  const top = decodeURI(topOf(site));
  return files
    .map((file) => `"${top}/${file.path}" "${contentDisposition(file).replaceAll('"', '\\"')}";\n`)
    .join('');
}
