import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishedSite } from '../publish/published-site.ts';
import { fixtureRoot, projectRoot, type TemporaryFolder } from '../roots.ts';
import { type BuiltSite, filesIn } from './built-site.ts';
import { everyPageRoot } from './every-page.ts';
import { attribute, type Page } from './page.ts';

const existing = (path: string) => async (): Promise<TemporaryFolder> => {
  const nothing = async () => {};
  return { path, remove: nothing, [Symbol.asyncDispose]: nothing };
};

describe.each([
  ['the five seed reports', existing(projectRoot)],
  ['the full fixture', existing(fixtureRoot('full'))],
  ['every kind of page', everyPageRoot],
])('%s', (_, openRoot) => {
  let site: BuiltSite;
  /** Every file of the site once it is published. */
  let files: ReadonlySet<string>;
  beforeAll(async () => {
    await using root = await openRoot();
    site = await publishedSite(root.path);
    files = new Set(await filesIn(site.folder));
  });
  afterAll(() => site.remove());

  test('no address in a page leads to nothing', () => {
    const dead = [...site.pages.values()].flatMap((page) =>
      addressesOf(page, site.archive.site.domain)
        .filter(({ file, id }) => {
          const target = site.pages.get(file);
          return !files.has(file) || (id !== '' && !target?.all(`[id="${id}"]`).length);
        })
        .map(({ written }) => `${page.file} → ${written}`),
    );
    expect(dead).toEqual([]);
  });

  test('pages, data and PDFs are all linked to', () => {
    const linked = new Set(
      [...site.pages.values()].flatMap((page) =>
        addressesOf(page, site.archive.site.domain).map(({ file }) => file),
      ),
    );
    const kinds = ['html', 'pdf', 'csv', 'xlsx'].map((kind) => new RegExp(`\\.${kind}$`));
    for (const kind of kinds) {
      const lost = [...files].filter((file) => kind.test(file) && !linked.has(file));
      // Nothing leads to what stands in where there is nothing, nor to an address out of use.
      expect(lost.filter((file) => !/^(404\.html|old\/)/.test(file))).toEqual([]);
    }
  });
});

/** An address of the site's own: the file that stands there, and the part of it that is meant. */
interface InternalAddress {
  written: string;
  file: string;
  id: string;
}

/**
 * All that a page loads or leads to in its own site. Links say so by being relative, but for the
 * permanent address; other offices may have pages at the same host.
 */
function addressesOf(page: Page, domain: string): InternalAddress[] {
  const written = [
    ...page
      .all('a[href]')
      .map((element) => attribute(element, 'href')!)
      .filter((href) => !/^\w+:/.test(href)),
    ...page.all('link[href], .citation a').map((element) => attribute(element, 'href')!),
    ...page.all('script[src]').map((element) => attribute(element, 'src')!),
    ...page.all('form[action]').map((element) => attribute(element, 'action')!),
    ...page
      .all('meta[http-equiv="refresh"]')
      .map((element) => /url=(.*)/.exec(attribute(element, 'content')!)![1]!),
  ];
  return written.flatMap((each) => {
    const { hostname, pathname, hash } = new URL(each, `https://${domain}/${page.file}`);
    if (hostname !== domain) return [];
    const file = decodeURIComponent(pathname.slice(1)).replace(/(^|\/)$/, '$1index.html');
    return { written: each, file, id: decodeURIComponent(hash.slice(1)) };
  });
}
