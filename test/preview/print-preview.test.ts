import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type LocalBrowser, openLocalBrowser } from '../browser/local-browser.ts';
import { run } from '../cli/recorder.ts';
import { pdfPages } from '../publish/pdf-text.ts';
import { fixtureRoot, projectRoot, type TemporaryFolder, temporaryRoot } from '../roots.ts';
import { buildPages } from '../site/built-site.ts';
import { chinese, openPrint, previewOf, type ShownRoot } from './open-print.ts';

const base = fixtureRoot('bad-input/base');
const reportFile = 'reports/town/2021.yaml';

let local: LocalBrowser;
beforeAll(async () => {
  local = await openLocalBrowser();
});
afterAll(() => local.close());

/** The size of A4 at 96 CSS pixels per inch, rounded. */
const a4 = { width: 794, height: 1123 };

describe('the reports of the full fixture', () => {
  let root: TemporaryFolder;
  let server: ShownRoot;
  beforeAll(async () => {
    root = await temporaryRoot(fixtureRoot('full'));
    const file = path.join(root.path, 'reports/lin-shui-jiaoyu/2022.yaml');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace(/^格式:.*\n/, '$&状态: 草稿\n'));
    server = await previewOf(root.path);
  });
  afterAll(async () => {
    await server.close();
    await root.remove();
  });

  test.each(['lin-shui-jiaoyu/2019', 'lin-shui-jiaoyu/2021', 'lin-shui-jiaoyu/2022'])(
    '%s has the pages of its PDF, each with the same text',
    async (key) => {
      const file = path.join(root.path, 'print.pdf');
      const ran = await run('pdf', ...key.split('/'), '--root', root.path, '--out', file);
      expect(ran).toMatchObject({ code: 0, err: '' });
      const marks = /^(演示|草稿)+|(演示|草稿)+$/g;
      const pages = (await pdfPages(file)).map((page) => chinese(page).replace(marks, ''));

      await using print = await openPrint(local.browser, `${server.url}${key}/print/`);
      await print.ready();
      expect(await print.sheets()).toEqual(pages);
      expect(pages.length).toBeGreaterThan(2);
      expect(await print.message()).toBe(`打印版预览，共 ${pages.length} 页`);
    },
  );

  test('a draft has 草稿 on every sheet, another report on none; both have the demonstration’s mark', async () => {
    for (const [year, isDraft] of [
      [2022, true],
      [2021, false],
    ] as const) {
      const url = `${server.url}lin-shui-jiaoyu/${year}/print/`;
      await using print = await openPrint(local.browser, url);
      await print.ready();
      const marks = (await print.page.evaluate(`
        Array.from(document.querySelectorAll('.pagedjs_page'), (sheet) =>
          Array.from(sheet.querySelectorAll('*'), (element) =>
            ['::before', '::after'].map((part) => getComputedStyle(element, part).content)
          ).join())`)) as string[];
      for (const mark of marks) {
        expect(mark.includes('"草稿"')).toBe(isDraft);
        expect(mark).toContain('"演示"');
      }
    }
  });

  test('nothing is asked of another host', async () => {
    await using print = await openPrint(local.browser, `${server.url}lin-shui-jiaoyu/2021/print/`);
    await print.ready();
    const hosts = [...print.requests].map((url) => new URL(url)).filter(({ host }) => host !== '');
    expect(new Set(hosts.map(({ origin }) => `${origin}/`))).toEqual(new Set([server.url]));
    expect(print.requests).toContain(`${server.url}styles/print.css`);
  });

  test.each([1280, 360])(
    'sheets of A4 lie one below the other in a window of %i',
    async (width) => {
      await using print = await openPrint(
        local.browser,
        `${server.url}lin-shui-jiaoyu/2021/print/`,
      );
      await print.page.setViewport({ width, height: 700 });
      await print.ready();
      const boxes = await print.page.$$eval('.pagedjs_page', (sheets) =>
        sheets.map((sheet) => {
          const { left, right, top, bottom, width, height } = sheet.getBoundingClientRect();
          return { left, right, top, bottom, width, height, clientWidth: sheet.clientWidth };
        }),
      );
      let end = 0;
      for (const box of boxes) {
        expect(box.top).toBeGreaterThan(end);
        end = box.bottom;
        expect(box.left).toBeGreaterThan(0);
        expect(box.right).toBeLessThan(width);
        expect(box.height / box.width).toBeCloseTo(a4.height / a4.width, 2);
        // The paper's own size in the layout, however small it is shown.
        expect(box.clientWidth).toBe(a4.width);
      }
      const [scrollWidth, scrollHeight] = await print.page.$eval('html', (html) => [
        html.scrollWidth,
        html.scrollHeight,
      ]);
      expect(scrollWidth).toBeLessThanOrEqual(width);
      // No empty ground is left where sheets were scaled.
      expect(scrollHeight! - end).toBeLessThan(a4.height / 10);
    },
  );

  test('the page of a report leads to its print version, and that back', async () => {
    const page = await local.browser.newPage();
    await page.goto(`${server.url}lin-shui-jiaoyu/2021/`);
    const follow = async (selector: string) => {
      await page.focus(selector);
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
      return page.url();
    };
    expect(await follow('.downloads a[href^="print"]')).toBe(
      `${server.url}lin-shui-jiaoyu/2021/print/`,
    );
    await page.waitForSelector('.print-preview-bar[data-state]');
    expect(await follow('.print-preview-bar a')).toBe(`${server.url}lin-shui-jiaoyu/2021/`);
    await page.close();
  });
});

test('a published site has no print version and no link to one', async () => {
  const site = await buildPages(base);
  expect(site.files.filter((file) => /print|gongkai\//.test(file))).toEqual([]);
  for (const { html } of site.pages.values()) expect(html).not.toMatch(/href="print|打印版/);
  await site.remove();
});

describe('what is saved', () => {
  let root: TemporaryFolder;
  let server: ShownRoot;
  beforeEach(async () => {
    root = await temporaryRoot(base);
  });
  afterEach(async () => {
    await server.close();
    await root.remove();
  });

  async function edit(from: string, to: string): Promise<void> {
    const file = path.join(root.path, reportFile);
    const text = await readFile(file, 'utf8');
    expect(text).toContain(from);
    await writeFile(file, text.replace(from, to));
  }

  test('is laid out anew, where the reader was', async () => {
    server = await previewOf(root.path);
    await using print = await openPrint(local.browser, `${server.url}town/2021/print/`);
    await print.ready();
    expect((await print.sheets()).join('')).not.toContain('信箱改在门厅');
    await print.page.evaluate('window.scrollTo(0, 900)');

    const reloaded = print.page.waitForNavigation();
    await edit('解读材料偏少', '信箱改在门厅');
    await reloaded;
    await print.ready();
    expect((await print.sheets()).join('')).toContain('信箱改在门厅');
    expect(await print.page.evaluate('window.scrollY')).toBe(900);

    const again = print.page.waitForNavigation();
    await edit('信箱改在门厅', '公告栏重新粉刷');
    await again;
    await print.ready();
    expect((await print.sheets()).join('')).toContain('公告栏重新粉刷');
  });

  test('with an error says so, and shows the sheets when it is corrected', async () => {
    await edit('行政许可: 12', '行政许可: 一二');
    server = await previewOf(root.path);
    await using print = await openPrint(local.browser, `${server.url}town/2021/print/`);
    await print.connected();
    const text = await print.page.$eval('body', ({ textContent }) => textContent);
    expect(text).toContain('暂时不能显示');
    expect(text).toContain('reports/town/2021.yaml:10:9');

    const reloaded = print.page.waitForNavigation();
    await edit('行政许可: 一二', '行政许可: 12');
    await reloaded;
    await print.ready();
    expect((await print.sheets()).join('')).toContain('解读材料偏少');
  });

  test('in last year’s report, which this year’s quotes, hides that and nothing else', async () => {
    const lastYear = await readFile(path.join(root.path, reportFile), 'utf8');
    const unread = lastYear.replace('2022-01-20', '2021-01-20').replace('  行政强制: 0\n', '');
    await writeFile(path.join(root.path, 'reports/town/2020.yaml'), unread);
    await edit('解读材料偏少', '上年强制 {{ 上年:主动公开.行政强制.本年处理决定数量 }} 件');
    const nextYear = lastYear.replace('2022-01-20', '2023-01-20');
    await writeFile(path.join(root.path, 'reports/town/2022.yaml'), nextYear);
    server = await previewOf(root.path);
    const statusOf = async (year: number) =>
      (await fetch(`${server.url}town/${year}/print/`)).status;
    expect(await Promise.all([2020, 2021, 2022].map(statusOf))).toEqual([404, 404, 200]);
  });

  test('as the root’s own style or template is shown at once', async () => {
    const style = path.join(root.path, 'styles/print.css');
    await mkdir(path.dirname(style));
    const own = await readFile(path.join(projectRoot, 'styles/print.css'), 'utf8');
    await writeFile(style, own);
    server = await previewOf(root.path);
    await using print = await openPrint(local.browser, `${server.url}town/2021/print/`);
    await print.ready();

    const reloaded = print.page.waitForNavigation();
    await writeFile(style, `${own}\nh1 { letter-spacing: 7px; }\n`);
    await reloaded;
    await print.ready();
    expect(
      await print.page.evaluate(`getComputedStyle(document.querySelector('h1')).letterSpacing`),
    ).toBe('7px');
  });
});

describe('a fault is told above the sheets, in the words of the PDF’s', () => {
  const template = (link: string) => ({
    'templates/print/report.njk': `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>年报</title>
<link rel="stylesheet" href="/styles/print.css">${link}</head>
<body><h1>年报</h1><p>正文</p></body></html>`,
  });
  const ownStyle = async (rule: string) => ({
    'styles/print.css': `${await readFile(path.join(projectRoot, 'styles/print.css'), 'utf8')}\n${rule}\n`,
  });

  test.each<[string, () => Promise<Record<string, string>>, string]>([
    [
      'a statutory table that no page holds',
      () => ownStyle('table.matrix td { height: 40mm; }'),
      '法定表格超过一页，不能拆开',
    ],
    ['text that runs over the edge', () => ownStyle('#title { width: 300mm; }'), '有内容超出版心'],
    [
      'a style that is not there',
      async () => template('<link rel="stylesheet" href="/styles/none.css">'),
      '打印文件引用的资源不存在',
    ],
    [
      'a style from elsewhere',
      async () => template('<link rel="stylesheet" href="https://elsewhere.example/print.css">'),
      '打印文件只能引用 styles/ 与字体，不能引用 https://elsewhere.example/print.css',
    ],
  ])('%s', async (_name, files, message) => {
    await using root = await temporaryRoot(base, await files());
    const server = await previewOf(root.path);
    try {
      await using print = await openPrint(local.browser, `${server.url}town/2021/print/`);
      await print.ready();
      expect(await print.message()).toContain(message);
      expect(await print.page.$eval('.print-preview-bar p', (bar) => bar.checkVisibility())).toBe(
        true,
      );
      expect([...print.requests].filter((url) => url.includes('elsewhere'))).toEqual([]);
    } finally {
      await server.close();
    }
    const pdf = path.join(root.path, 'town.pdf');
    const ran = await run('pdf', 'town', '2021', '--root', root.path, '--out', pdf);
    expect(ran.code).toBe(2);
    expect(ran.err).toContain(message);
  });
});
