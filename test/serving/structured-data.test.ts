import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jsonForScript } from '../../src/serving/json-script.ts';
import { fixtureRoot } from '../roots.ts';
import { full } from '../seeds/reports.ts';
import { type BuiltSite, buildPages } from '../site/built-site.ts';
import type { Page } from '../site/page.ts';

type Node = Record<string, unknown> & { '@type': string };

/** What a page says of itself as JSON-LD; none where it says nothing. */
function nodesOf(page: Page): Node[] {
  const scripts = [...page.html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)];
  expect(scripts.length, page.file).toBeLessThanOrEqual(1);
  if (!scripts[0]) return [];
  const data = JSON.parse(scripts[0][1]!) as { '@context': string; '@graph': Node[] };
  expect(data['@context']).toBe('https://schema.org');
  return data['@graph'];
}

const typed = (nodes: readonly Node[], type: string): Node => {
  const found = nodes.filter((node) => node['@type'] === type);
  expect(found, type).toHaveLength(1);
  return found[0]!;
};

/** Properties that schema.org knows for a type of those in use, by https://schema.org/version/latest. */
const vocabulary: Readonly<Record<string, readonly string[]>> = (() => {
  const thing = ['name', 'description', 'url', 'alternateName', 'mainEntityOfPage'];
  const work = [
    ...thing,
    ...['headline', 'inLanguage', 'isAccessibleForFree', 'temporalCoverage', 'datePublished'],
    ...['publisher', 'author', 'creator', 'license', 'isPartOf', 'hasPart', 'encoding'],
    ...['about', 'mainEntity', 'citation', 'keywords'],
  ];
  const organization = [...thing, 'address', 'telephone', 'email', 'parentOrganization'];
  return {
    WebSite: work,
    Report: [...work, 'reportNumber'],
    Dataset: [...work, 'distribution', 'variableMeasured', 'includedInDataCatalog'],
    DataDownload: [...work, 'contentUrl', 'encodingFormat', 'contentSize', 'sha256'],
    CreativeWork: work,
    GovernmentOrganization: organization,
  };
})();

/** Every node of some data, those within others included, references alone left out. */
function nodesWithin(value: unknown): Node[] {
  if (typeof value !== 'object' || value === null) return [];
  const within = Object.values(value).flatMap(nodesWithin);
  return Object.keys(value).some((key) => key !== '@id') && !Array.isArray(value)
    ? [value as Node, ...within]
    : within;
}

describe('the full fixture', () => {
  let site: BuiltSite;
  beforeAll(async () => {
    site = await buildPages(fixtureRoot('full'));
  });
  afterAll(() => site.remove());

  test.each(full)('$key is a report of an agency, with its figures as a dataset', ({ key }) => {
    const page = site.report(key);
    const nodes = nodesOf(page);
    const address = `https://lin-shui.example/${key}/`;
    const { title, published, year } = site.reportJson(key);
    const agency = typed(nodes, 'GovernmentOrganization');
    expect(agency.name).toBe(page.meta('ContentSource')[0]);

    const report = typed(nodes, 'Report');
    expect(report).toMatchObject({
      name: title,
      url: address,
      inLanguage: 'zh-CN',
      temporalCoverage: `${year}-01-01/${year}-12-31`,
      publisher: { '@id': agency['@id'] },
    });
    if (published === null) expect(report.datePublished).toBeUndefined();
    else
      expect(String(report.datePublished).replace('T', ' ')).toMatch(new RegExp(`^${published}`));

    const dataset = typed(nodes, 'Dataset');
    expect(dataset.url).toBe(address);
    // Search engines take descriptions of 50 to 5,000 characters.
    expect(String(dataset.description).length).toBeGreaterThanOrEqual(50);
    for (const { contentUrl, encodingFormat } of dataset.distribution as Node[]) {
      expect(encodingFormat).toMatch(/^[a-z]+\/[\w.+-]+$/);
      expect(site.files).toContain(new URL(String(contentUrl)).pathname.slice(1));
    }
    const pdf = `${address}${key.replace('/', '-')}.pdf`;
    expect(report.encoding).toMatchObject({ contentUrl: pdf, encodingFormat: 'application/pdf' });
  });

  test('an agency is an organization, with what its page says of it', () => {
    const agency = typed(
      nodesOf(site.pages.get('lin-shui-jiaoyu/index.html')!),
      'GovernmentOrganization',
    );
    expect(agency).toMatchObject({
      name: '林水县教育局',
      alternateName: ['县教育局', '林水县教育体育局'],
      address: '林水县书院街1号',
      telephone: '000-00000001',
      url: 'https://lin-shui.example/jiaoyu/',
      mainEntityOfPage: 'https://lin-shui.example/lin-shui-jiaoyu/',
    });
  });

  test('there are only types and properties that schema.org has, and no value is empty', () => {
    const types = new Set<string>();
    for (const page of site.pages.values())
      for (const node of nodesWithin(nodesOf(page))) {
        types.add(node['@type']);
        const known = vocabulary[node['@type']];
        expect(known, `${page.file}: ${node['@type']}`).toBeDefined();
        for (const [property, value] of Object.entries(node)) {
          if (!property.startsWith('@')) expect(known, page.file).toContain(property);
          expect(['', null], `${page.file}: ${property}`).not.toContain(value);
        }
      }
    for (const type of ['Report', 'Dataset', 'GovernmentOrganization', 'WebSite', 'DataDownload'])
      expect(types).toContain(type);
  });

  test('ids are whole addresses, and what is referred to is described on some page', () => {
    const described = new Set<unknown>();
    const referred = new Set<unknown>();
    const visit = (value: unknown) => {
      if (typeof value !== 'object' || value === null) return;
      const id = (value as Node)['@id'];
      if (id !== undefined) (Object.keys(value).length > 1 ? described : referred).add(id);
      for (const child of Object.values(value)) visit(child);
    };
    for (const page of site.pages.values()) visit(nodesOf(page));
    for (const id of [...described, ...referred]) expect(URL.canParse(String(id))).toBe(true);
    for (const id of referred) expect(described).toContain(id);
    expect(referred.size).toBeGreaterThan(0);
  });

  test('pages that are about no report, agency or archive say nothing', () => {
    expect(nodesOf(site.pages.get('rules/index.html')!)).toEqual([]);
  });
});

test.each([
  '</script><script>alert(1)</script>',
  '<!--<script>',
  '-->',
  ']]>',
  '&lt;/script&gt;',
  '行\u2028段\u2029',
  '"\\\u0000',
])('%j ends no script element and stays what it is', (text) => {
  const json = jsonForScript({ text });
  expect(json).not.toMatch(/[<>&\u2028\u2029]/);
  expect(JSON.parse(json)).toEqual({ text });
});
