import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { home, loadArchive } from '../../src/archive/load.ts';
import { atomFeed } from '../../src/serving/feed.ts';
import { fixtureRoot, temporaryRoot } from '../roots.ts';
import { full } from '../seeds/reports.ts';
import { childrenOf, parseXml, textAt, type XmlElement } from './xml-document.ts';

const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/;
const tag = /^tag:[a-z0-9.-]+,\d{4}:[a-z0-9/-]+$/;

/** Elements that RFC 4287 lets stand once at most in a feed or an entry. */
const single = ['id', 'title', 'updated', 'published', 'subtitle', 'summary', 'rights'];

/** What RFC 4287 demands of a feed (4.1.1) and of its entries (4.1.2). */
function expectAtom(feed: XmlElement): XmlElement[] {
  expect(feed.name).toBe('feed');
  expect(feed.attributes.xmlns).toBe('http://www.w3.org/2005/Atom');
  const entries = childrenOf(feed, 'entry');
  for (const element of [feed, ...entries]) {
    for (const name of single)
      expect(childrenOf(element, name).length, name).toBeLessThanOrEqual(1);
    expect(textAt(element, 'id')).toMatch(tag);
    expect(textAt(element, 'title').trim()).not.toBe('');
    expect(textAt(element, 'updated')).toMatch(dateTime);
    for (const author of childrenOf(element, 'author')) expect(textAt(author, 'name')).not.toBe('');
    expect(childrenOf(element, 'author')).not.toEqual([]);
    for (const { attributes } of childrenOf(element, 'link')) {
      expect(URL.canParse(attributes.href!), attributes.href).toBe(true);
      expect(attributes.type).toMatch(/^[a-z]+\/[a-z+]+$/);
    }
    const kinds = childrenOf(element, 'link').map(({ attributes }) => attributes.rel);
    expect(kinds).toContain(element === feed ? 'self' : 'alternate');
    expect(kinds.filter((kind) => kind === 'alternate')).toHaveLength(1);
    for (const { attributes } of childrenOf(element, 'category'))
      expect(attributes.term).toBeTruthy();
  }
  const ids = [feed, ...entries].map((element) => textAt(element, 'id'));
  expect(new Set(ids).size).toBe(ids.length);
  return entries;
}

const feedOf = (root: string) => {
  const { archive } = loadArchive(home, root);
  const published = archive!.reports.filter(({ report }) => !report.isDraft);
  return atomFeed(archive!.site, published);
};

describe('the feed of the full fixture', () => {
  const feed = parseXml(feedOf(fixtureRoot('full')));
  const entries = childrenOf(feed, 'entry');

  test('keeps the rules of Atom', () => {
    expect(expectAtom(feed)).toHaveLength(full.length);
  });

  test('names every report, newest first, by ids made of domain, agency and year', () => {
    expect(entries.map((entry) => textAt(entry, 'id')).sort()).toEqual(
      full.map(({ key }) => `tag:lin-shui.example,2019:${key}`).sort(),
    );
    const times = entries.map((entry) => textAt(entry, 'updated'));
    expect(times).toEqual(times.toSorted().reverse());
    expect(textAt(feed, 'updated')).toBe(times[0]);
  });

  test('tells of a report what its page does', () => {
    for (const { key, title } of full) {
      const entry = entries.find((each) => textAt(each, 'id').endsWith(`:${key}`))!;
      expect(textAt(entry, 'title')).toBe(title);
      const links = childrenOf(entry, 'link').map(({ attributes }) => attributes.href);
      expect(links).toEqual([
        `https://lin-shui.example/${key}/`,
        `https://lin-shui.example/${key}/${key.replace('/', '-')}.pdf`,
      ]);
    }
  });
});

const template = await readFile(
  path.join(fixtureRoot('bad-input/base'), 'reports/town/2021.yaml'),
  'utf8',
);
const dated = (date: string) => template.replace(/^发布日期: .*$/m, `发布日期: ${date}`);

test('dates are the reports’ own, on China’s clock', async () => {
  await using root = await temporaryRoot(fixtureRoot('bad-input/base'), {
    'reports/town/2021.yaml': dated('"2022-01-20 09:30"'),
  });
  const [entry] = expectAtom(parseXml(feedOf(root.path)));
  expect(textAt(entry!, 'updated')).toBe('2022-01-20T09:30:00+08:00');
  expect(textAt(entry!, 'published')).toBe('2022-01-20T09:30:00+08:00');
});

test('a date that the source does not state is not made up as one of publication', async () => {
  await using root = await temporaryRoot(fixtureRoot('bad-input/base'), {
    'reports/town/2021.yaml': `${dated('未载')}原载: {出处: 未载}\n`,
  });
  const [entry] = expectAtom(parseXml(feedOf(root.path)));
  expect(textAt(entry!, 'updated')).toBe('2021-12-31T00:00:00+08:00');
  expect(childrenOf(entry!, 'published')).toEqual([]);
});

test('a large archive’s feed names the fifty newest', () => {
  const { archive } = loadArchive(home, fixtureRoot('bad-input/base'));
  const [archived] = archive!.reports;
  const reports = Array.from({ length: 130 }, (_, at) => ({
    ...archived!,
    report: {
      ...archived!.report,
      agency: `town-${at}`,
      published: { date: new Date(Date.UTC(2022, 0, 1 + at)).toISOString().slice(0, 10) },
    },
  }));
  const entries = expectAtom(parseXml(atomFeed(archive!.site, reports)));
  expect(entries.map((entry) => textAt(entry, 'id').split(':').at(-1))).toEqual(
    Array.from({ length: 50 }, (_, at) => `town-${129 - at}/2021`),
  );
});

test('names with signs of XML, and characters that XML cannot hold, do no harm', () => {
  const { archive } = loadArchive(home, fixtureRoot('bad-input/base'));
  const site = { ...archive!.site, name: `年报<站>&"名"]]>\u0001`, sponsor: '</name>' };
  const feed = parseXml(atomFeed(site, []));
  expect(expectAtom(feed)).toEqual([]);
  expect(textAt(feed, 'title')).toBe('年报<站>&"名"]]>\uFFFD');
});

test.each([
  ['www.qinghe.gov.cn', 'https://www.qinghe.gov.cn/', 'www.qinghe.gov.cn'],
  ['http://www.qinghe.gov.cn', 'http://www.qinghe.gov.cn/', 'www.qinghe.gov.cn'],
  ['www.qinghe.gov.cn/nb', 'https://www.qinghe.gov.cn/nb/', 'www.qinghe.gov.cn'],
  ['清河.政务', 'https://xn--ovw11a.xn--zfr164b/', 'xn--ovw11a.xn--zfr164b'],
])('SiteDomain %s', (domain, address, authority) => {
  const { archive } = loadArchive(home, fixtureRoot('bad-input/base'));
  const feed = parseXml(atomFeed({ ...archive!.site, domain }, []));
  expectAtom(feed);
  expect(childrenOf(feed, 'link').map(({ attributes }) => attributes.href)).toEqual([
    `${address}feed.xml`,
    address,
  ]);
  expect(textAt(feed, 'id')).toBe(`tag:${authority},2019:feed`);
});
