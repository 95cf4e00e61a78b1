import type nunjucks from 'nunjucks';
import { reportKey } from '../archive/archive.ts';
import { redirectFile } from '../archive/redirect-address.ts';
import type { Redirect } from '../archive/redirects.ts';
import { addressIn } from '../archive/site-address.ts';
import { lastChanged } from '../correction/sentences.ts';
import { compareText } from '../finding/finding.ts';
import type { Publication } from '../site/publication.ts';
import { pdfName } from '../site/report-view.ts';
import { ToldError } from '../told-error.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { downloads } from './download-names.ts';
import { atomFeed, feedFile } from './feed.ts';
import { headersFile } from './headers-file.ts';
import { downloadMap, redirectMap } from './nginx-maps.ts';
import { encodeAddress, redirectList, relativeTarget } from './redirect-files.ts';
import { robots } from './robots.ts';
import { type SitemapEntry, sitemaps } from './sitemap.ts';

/** A file by its path in the site, with `/` between its parts. */
export interface ServingFile {
  path: string;
  content: string;
}

/** Thrown where a redirect's target is not among what was built, or its own address is. */
export class RedirectError extends ToldError {
  override name = 'RedirectError';
}

export interface BuiltFiles {
  /** HTML pages by path, in any order. */
  pages: readonly string[];
  /** Everything else but the PDFs. */
  others: ReadonlySet<string>;
}

/**
 * What a site has for programs and servers: feed, sitemap, robots.txt, redirects, headers. Made of
 * the publication and of what was built, and of nothing else.
 * Throws RedirectError.
 */
export function* servingFiles(
  publication: Publication,
  built: BuiltFiles,
  environment: nunjucks.Environment,
): Generator<ServingFile> {
  const { site, redirects } = publication.archive;
  yield { path: feedFile, content: atomFeed(site, publication.archivedReports) };
  yield { path: 'robots.txt', content: robots(site) };
  yield* sitemaps(sitemapEntries(publication, built.pages), (path) => addressIn(site, path));
  checkRedirects(publication, built);
  for (const redirect of redirects)
    yield {
      path: redirectFile(redirect.from),
      content: redirectPage(publication, redirect, environment),
    };
  yield { path: '_redirects', content: redirectList(redirects, site) };
  yield { path: '_headers', content: headersFile(site, built.others) };
  yield { path: '_nginx/redirects.map', content: redirectMap(redirects, site) };
  yield { path: '_nginx/downloads.map', content: downloadMap(downloads(publication), site) };
}

/** Every page but the one that is shown in place of others, and those where there is no report any more. */
function sitemapEntries(publication: Publication, pages: readonly string[]): SitemapEntry[] {
  const changed = new Map<string, string>(
    publication.archivedReports.flatMap(({ report }) => {
      const day = lastChanged(report);
      return day === undefined ? [] : [[`${reportKey(report)}/index.html`, day] as const];
    }),
  );
  const absent = new Set([
    '404.html',
    ...publication.withdrawals.keys.map((key) => `${key}/index.html`),
  ]);
  return pages
    .filter((page) => !absent.has(page))
    .toSorted(compareText)
    .map((page) => {
      const date = changed.get(page);
      const path = encodeAddress(page.replace(/(^|\/)index\.html$/, '$1'));
      return {
        address: addressIn(publication.site, path),
        ...(date === undefined ? {} : { changed: date }),
      };
    });
}

/** Before the build only so much is known of pages as their templates say. */
function checkRedirects(publication: Publication, { pages, others }: BuiltFiles): void {
  const { redirects } = publication.archive;
  if (redirects.length === 0) return;
  const pdfs = publication.archivedReports.map(
    ({ report }) => `${reportKey(report)}/${pdfName(report)}`,
  );
  const files = new Set([...pages, ...others, ...pdfs]);
  // To nginx, and to some machines' file systems, names that differ in case only are one.
  const taken = new Set([...files].map((file) => file.toLowerCase()));
  for (const { from, to, line, column } of redirects) {
    const place = `data/redirects.yaml ${line}:${column}`;
    if (!files.has(to.slice(1).replace(/(^|\/)$/, '$1index.html')))
      throw new RedirectError(`${place}  新地址“${to}”上没有网页`);
    if (taken.has(redirectFile(from).toLowerCase()))
      throw new RedirectError(`${place}  旧地址“${from}”上现在就有网页，不能又转到别处`);
  }
}

function redirectPage(
  publication: Publication,
  redirect: Redirect,
  environment: nunjucks.Environment,
): string {
  return environment.render('layouts/redirect.njk', {
    publication,
    from: redirect.from,
    target: relativeTarget(redirect),
    canonical: addressIn(publication.site, encodeAddress(redirect.to).slice(1)),
    contentSecurityPolicy: contentSecurityPolicy(),
  });
}
