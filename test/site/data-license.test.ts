import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { home } from '../../src/archive/load.ts';
import { inspect } from '../../src/check/inspect.ts';
import { fixtureRoot, temporaryRoot } from '../roots.ts';
import { buildPages } from './built-site.ts';
import { attribute, textOf } from './page.ts';

const identity = 'SiteName: 清河县年报\nSiteDomain: qinghe.example\nSiteIDCode: "1234567890"\n';
const url = 'https://creativecommons.org/licenses/by/4.0/';

const rootWith = (license: string) =>
  temporaryRoot(fixtureRoot('bad-input/base'), { 'data/site.yaml': identity + license });

/** What a site says of its licence: to readers, to search engines of its data, in the package. */
async function told(license: string) {
  await using root = await rootWith(license);
  const site = await buildPages(root.path);
  const page = site.pages.get('data/index.html')!;
  const licensesOf = (file: string) =>
    [
      ...site.pages
        .get(file)!
        .html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs),
    ]
      .flatMap(([, json]) => JSON.parse(json!)['@graph'] as Record<string, unknown>[])
      .filter((node) => node['@type'] === 'Dataset')
      .map((node) => node.license);
  const file = path.join(site.folder, 'data/datapackage.json');
  const { licenses } = JSON.parse(await readFile(file, 'utf8'));
  const links = page
    .all('a[rel="external license"]')
    .map((link) => [textOf(link), attribute(link, 'href')]);
  await site.remove();
  return {
    text: page.texts('main p').join('\n'),
    links,
    structured: [...licensesOf('data/index.html'), ...licensesOf('town/2021/index.html')],
    licenses,
  };
}

test('a declared licence is named on the page, in the structured data and in the package', async () => {
  const { links, structured, licenses } = await told(
    `数据许可: {名称: 知识共享 署名 4.0, 网址: "${url}"}\n`,
  );
  expect(links).toEqual([['知识共享 署名 4.0', url]]);
  const work = { '@type': 'CreativeWork', name: '知识共享 署名 4.0', url };
  expect(structured).toEqual([work, work]);
  expect(licenses).toEqual([{ title: '知识共享 署名 4.0', path: url }]);
});

test('without one the page says so, and nobody is told of any', async () => {
  const { text, links, structured, licenses } = await told('');
  expect(text).toContain('未声明许可');
  expect(links).toEqual([]);
  expect(structured).toEqual([undefined, undefined]);
  expect(licenses.map(({ name }: { name: string }) => name)).toEqual(['notspecified']);
});

test.each([
  ['数据许可: 署名', '“数据许可”应写作 {名称: '],
  ['数据许可: {名称: 署名}', '“数据许可”缺少“网址”'],
  [`数据许可: {网址: "${url}"}`, '“数据许可”缺少“名称”'],
  ['数据许可: {名称: 署名, 网址: "javascript:alert(1)"}', '应以 https:// 或 http:// 开头'],
  [`数据许可: {名称: 署名, 网站: "${url}"}`, '网站'],
])('%s is an error', async (license, message) => {
  await using root = await rootWith(`${license}\n`);
  const { findings } = inspect(home, root.path);
  const errors = findings.filter(({ severity }) => severity === 'error');
  expect(errors.map((error) => error.message).join('\n')).toContain(message);
  for (const { file, line } of errors) expect([file, line]).toEqual(['data/site.yaml', 4]);
});
