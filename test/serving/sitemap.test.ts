import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { robots } from '../../src/serving/robots.ts';
import { sitemaps } from '../../src/serving/sitemap.ts';
import { fixtureRoot, projectRoot } from '../roots.ts';
import { full } from '../seeds/reports.ts';
import { buildPages } from '../site/built-site.ts';
import { childrenOf, parseXml, textAt, type XmlElement } from './xml-document.ts';

/** What sitemaps.org demands of either kind of file; returns its addresses. */
function expectSitemap(text: string, kind: 'urlset' | 'sitemapindex'): string[] {
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(50 * 1024 * 1024);
  const root = parseXml(text);
  expect(root.name).toBe(kind);
  expect(root.attributes).toEqual({ xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9' });
  const item = kind === 'urlset' ? 'url' : 'sitemap';
  expect(root.children.every(({ name }) => name === item)).toBe(true);
  expect(root.children.length).toBeLessThanOrEqual(50_000);
  const odd = root.children
    .flatMap(({ children }) => children)
    .filter(({ name, text: value }) =>
      name === 'lastmod' ? !/^\d{4}-\d\d-\d\d$/.test(value) : name !== 'loc',
    );
  expect(odd).toEqual([]);
  const addresses = root.children.map((child: XmlElement) => textAt(child, 'loc'));
  expect(addresses.filter((each) => each.length >= 2048 || URL.parse(each)?.href !== each)).toEqual(
    [],
  );
  return addresses;
}

test('names every page of a site once, with the dates that reports have', async () => {
  const site = await buildPages(fixtureRoot('full'));
  try {
    const text = await readFile(path.join(site.folder, 'sitemap.xml'), 'utf8');
    const addresses = expectSitemap(text, 'urlset');
    const pages = [...site.pages.keys()].filter((file) => file !== '404.html');
    expect(addresses.toSorted()).toEqual(
      pages
        .map((file) => `https://lin-shui.example/${file.replace(/(^|\/)index\.html$/, '$1')}`)
        .sort(),
    );
    const dates = new Map(
      parseXml(text).children.map((url) => [
        textAt(url, 'loc'),
        childrenOf(url, 'lastmod')[0]?.text,
      ]),
    );
    for (const { key } of full) {
      const { published } = site.reportJson(key);
      expect(dates.get(`https://lin-shui.example/${key}/`), key).toBe(published?.slice(0, 10));
    }
    expect(dates.get('https://lin-shui.example/')).toBeUndefined();
  } finally {
    await site.remove();
  }
});

const address = (name: string) => `https://a.example/${name}`;

test.each([
  [0, ['sitemap.xml']],
  [50_000, ['sitemap.xml']],
  [50_001, ['sitemap-1.xml', 'sitemap-2.xml', 'sitemap.xml']],
  [120_000, ['sitemap-1.xml', 'sitemap-2.xml', 'sitemap-3.xml', 'sitemap.xml']],
])('%i pages are in %j', (count, names) => {
  const entries = Array.from({ length: count }, (_, at) => ({ address: address(`p${at}/`) }));
  const files = [...sitemaps(entries, address)];
  expect(files.map(({ path: name }) => name)).toEqual(names);
  const parts = files.length === 1 ? files : files.slice(0, -1);
  const named = parts.flatMap(({ content }) => expectSitemap(content, 'urlset'));
  expect(named).toEqual(entries.map((entry) => entry.address));
  if (files.length > 1)
    expect(expectSitemap(files.at(-1)!.content, 'sitemapindex')).toEqual(
      names.slice(0, -1).map(address),
    );
});

test('long addresses fill a file before it has its number of pages', () => {
  const long = 'p'.repeat(1990);
  const entries = Array.from({ length: 30_000 }, (_, at) => ({
    address: address(`${long}${at}/`),
  }));
  const files = [...sitemaps(entries, address)];
  expect(files.map(({ path: name }) => name)).toEqual([
    'sitemap-1.xml',
    'sitemap-2.xml',
    'sitemap.xml',
  ]);
  const named = files.slice(0, -1).flatMap(({ content }) => expectSitemap(content, 'urlset'));
  expect(named).toEqual(entries.map((entry) => entry.address));
});

const identity = { name: '年报', domain: 'www.qinghe.gov.cn', idCode: '1' };

test('robots.txt of a site lets everyone in and names the sitemap', () => {
  expect(robots({ ...identity, isDemo: false })).toBe(
    'User-agent: *\nDisallow:\n\nSitemap: https://www.qinghe.gov.cn/sitemap.xml\n',
  );
});

test('a demonstration is kept out of search by robots.txt as by its pages', async () => {
  const site = await buildPages(projectRoot);
  try {
    expect(await readFile(path.join(site.folder, 'robots.txt'), 'utf8')).toBe(
      'User-agent: *\nDisallow: /\n',
    );
    for (const page of site.pages.values())
      expect(page.meta('robots'), page.file).toEqual(['noindex']);
  } finally {
    await site.remove();
  }
});
