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

  test('has the pages of the output contract, and no others', () => {
    const agencies = [...new Set(reports.map(({ agency }) => agency))];
    const years = [...new Set(reports.map(({ year }) => year))];
    const severalOf = <T>(all: readonly T[], of: (report: KnownReport) => T) =>
      all.filter((one) => reports.filter((report) => of(report) === one).length > 1);
    const columns = [
      'about',
      'accessibility',
      'compare',
      'data',
      'rules',
      'search',
      'sitemap',
      'years',
      ...years.map((year) => `years/${year}`),
      ...severalOf(years, ({ year }) => year).map((year) => `compare/${year}`),
    ];
    expect(pages.map(({ file }) => file)).toEqual(
      [
        '404.html',
        'index.html',
        ...columns.map((column) => `${column}/index.html`),
        ...agencies.map((agency) => `${agency}/index.html`),
        ...severalOf(agencies, ({ agency }) => agency).map((id) => `${id}/compare/index.html`),
        ...reports.map(({ key }) => `${key}/index.html`),
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

  test('names its column on every page, as the page itself shows it', () => {
    const columns: Readonly<Record<string, string>> = {
      'about/': '关于本站',
      'accessibility/': '无障碍声明',
      'compare/': '年报比较',
      'data/': '数据与下载',
      'rules/': '勾稽规则',
      'search/': '检索',
      'sitemap/': '网站地图',
    };
    // What stands in for any address belongs to no column.
    const ofColumns = pages.filter(({ file }) => file !== '404.html');
    for (const page of ofColumns) {
      const folder = page.file.slice(0, page.file.indexOf('/') + 1);
      const column = columns[folder] ?? '政府信息公开年报';
      expect(page.meta('ColumnName'), page.file).toEqual([column]);
      const shown = page.file === 'index.html' ? page.texts('h1') : page.texts('nav.breadcrumb li');
      expect(shown, page.file).toContain(column);
      expect(page.meta('ColumnType'), page.file).toEqual(['信息公开年报']);
      for (const name of ['ColumnDescription', 'ColumnKeywords']) {
        expect(page.meta(name), page.file).toHaveLength(1);
        expect(page.meta(name)[0], page.file).not.toBe('');
      }
    }
  });

  test('has no meta data of an article where there is none, and nothing empty or twice', () => {
    for (const page of pages) {
      const isReport = reports.some(({ key }) => page.file === `${key}/index.html`);
      expect(page.meta('ArticleTitle'), page.file).toHaveLength(isReport ? 1 : 0);
      expect(page.meta('ContentSource'), page.file).toHaveLength(isReport ? 1 : 0);
      const names = page.all('meta[name]').map((element) => attribute(element, 'name'));
      expect(new Set(names).size, page.file).toBe(names.length);
      for (const name of names) expect(page.meta(name!)[0], `${page.file} ${name}`).toBeTruthy();
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
    // The index of the search is read by its script.
    const files = site.files.filter(
      (name) => /\.(html|csv|xlsx|json)$/.test(name) && !name.startsWith('search/pagefind/'),
    );
    expect(files.length).toBeGreaterThan(reports.length * 4);
    // What stands in where nothing is must not be found.
    for (const file of files.filter((name) => name !== '404.html')) expect(reached).toContain(file);
    expect(reached).not.toContain('404.html');
  });

  test('offers the search at the front door and where a page is not found', () => {
    for (const file of ['index.html', '404.html']) {
      const page = site.pages.get(file)!;
      const form = page.one('form');
      const { pathname } = new URL(attribute(form, 'action')!, `${origin}/${file}`);
      expect([attribute(form, 'method'), pathname]).toEqual(['get', '/search/']);
      const field = attribute(page.one('form input'), 'id');
      expect(attribute(page.one('form label'), 'for')).toBe(field);
    }
  });

  test('says in the navigation where one is', () => {
    const current = (file: string) => {
      const page = site.pages.get(file)!;
      return page
        .all('.site-nav [aria-current]')
        .map((link) => `${textOf(link)} ${attribute(link, 'aria-current')}`);
    };
    const [{ key, agency, year }] = reports as [KnownReport];
    expect(current('index.html')).toEqual(['首页 page']);
    expect(current('years/index.html')).toEqual(['年度 page']);
    expect(current(`years/${year}/index.html`)).toEqual(['年度 true']);
    expect(current('compare/index.html')).toEqual(['比较 page']);
    expect(current('data/index.html')).toEqual(['数据与下载 page']);
    expect(current('rules/index.html')).toEqual(['勾稽规则 page']);
    expect(current('about/index.html')).toEqual(['关于 page']);
    for (const file of [`${key}/index.html`, `${agency}/index.html`, '404.html'])
      expect(current(file)).toEqual([]);
  });

  test('leads from every column back to the home page', () => {
    for (const page of pages.filter(({ file }) => !/^(index|404)\.html$/.test(file))) {
      const [first] = page.all('nav.breadcrumb a');
      const { pathname } = new URL(attribute(first!, 'href')!, `${origin}/${page.file}`);
      expect([page.file, textOf(first!), pathname]).toEqual([page.file, '首页', '/']);
      expect(page.texts('nav.breadcrumb [aria-current="page"]'), page.file).toHaveLength(1);
    }
  });

  test('has headings that go one level down at a time, below one of the first', () => {
    for (const page of pages) {
      const levels = [...page.html.matchAll(/<h([1-6])[ >]/g)].map((match) => Number(match[1]));
      expect(
        levels.filter((level) => level === 1),
        page.file,
      ).toHaveLength(1);
      for (const [at, level] of levels.entries())
        expect(level - (levels[at - 1] ?? 0), page.file).toBeLessThanOrEqual(1);
    }
  });

  test('scrolls every wide table in a region with a name, which the keyboard reaches', () => {
    for (const page of pages) {
      // Tables of an editor's own are groups: they have no name of their own.
      const regions = page.all('.table-scroll[role="region"]');
      for (const region of page.all('.table-scroll'))
        expect(attribute(region, 'tabindex'), page.file).toBe('0');
      const names = regions.map((region) => attribute(region, 'aria-label'));
      expect(new Set(names).size, page.file).toBe(names.length);
      for (const kind of ['figures', 'statutory', 'chart-table'])
        expect(page.all(`.table-scroll[role="region"] > table.${kind}`), page.file).toHaveLength(
          page.all(`table.${kind}`).length,
        );
    }
  });

  test('loads nothing from elsewhere, and runs no script but the site’s own files', async () => {
    for (const page of pages) {
      for (const name of ['img', 'iframe', 'object', 'embed', 'style'])
        expect(page.all(name), page.file).toEqual([]);
      for (const script of page.all('script')) {
        if (attribute(script, 'type') === 'application/ld+json') continue;
        const { href, pathname } = new URL(
          attribute(script, 'src') ?? 'about:',
          `${origin}/${page.file}`,
        );
        expect(href, page.file).toBe(origin + pathname);
        expect(pathname, page.file).toMatch(/^\/assets\/[\w-]+\.[\da-f]{16}\.js$/);
        expect(textOf(script), page.file).toBe('');
      }
      // Markdown tables say how a column is aligned by a style of its own.
      const html = page.html.replace(/<script( type="module")? src=/g, '<script ');
      const loading = /\s(src|srcset|on\w+|style)=(?!"text-align:\w+")/.exec(html);
      expect(loading?.[0], page.file).toBeUndefined();
      const top = page.file === '404.html' ? '/' : '../'.repeat(page.file.split('/').length - 1);
      for (const link of page.all('link[rel="stylesheet"]')) {
        const { pathname } = new URL(attribute(link, 'href')!, `${origin}/${page.file}`);
        expect(attribute(link, 'href')!.replace(/^\.\//, '')).toBe(`${top}${pathname.slice(1)}`);
        expect(pathname).toMatch(/^\/assets\/\w+\.[\da-f]{16}\.css$/);
      }
    }
    const styles = site.files.filter((name) => name.endsWith('.css'));
    expect(styles.length).toBeGreaterThan(1);
    for (const style of styles)
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

  test('lists agencies below their regions, each with its newest report', () => {
    const region = (name: string) =>
      page.all('section.region').find((section) => textOf(section).startsWith(name))!;
    const links = (name: string) =>
      region(name)
        .querySelectorAll('a')
        .map((link) => [textOf(link), attribute(link, 'href')]);
    expect(page.texts('section.region-3 > h3')).toEqual(['山东', '河南']);
    expect(links('山东')).toEqual([
      ['河东区郑旺镇', './hedong-zhengwang/'],
      ['2021', './hedong-zhengwang/2021/'],
      ['安丘市景芝镇', './anqiu-jingzhi/'],
      ['2019', './anqiu-jingzhi/2019/'],
      ['金乡县胡集镇', './jinxiang-huji/'],
      ['2022', './jinxiang-huji/2022/'],
    ]);
    expect(links('唐河')).toEqual([
      ['唐河县上屯镇', './tanghe-shangtun/'],
      ['2020', './tanghe-shangtun/2020/'],
    ]);
  });

  test('a link that only says a year is announced with its agency', () => {
    expect(page.all('.newest')).toHaveLength(5);
    for (const link of page.all('.newest'))
      expect(attribute(link, 'aria-label')).toMatch(/^.{3,}\d{4}年度报告$/);
  });

  test('leads to the years, newest first, and to agencies by the letters of their names', () => {
    const links = (selector: string) =>
      page.all(selector).map((link) => [textOf(link), attribute(link, 'href')]);
    expect(links('.by-year a')).toEqual([
      ['2022年度', 'years/2022/'],
      ['2021年度', 'years/2021/'],
      ['2020年度', 'years/2020/'],
      ['2019年度', 'years/2019/'],
    ]);
    // 安丘市、金乡县、临沂市、唐河县、尉氏县
    expect(links('.by-name a')).toEqual([
      ['A', 'sitemap/#name-a'],
      ['J', 'sitemap/#name-j'],
      ['L', 'sitemap/#name-l'],
      ['T', 'sitemap/#name-t'],
      ['W', 'sitemap/#name-w'],
    ]);
  });

  test('shows the newest year: what there is, and how many are missing', () => {
    const values = page.texts('.newest-year dd');
    expect(page.texts('.newest-year dt').map((name, at) => [name, values[at]])).toEqual([
      ['收录报告', '1 份'],
      ['其中日期未载', '1 份'],
      // All that owed a report of 2022 but 胡集镇.
      ['缺报', '4 个机关'],
    ]);
    expect(page.texts('.newest-year .report-list a')).toEqual([
      '金乡县胡集镇人民政府2022年政府信息公开工作年度报告',
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
      ['应当编制报告', '2019年度起'],
    ]);
    const reports = full.filter(({ agency }) => agency === 'lin-shui-jiaoyu').reverse();
    expect(page.texts('.report-list a')).toEqual(reports.map(({ title }) => title));
    expect(page.texts('.report-list .meta')[1]).toBe('2023-01-29 发布，2021年格式');
    expect(page.texts('nav.breadcrumb li')).toEqual(['首页', '政府信息公开年报', '县教育局']);
    const address = (text: string) =>
      attribute(page.all('.report-facts a').find((link) => textOf(link) === text)!, 'href');
    expect(address('林水县')).toBe('../sitemap/#region-lin-shui');
    expect(address('000-00000001')).toBe('tel:00000000001');
    expect(address('https://lin-shui.example/jiaoyu/')).toBe('https://lin-shui.example/jiaoyu/');
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
    expect(site.report('town/2021').texts('.site-footer a')).toEqual([
      '网站地图',
      '无障碍声明',
      '关于本站',
    ]);
  });

  test('has a page for an agency that has not published yet', () => {
    const page = site.pages.get('bureau/index.html')!;
    expect(page.texts('main p')).toEqual(['还没有发布的报告。']);
    expect(page.all('.report-list')).toEqual([]);
  });

  test('lists an agency without a region, and no region without an agency', () => {
    const home = site.pages.get('index.html')!;
    expect(home.texts('section.region-3 > h3')).toEqual(['清河县', '其他机关']);
    expect(home.texts('.agency > a')).toEqual(['柳林镇', '2021', '清河县水利局', '直属办事处']);
  });
});
