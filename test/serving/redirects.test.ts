import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { home } from '../../src/archive/load.ts';
import { inspect } from '../../src/check/inspect.ts';
import { RedirectError } from '../../src/serving/serving-files.ts';
import { fixtureRoot, temporaryRoot } from '../roots.ts';
import { type BuiltSite, buildPages } from '../site/built-site.ts';
import { attribute, Page, textOf } from '../site/page.ts';

const validator = new HtmlValidate(new FileSystemConfigLoader());
const base = fixtureRoot('bad-input/base');

/** The redirects of a root with this redirects.yaml, and what is told of it. */
async function read(yaml: string, files: Record<string, string> = {}) {
  await using root = await temporaryRoot(base, { 'data/redirects.yaml': yaml, ...files });
  const { archive, findings } = inspect(home, root.path);
  return {
    redirects: archive!.redirects.map(({ from, to }) => [from, to]),
    messages: findings.map(({ file, line, column, message }) => [file, line, column, message]),
  };
}

test('a chain is followed to its end', async () => {
  const { redirects, messages } = await read(`/a.html: /b.html
/b.html: /c/
/c/: /town/2021/
`);
  expect(messages).toEqual([]);
  expect(redirects).toEqual([
    ['/a.html', '/town/2021/'],
    ['/b.html', '/town/2021/'],
    ['/c/', '/town/2021/'],
  ]);
});

test('Chinese is understood as it is and as browsers copy it', async () => {
  const { redirects } = await read(`/年报/a.html: /town/
/%E5%B9%B4%E6%8A%A5/b.html: /town/2021/index.html
`);
  expect(redirects).toEqual([
    ['/年报/a.html', '/town/'],
    ['/年报/b.html', '/town/2021/'],
  ]);
});

test('files of a report, pages of the site and years that have no report are let through', async () => {
  const { redirects, messages } = await read(`/a.pdf: /town/2021/town-2021.pdf
/b: /
/c: /rules/
/town/2018/: /town/
`);
  expect(messages).toEqual([]);
  expect(redirects).toHaveLength(4);
});

test('a draft has no page to lead to', async () => {
  const draft = await readFile(path.join(base, 'reports/town/2021.yaml'), 'utf8');
  const { messages } = await read('/a.html: /town/2022/\n', {
    'reports/town/2022.yaml': `状态: 草稿\n${draft}`,
  });
  expect(messages).toContainEqual([
    'data/redirects.yaml',
    1,
    10,
    '新地址“/town/2022/”上没有网页。这份年报还是草稿，公开以后才能转过去',
  ]);
});

test.each([
  ['another host without a scheme', '//evil.example/', '/town/'],
  ['a script', '/a.html', 'javascript:alert(1)'],
  ['a scheme in capitals', '/a.html', 'HTTPS://evil.example/'],
  ['backslashes, which browsers take for slashes', '/a.html', '/\\\\evil.example/'],
  ['a way out of the folder', '/old/../../etc/passwd', '/town/'],
  ['the same, encoded', '/old/%2e%2e/%2E%2E/passwd', '/town/'],
  ['an encoded slash', '/old%2f..%2fa.html', '/town/'],
  ['a line break, which would begin another rule', '/old%0a/x.html', '/town/'],
  ['a line break in the new address', '/a.html', '/town/%0d%0aSet-Cookie:a=b'],
  ['a NUL', '/old%00.html', '/town/'],
  ['a quotation mark and a semicolon of nginx', '/old";}.html', '/town/'],
  ['a variable of nginx', '/old.html', '/$host/'],
  ['a pattern of hosts', '/old/*', '/town/'],
  ['a placeholder of hosts', '/old/:splat', '/town/'],
  ['a tag', '/old<script>.html', '/town/'],
  ['a sign that turns the direction of writing', '/old%E2%80%AEfdp.html', '/town/'],
  ['bytes that are no UTF-8', '/old%ff.html', '/town/'],
  ['a hidden file', '/.well-known/security.txt', '/town/'],
  ['the files of servers', '/_nginx/redirects.map', '/town/'],
  ['the folder of the search', '/search/old.html', '/town/'],
  ['the same in capitals', '/SEARCH/old.html', '/town/'],
  ['the page for missing pages', '/404.HTML', '/town/'],
  ['an agency in capitals', '/TOWN/', '/rules/'],
])('%s is refused: %s', async (_, from, to) => {
  const { redirects, messages } = await read(`'${from}': '${to}'\n`);
  expect(redirects).toEqual([]);
  expect(messages.filter(([file]) => file === 'data/redirects.yaml')).toHaveLength(1);
});

test('old addresses that differ in case only are one', async () => {
  const { redirects, messages } = await read('/Old/A.html: /town/\n/old/a.HTML: /rules/\n');
  expect(redirects).toEqual([['/Old/A.html', '/town/']]);
  expect(messages).toEqual([
    ['data/redirects.yaml', 2, 1, '旧地址“/old/a.HTML”与“/Old/A.html”是同一个网页，请删去一个'],
  ]);
});

test('a chain may be long, and does not take long', async () => {
  const count = 2000;
  const steps = Array.from({ length: count }, (_, at) => `/old/${at}.html: /old/${at + 1}.html\n`);
  const { redirects, messages } = await read(`${steps.join('')}/old/${count}.html: /town/\n`);
  expect(messages).toEqual([]);
  expect(new Set(redirects.map(([, to]) => to))).toEqual(new Set(['/town/']));
  expect(redirects).toHaveLength(count + 1);
});

test('a file with nothing but a comment says that there are none', async () => {
  expect(await read('# 旧地址: 新地址\n')).toEqual({ redirects: [], messages: [] });
});

test('what only the finished site can tell ends the build, with line and column', async () => {
  await using root = await temporaryRoot(base, {
    'data/redirects.yaml': '# 旧数据\n/a.csv: /data/nothing.csv\n',
  });
  await expect(buildPages(root.path)).rejects.toThrow(RedirectError);
  await expect(buildPages(root.path)).rejects.toThrow(
    'data/redirects.yaml 2:1  新地址“/data/nothing.csv”上没有网页',
  );
});

test('an old address that differs from a page in case only would be that page to some servers', async () => {
  await using root = await temporaryRoot(base, {
    'templates/pages/contact.njk': '---\npermalink: Contact/index.html\n---\n<h1>联系</h1>\n',
    'data/redirects.yaml': '/contact/: /Contact/\n',
  });
  await expect(buildPages(root.path)).rejects.toThrow(
    'data/redirects.yaml 1:1  旧地址“/contact/”上现在就有网页，不能又转到别处',
  );
});

describe('a site in a folder of its host', () => {
  let site: BuiltSite;
  const file = (name: string) => readFile(path.join(site.folder, name), 'utf8');
  beforeAll(async () => {
    await using root = await temporaryRoot(base, {
      'data/site.yaml':
        'SiteName: 年报<站>\nSiteDomain: www.qinghe.example/nb\nSiteIDCode: "1234567890"\n',
      'data/redirects.yaml': '/旧/2021.html: /town/2021/\n/x/show.aspx: /town/\n/n.htm: /\n',
    });
    site = await buildPages(root.path);
  });
  afterAll(() => site.remove());

  test.each([
    ['旧/2021.html', '../town/2021/', 'https://www.qinghe.example/nb/town/2021/'],
    ['x/show.aspx/index.html', '../../town/', 'https://www.qinghe.example/nb/town/'],
    ['n.htm', './', 'https://www.qinghe.example/nb/'],
  ])('%s leads on by itself', async (name, target, canonical) => {
    const html = await file(name);
    const { results } = await validator.validateString(html, path.join(home, '_site', name));
    expect(results.flatMap(({ messages }) => messages)).toEqual([]);
    const page = new Page(name, html);
    expect(attribute(page.one('meta[http-equiv="refresh"]'), 'content')).toBe(`0; url=${target}`);
    expect(attribute(page.one('link[rel="canonical"]'), 'href')).toBe(canonical);
    expect(attribute(page.one('a'), 'href')).toBe(target);
    expect(textOf(page.one('a'))).toBe(canonical);
    expect(page.meta('SiteName')).toEqual(['年报<站>']);
    expect(attribute(page.one('meta[http-equiv="Content-Security-Policy"]'), 'content')).toContain(
      "default-src 'none'",
    );
  });

  test('the lists for hosts name every spelling from the host’s top', async () => {
    const old = '%E6%97%A7/2021.html';
    expect((await file('_redirects')).split('\n')).toEqual([
      `/nb/${old} /nb/town/2021/ 301`,
      '/nb/x/show.aspx /nb/town/ 301',
      '/nb/x/show.aspx/ /nb/town/ 301',
      '/nb/x/show.aspx/index.html /nb/town/ 301',
      '/nb/n.htm /nb/ 301',
      '',
    ]);
    expect(await file('_nginx/redirects.map')).toContain('"/nb/旧/2021.html" "/nb/town/2021/";\n');
    expect(await file('_nginx/downloads.map')).toContain('"/nb/town/2021/town-2021.pdf" ');
  });

  test('no redirect is in the sitemap', async () => {
    const sitemap = await file('sitemap.xml');
    expect(sitemap).toContain('<loc>https://www.qinghe.example/nb/town/2021/</loc>');
    for (const old of ['%E6%97%A7', 'show.aspx', 'n.htm']) expect(sitemap).not.toContain(old);
  });
});
