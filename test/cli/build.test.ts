import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fixtureRoot, type TemporaryFolder, temporaryFolder, temporaryRoot } from '../roots.ts';
import { filesIn } from '../site/built-site.ts';
import { run } from './recorder.ts';

const base = fixtureRoot('bad-input/base');
const reportFile = 'reports/town/2021.yaml';

/** A site of the base fixture, built once; every test starts with a copy of it. */
let built: TemporaryFolder;
beforeAll(async () => {
  built = await temporaryFolder();
  const output = path.join(built.path, '_site');
  const ran = await run('build', '--root', base, '--out', output, '--no-cache');
  expect(ran).toMatchObject({ code: 0, err: '' });
});
afterAll(() => built.remove());

let root: TemporaryFolder;
let site: string;
beforeEach(async () => {
  root = await temporaryRoot(base);
  site = path.join(root.path, '_site');
  await cp(path.join(built.path, '_site'), site, { recursive: true });
});
afterEach(() => root.remove());

/** Styles, scripts and the pieces of the search index have a hash of their content in their names. */
function unhashed(file: string): string {
  return file
    .replace(/\.[\da-f]{16}(?=\.(css|js|svg)$)/, '')
    .replace(/(?<=^search\/pagefind\/.*)und_[\da-f]+(?=\.pf_\w+$)/, 'und');
}

/** Every name once, without hashes. */
async function namesIn(folder: string): Promise<string[]> {
  return [...new Set((await filesIn(folder)).map(unhashed))];
}

/** A style of the built site. */
async function style(name: string): Promise<string> {
  const file = (await filesIn(site)).find((each) => unhashed(each) === `assets/${name}`);
  return readFile(path.join(site, file!), 'utf8');
}

/** Every file of a folder with its bytes. */
async function bytesOf(folder: string): Promise<Record<string, string>> {
  const files = await filesIn(folder);
  const contents = files.map((file) => readFile(path.join(folder, file), 'latin1'));
  return Object.fromEntries(
    (await Promise.all(contents)).map((content, at) => [files[at], content]),
  );
}

async function edit(file: string, from: string, to: string): Promise<void> {
  const full = path.join(root.path, file);
  const text = await readFile(full, 'utf8');
  expect(text).toContain(from);
  await writeFile(full, text.replace(from, to));
}

/** Expects that a build changes nothing, and returns how it ended. */
async function expectUntouched(...args: string[]) {
  const before = await bytesOf(root.path);
  const ran = await run('build', '--root', root.path, ...args);
  expect(await bytesOf(root.path)).toEqual(before);
  expect((await readdir(root.path)).sort()).toEqual(['_site', 'data', 'reports']);
  return ran;
}

test('a first build writes what the output contract says, and says where', async () => {
  expect(await namesIn(path.join(built.path, '_site'))).toEqual([
    '.gongkai',
    '404.html',
    'SHA256SUMS',
    '_headers',
    '_nginx/downloads.map',
    '_nginx/redirects.map',
    '_redirects',
    'about/index.html',
    'accessibility/index.html',
    'assets/chart.css',
    'assets/display.js',
    'assets/icon.svg',
    'assets/screen.css',
    'assets/search.css',
    'assets/search.js',
    'compare/index.html',
    'data/2021.csv',
    'data/2021.json',
    'data/2021.xlsx',
    'data/agencies.csv',
    'data/all.csv',
    'data/all.json',
    'data/all.xlsx',
    'data/datapackage.json',
    'data/facts.csv',
    'data/index.html',
    'data/reports.csv',
    'feed.xml',
    'index.html',
    'manifest.json',
    'robots.txt',
    'rules/index.html',
    'search/excerpt.js',
    'search/find.js',
    'search/index.html',
    'search/pagefind/filter/und.pf_filter',
    'search/pagefind/fragment/und.pf_fragment',
    'search/pagefind/index/und.pf_index',
    'search/pagefind/pagefind-entry.json',
    'search/pagefind/pagefind-worker.js',
    'search/pagefind/pagefind.js',
    'search/pagefind/pagefind.und.pf_meta',
    'search/pagefind/wasm.unknown.pagefind',
    'search/portions.js',
    'search/words.js',
    'sitemap.xml',
    'sitemap/index.html',
    'town/2021/index.html',
    'town/2021/report.json',
    'town/2021/town-2021.csv',
    'town/2021/town-2021.pdf',
    'town/2021/town-2021.xlsx',
    'town/index.html',
    'years/2021/index.html',
    'years/index.html',
  ]);
  expect(await readdir(built.path)).toEqual(['_site']);
});

test('what a build has written verifies', async () => {
  const verified = await run('verify', path.join(built.path, '_site'));
  expect(verified).toMatchObject({ code: 0, err: '' });
  // All but the mark and the list of them itself.
  const files = await filesIn(path.join(built.path, '_site'));
  expect(verified.out).toContain(`核对了 ${files.length - 2} 个文件`);
});

test('the root’s _site is the output where none is named', async () => {
  await rm(site, { recursive: true });
  const ran = await run('build', '--root', root.path);
  expect(ran.code).toBe(0);
  expect(ran.out).toContain('共 1 份年报：0 个错误');
  expect(ran.out).toContain(`已生成：${site}\n`);
  expect(await filesIn(site)).toEqual(await filesIn(path.join(built.path, '_site')));
});

test('a build replaces the old site and leaves nothing of it', async () => {
  await edit(reportFile, '行政许可: 12', '行政许可: 4711');
  await mkdir(path.join(site, 'gone/2020'), { recursive: true });
  await writeFile(path.join(site, 'gone/2020/index.html'), '');
  expect(await run('build', '--root', root.path)).toMatchObject({ code: 0 });
  expect(await namesIn(site)).toEqual(await namesIn(path.join(built.path, '_site')));
  expect(await readFile(path.join(site, 'town/2021/index.html'), 'utf8')).toContain('>4711</td>');
  expect((await readdir(root.path)).sort()).toEqual(['.cache', '_site', 'data', 'reports']);
});

describe('the old site stays as it was, byte for byte,', () => {
  test('when one report of several has an error', async () => {
    await cp(path.join(root.path, reportFile), path.join(root.path, 'reports/town/2022.yaml'));
    await edit('reports/town/2022.yaml', '行政许可: 12', '行政许可: 十二');
    const { code, out } = await expectUntouched();
    expect(code).toBe(1);
    expect(out).toContain('reports/town/2022.yaml');
    expect(out).toContain('有错误，不能发布');
    expect(out).not.toContain('已生成');
  });

  test('when the site data cannot be read', async () => {
    await edit('data/site.yaml', 'SiteName:', 'SiteNam:');
    expect(await expectUntouched()).toMatchObject({ code: 1 });
  });

  test('when the browser cannot be started', async () => {
    const { code, err } = await expectUntouched('--browser', '/nowhere/chrome');
    expect(code).toBe(2);
    expect(err).toContain('无法启动浏览器：/nowhere/chrome');
  });

  test('when a PDF cannot be made', async () => {
    // A table of sixty columns is wider than any page.
    const row = (cell: string) => `  |${` ${cell} |`.repeat(60)}\n`;
    await edit(reportFile, '其他事项: |\n', `其他事项: |\n${row('很长的一列')}${row('---')}\n`);
    const { code, err } = await expectUntouched();
    expect(code).toBe(2);
    expect(err).toContain('无法排版');
  });
});

describe('an output that may not be replaced is refused and left alone:', () => {
  test.each([
    ['a folder of somebody else', 'thesis'],
    ['the root', '.'],
    ['a folder above the root', '..'],
    ['a folder inside reports/', 'reports/_site'],
    ['a file', 'data/site.yaml'],
  ])('%s', async (_, out) => {
    await mkdir(path.join(root.path, 'thesis'));
    await writeFile(path.join(root.path, 'thesis/chapter.doc'), '一');
    const before = await bytesOf(root.path);
    const { code, err } = await run(
      'build',
      '--root',
      root.path,
      '--out',
      path.join(root.path, out),
    );
    expect(code).toBe(2);
    expect(err).toMatch(/^不能输出到 .+：/);
    expect(await bytesOf(root.path)).toEqual(before);
    expect((await readdir(root.path)).sort()).toEqual(['_site', 'data', 'reports', 'thesis']);
  });
});

describe('drafts', () => {
  test('are not published, and their errors keep nobody from publishing', async () => {
    await writeFile(
      path.join(root.path, 'reports/town/2022.yaml'),
      '格式: "2021"\n状态: 草稿\n总体情况: 草稿的字。\n',
    );
    const { code, out } = await run('build', '--root', root.path);
    expect(code).toBe(0);
    expect(out).toContain('reports/town/2022.yaml');
    expect(await filesIn(site)).toEqual(await filesIn(path.join(built.path, '_site')));
  });

  test('alone make a site without reports', async () => {
    await edit(reportFile, '发布日期: 2022-01-20', '状态: 草稿');
    expect(await run('build', '--root', root.path)).toMatchObject({ code: 0 });
    const files = await filesIn(site);
    expect(files.filter((file) => /2021|pdf|report\.json/.test(file))).toEqual([]);
    expect(files).toContain('town/index.html');
  });
});

test('a root may bring templates and styles of its own', async () => {
  const footer = path.join(root.path, 'templates/partials/site-footer.njk');
  await mkdir(path.dirname(footer), { recursive: true });
  await writeFile(footer, '{% macro siteFooter() %}<footer>自己的页脚</footer>{% endmacro %}\n');
  await mkdir(path.join(root.path, 'styles/screen'), { recursive: true });
  await writeFile(path.join(root.path, 'styles/screen/lists.css'), '/* 自己的样式 */\n');
  await edit(reportFile, '发布日期: 2022-01-20', '状态: 草稿');
  expect(await run('build', '--root', root.path)).toMatchObject({ code: 0 });
  expect(await readFile(path.join(site, 'index.html'), 'utf8')).toContain('自己的页脚');
  expect(await style('screen.css')).toContain('自己的样式');
  expect(await style('screen.css')).toContain('--ink');
});

test('a template with an error is told as the program’s, and nothing is left behind', async () => {
  const footer = path.join(root.path, 'templates/partials/site-footer.njk');
  await mkdir(path.dirname(footer), { recursive: true });
  await writeFile(footer, '{% macro siteFooter() %}{{ nothing.of.the.kind }}{% endmacro %}\n');
  const before = await bytesOf(root.path);
  const { code, err } = await run('build', '--root', root.path);
  expect(code).toBe(2);
  expect(err).toMatch(/^程序出错：/);
  expect(await bytesOf(root.path)).toEqual(before);
});
