import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draft } from '../fixtures/full/expected.ts';
import { fixtureRoot, projectRoot, temporaryRoot } from '../roots.ts';
import { full, type KnownReport, seeds } from '../seeds/reports.ts';
import { type BuiltSite, buildPages } from './built-site.ts';
import { attribute, type Page, textOf } from './page.ts';

const archives: [string, string, readonly KnownReport[]][] = [
  ['the five seed reports', projectRoot, seeds],
  ['the full fixture', fixtureRoot('full'), full],
];

/** Stands for wherever the site is served from. */
const origin = 'http://site.invalid';

describe.each(archives)('%s', (_, root, reports) => {
  let site: BuiltSite;
  let pages: Page[];
  beforeAll(async () => {
    site = await buildPages(root);
    pages = [...site.pages.values()];
  });
  afterAll(() => site.remove());

  test('lies where the output contract says, and nothing else is there', () => {
    const agencies = [...new Set(reports.map(({ agency }) => agency))];
    expect(site.files).toEqual(
      [
        'index.html',
        'assets/screen.css',
        'assets/tokens.css',
        'rules/index.html',
        ...agencies.map((agency) => `${agency}/index.html`),
        ...reports.flatMap(({ key }) => [`${key}/index.html`, `${key}/report.json`]),
      ].sort(),
    );
  });

  test('gives every page a title of its own', () => {
    const titles = pages.flatMap((page) => page.texts('title'));
    expect(titles).toHaveLength(pages.length);
    expect(new Set(titles).size).toBe(pages.length);
  });

  test('says on every page whose it is, in meta data that the footer repeats', () => {
    const { name, domain, idCode } = site.archive.site;
    for (const page of pages) {
      expect(page.meta('SiteName'), page.file).toEqual([name]);
      expect(page.meta('SiteDomain'), page.file).toEqual([domain]);
      expect(page.meta('SiteIDCode'), page.file).toEqual([idCode]);
      expect(page.texts('.site-name'), page.file).toEqual([name]);
      const footer = page.texts('.site-footer').join();
      expect(footer, page.file).toContain(`网站标识码${idCode}`);
      for (const name of ['主办单位', '联系方式', 'ICP备案', '公安备案', '我要找错'])
        expect(footer, page.file).toContain(name);
    }
  });

  test('names its column on every page', () => {
    for (const page of pages) {
      const column = page.file === 'rules/index.html' ? '勾稽规则' : '政府信息公开年报';
      expect(page.meta('ColumnName'), page.file).toEqual([column]);
      expect(page.meta('ColumnType'), page.file).toEqual(['信息公开年报']);
      for (const name of ['ColumnDescription', 'ColumnKeywords']) {
        expect(page.meta(name), page.file).toHaveLength(1);
        expect(page.meta(name)[0], page.file).not.toBe('');
      }
    }
  });

  test('has no meta data of an article where there is none, and nothing empty or twice', () => {
    for (const page of pages) {
      const isReport = page.file.split('/').length === 3;
      expect(page.meta('ArticleTitle'), page.file).toHaveLength(isReport ? 1 : 0);
      expect(page.meta('ContentSource'), page.file).toHaveLength(isReport ? 1 : 0);
      const names = page.all('meta[name]').map((element) => attribute(element, 'name'));
      expect(new Set(names).size, page.file).toBe(names.length);
      for (const name of names) expect(page.meta(name!)[0], `${page.file} ${name}`).toBeTruthy();
    }
  });

  test('has no link that leads nowhere', () => {
    const pdfs = reports.map(({ key, agency, year }) => `${key}/${agency}-${year}.pdf`);
    const known = new Set([...site.files, ...pdfs]);
    for (const page of pages) {
      for (const element of [...page.all('a'), ...page.all('link')]) {
        const address = new URL(attribute(element, 'href')!, `${origin}/${page.file}`);
        if (address.origin !== origin) continue;
        const file = address.pathname.slice(1).replace(/(^|\/)$/, '$1index.html');
        expect(known, `${page.file} → ${address}`).toContain(file);
        const id = decodeURIComponent(address.hash.slice(1));
        if (id !== '') {
          const ids = site.pages
            .get(file)!
            .all('[id]')
            .map((target) => attribute(target, 'id'));
          expect(ids, `${page.file} → ${address}`).toContain(id);
        }
      }
    }
  });

  test('is reached from the home page, all of it', () => {
    const reached = new Set<string>();
    const waiting = ['index.html'];
    for (const file of waiting) {
      if (reached.has(file)) continue;
      reached.add(file);
      for (const link of site.pages.get(file)?.all('a') ?? []) {
        const { origin: at, pathname } = new URL(attribute(link, 'href')!, `${origin}/${file}`);
        if (at === origin) waiting.push(pathname.slice(1).replace(/(^|\/)$/, '$1index.html'));
      }
    }
    for (const file of site.files.filter((name) => !name.startsWith('assets/')))
      expect(reached).toContain(file);
  });

  test('loads nothing from elsewhere and runs no script', async () => {
    for (const page of pages) {
      for (const name of ['script', 'img', 'iframe', 'object', 'embed', 'style'])
        expect(page.all(name), page.file).toEqual([]);
      // Markdown tables say how a column is aligned by a style of its own.
      const loading = /\s(src|srcset|on\w+|style)=(?!"text-align:\w+")/.exec(page.html);
      expect(loading?.[0], page.file).toBeUndefined();
      for (const link of page.all('link'))
        expect(attribute(link, 'href')).toMatch(/^(\.\/|(\.\.\/)*)assets\/\w+\.css$/);
    }
    for (const style of ['assets/tokens.css', 'assets/screen.css'])
      expect(await readFile(path.join(site.folder, style), 'utf8')).not.toMatch(/url\(|@import/);
  });

  test('says on every page that it is a demonstration', () => {
    for (const page of pages) {
      expect(page.texts('.demo-banner'), page.file).toHaveLength(1);
      expect(page.meta('robots'), page.file).toEqual(['noindex']);
    }
  });
});

describe('the home page', () => {
  let site: BuiltSite;
  let page: Page;
  beforeAll(async () => {
    site = await buildPages(projectRoot);
    page = site.pages.get('index.html')!;
  });
  afterAll(() => site.remove());

  test('lists agencies below their regions, with their years', () => {
    const region = (name: string) =>
      page.all('section.region').find((section) => textOf(section).startsWith(name))!;
    const links = (name: string) =>
      region(name)
        .querySelectorAll('a')
        .map((link) => [textOf(link), attribute(link, 'href')]);
    expect(page.texts('section.region-3 > h3')).toEqual(['山东', '河南']);
    expect(links('山东')).toEqual([
      ['河东区郑旺镇', 'hedong-zhengwang/'],
      ['2021', 'hedong-zhengwang/2021/'],
      ['安丘市景芝镇', 'anqiu-jingzhi/'],
      ['2019', 'anqiu-jingzhi/2019/'],
      ['金乡县胡集镇', 'jinxiang-huji/'],
      ['2022', 'jinxiang-huji/2022/'],
    ]);
    expect(links('唐河')).toEqual([
      ['唐河县上屯镇', 'tanghe-shangtun/'],
      ['2020', 'tanghe-shangtun/2020/'],
    ]);
  });

  test('a link that only says a year is announced with its agency', () => {
    for (const link of page.all('.years a'))
      expect(attribute(link, 'aria-label')).toMatch(/^.{3,}\d{4}年度报告$/);
  });

  test('lists reports by year, newest first', () => {
    const [section] = page.all('section.by-year');
    expect(section!.querySelectorAll('h3').map(textOf)).toEqual([
      '2022年度',
      '2021年度',
      '2020年度',
      '2019年度',
    ]);
    expect(section!.querySelectorAll('a').map((link) => attribute(link, 'href'))).toEqual([
      'jinxiang-huji/2022/',
      'hedong-zhengwang/2021/',
      'weishi-daying/2021/',
      'tanghe-shangtun/2020/',
      'anqiu-jingzhi/2019/',
    ]);
  });
});

describe('the full fixture', () => {
  let site: BuiltSite;
  beforeAll(async () => {
    site = await buildPages(fixtureRoot('full'));
  });
  afterAll(() => site.remove());

  test('the draft is published nowhere', async () => {
    const { agency, year } = draft;
    expect(site.files.filter((file) => file.startsWith(`${agency}/${year}`))).toEqual([]);
    const traces = new RegExp(`${agency}/${year}|draft-mark|待补|${year}年度`);
    for (const file of site.files.filter((name) => !name.startsWith('assets/'))) {
      const content = await readFile(path.join(site.folder, file), 'utf8');
      expect(traces.exec(content)?.[0], file).toBeUndefined();
    }
  });

  test('an agency’s page shows what is known of it, and its reports, newest first', () => {
    const page = site.pages.get('lin-shui-jiaoyu/index.html')!;
    expect(page.texts('h1')).toEqual(['林水县教育局']);
    const values = page.texts('dl.report-facts dd');
    expect(page.texts('dl.report-facts dt').map((name, at) => [name, values[at]])).toEqual([
      ['所在地区', '澜川 · 望禾 · 林水县'],
      ['曾用名', '林水县教育体育局（至2020年）'],
      ['地址', '林水县书院街1号'],
      ['电话', '000-00000001'],
      ['网址', 'https://lin-shui.example/jiaoyu/'],
    ]);
    const reports = full.filter(({ agency }) => agency === 'lin-shui-jiaoyu').reverse();
    expect(page.texts('.report-list a')).toEqual(reports.map(({ title }) => title));
    expect(page.texts('.report-list .meta')[1]).toBe('2023-01-29 发布，2021年格式');
    expect(page.texts('nav.breadcrumb li')).toEqual(['首页', '县教育局']);
  });
});

describe('a site that is no demonstration', () => {
  let site: BuiltSite;
  beforeAll(async () => {
    await using root = await temporaryRoot(fixtureRoot('bad-input/base'), {
      'data/site.yaml':
        'SiteName: 清河县政府信息公开年报\nSiteDomain: qinghe.example\nSiteIDCode: "1234567890"\n',
      'data/agencies.yaml': `
county: {名称: 清河县, 类型: 地区, 层级: 县}
empty: {名称: 空县, 类型: 地区, 层级: 县}
town: {名称: 清河县柳林镇人民政府, 简称: 柳林镇, 类型: 乡镇街道, 层级: 乡, 上级: county}
bureau: {名称: 清河县水利局, 类型: 部门, 层级: 县, 上级: county}
office: {名称: 直属办事处, 类型: 部门, 层级: 县}
`,
    });
    site = await buildPages(root.path);
  });
  afterAll(() => site.remove());

  test('has no banner and may be indexed', () => {
    for (const page of site.pages.values()) {
      expect(page.all('.demo-banner')).toEqual([]);
      expect(page.meta('robots')).toEqual([]);
      expect(page.html).not.toContain('演示');
    }
  });

  test('leaves out of its footer what is not given', () => {
    const footer = site.report('town/2021').texts('.site-footer dt');
    expect(footer).toEqual(['网站标识码']);
    expect(site.report('town/2021').texts('.site-footer a')).toEqual(['勾稽规则']);
  });

  test('has a page for an agency that has not published yet', () => {
    const page = site.pages.get('bureau/index.html')!;
    expect(page.texts('main p')).toEqual(['还没有发布的报告。']);
    expect(page.all('.report-list')).toEqual([]);
  });

  test('lists an agency without a region, and no region without an agency', () => {
    const home = site.pages.get('index.html')!;
    expect(home.texts('section.region-3 > h3')).toEqual(['清河县', '其他机关']);
    expect(home.texts('.agency > a')).toEqual(['柳林镇', '清河县水利局', '直属办事处']);
  });
});
