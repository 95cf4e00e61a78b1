import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { full } from '../seeds/reports.ts';
import { type BuiltSite, buildPages } from '../site/built-site.ts';
import { everyPageRoot, pageOfKind } from '../site/every-page.ts';
import { openSiteBrowser, type SiteBrowser } from './site-browser.ts';

let browser: SiteBrowser;
let site: BuiltSite;
beforeAll(async () => {
  await using root = await everyPageRoot();
  [browser, site] = await Promise.all([openSiteBrowser(), buildPages(root.path)]);
});
afterAll(async () => {
  await browser.close();
  await site.remove();
});

const { redirect: _, ...kinds } = pageOfKind;

/** Names of directives that were violated, as the page itself hears of them. */
const watchViolations = `
  window.violations = [];
  document.addEventListener('securitypolicyviolation', (event) =>
    window.violations.push(event.effectiveDirective));
`;

test.each([
  [
    'script-src-elem',
    `Object.assign(document.createElement('script'), {text: 'window.ran = true'})`,
  ],
  [
    'style-src-elem',
    `Object.assign(document.createElement('style'), {textContent: 'p {color: red}'})`,
  ],
  ['img-src', `Object.assign(new Image(), {src: 'https://elsewhere.example/a.png'})`],
  [
    'script-src-attr',
    `Object.assign(document.createElement('div'), {innerHTML: '<p onclick="window.ran = true">'})`,
  ],
  [
    'style-src-attr',
    `Object.assign(document.createElement('div'), {innerHTML: '<p style="color: red">'})`,
  ],
])('what an editor could smuggle in is refused: %s', async (directive, element) => {
  await using opened = await browser.open(site.folder, pageOfKind.report);
  const { page } = opened;
  await page.evaluate(watchViolations);
  await page.evaluate(`document.body.append(${element})`);
  await page.evaluate(`document.body.lastElementChild.querySelector('[onclick]')?.click()`);
  await page.waitForFunction('window.violations.length > 0', { timeout: 5000 });
  expect(new Set((await page.evaluate('window.violations')) as string[])).toEqual(
    new Set([directive]),
  );
  expect(await page.evaluate('window.ran')).toBeUndefined();
});

describe('meta data of a page', () => {
  /** What a page says of itself to programs, and to readers. */
  interface Said {
    meta: Record<string, string[]>;
    title: string;
    heading: string;
    text: string;
    facts: Record<string, string>;
    structured: string | null;
  }

  const read = async (file: string): Promise<Said> => {
    await using opened = await browser.open(site.folder, file);
    return (await opened.page.evaluate(`({
      meta: Object.fromEntries(Map.groupBy(
        document.querySelectorAll('meta[name]'), ({ name }) => name,
      ).entries().map(([name, all]) => [name, all.map(({ content }) => content)])),
      title: document.title,
      heading: document.querySelector('h1').innerText.replace(/\\s+/g, ''),
      text: document.body.innerText,
      facts: Object.fromEntries([...document.querySelectorAll('dl.report-facts > div')]
        .map((entry) => [...entry.children].map((child) => child.innerText))),
      structured: document.querySelector('script[type="application/ld+json"]')?.text ?? null,
    })`)) as Said;
  };

  test('stands there once, is not empty, and names the site as the page does', async () => {
    for (const file of Object.values(kinds)) {
      const { meta, text, title } = await read(file);
      for (const [name, contents] of Object.entries(meta)) {
        expect(contents, `${file} ${name}`).toHaveLength(1);
        expect(contents[0]!.trim(), `${file} ${name}`).not.toBe('');
      }
      const { name, domain, idCode } = site.archive.site;
      expect(meta, file).toMatchObject({
        SiteName: [name],
        SiteDomain: [domain],
        SiteIDCode: [idCode],
      });
      expect(text, file).toContain(name);
      expect(text, file).toContain(idCode);
      expect(title.endsWith(` - ${name}`), file).toBe(true);
    }
  });

  test('says of a report what a reader sees, in JSON-LD too', async () => {
    for (const { key } of full) {
      const { meta, heading, facts, structured } = await read(`${key}/index.html`);
      expect(meta.ArticleTitle, key).toEqual([heading]);
      expect(meta.ContentSource, key).toEqual([facts.来源]);
      const isStated = site.reportJson(key).published !== null;
      expect(meta.PubDate, key).toEqual(isStated ? [facts.发布时间] : undefined);
      if (isStated) expect(facts.发布时间, key).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d$/);
      const [report] = JSON.parse(structured!)['@graph'];
      expect(report, key).toMatchObject({ '@type': 'Report', name: heading });
    }
  });
});

test('an old address shows the new page, by the page’s own means', async () => {
  await using opened = await browser.open(site.folder, pageOfKind.redirect);
  const { page, trouble } = opened;
  await page.waitForFunction(`location.pathname === '/lin-shui-jiaoyu/2021/'`, { timeout: 5000 });
  await page.waitForSelector('article.report');
  expect(trouble).toEqual([]);
});
