import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixtureRoot } from '../roots.ts';
import { type BuiltSite, buildPages } from '../site/built-site.ts';
import { openSiteBrowser, type SiteBrowser } from './site-browser.ts';

let site: BuiltSite;
let browser: SiteBrowser;
beforeAll(async () => {
  [site, browser] = await Promise.all([buildPages(fixtureRoot('full')), openSiteBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await site.remove();
});

/** Room beside the labels at 320 px in which figures can be read. */
const leastRoom = 90;

test.each([
  ['lin-shui-jiaoyu/2021/index.html', 'table.matrix'],
  ['lin-shui-jiaoyu/2021/index.html', 'table.stacked'],
  ['lin-shui-jiaoyu/index.html', 'table.figures'],
  ['lin-shui-jiaoyu/compare/index.html', 'table.years'],
  ['years/2023/index.html', 'table.figures'],
  ['compare/2023/index.html', 'table.figures'],
])(
  'at 320 px, however far %s is scrolled, the rows of %s keep their labels',
  async (file, table) => {
    await using opened = await browser.open(site.folder, file);
    const { page } = opened;
    await page.setViewport({ width: 320, height: 800 });
    const hidden = await page.evaluate(`
    (() => {
      const region = document.querySelector('${table}').closest('.table-scroll');
      region.scrollLeft = region.scrollWidth;
      const labels = [...region.querySelectorAll('tbody th[scope="row"]')];
      return labels.filter((label) => {
        label.scrollIntoView({ block: 'center', inline: 'nearest' });
        region.scrollLeft = region.scrollWidth;
        const box = label.getBoundingClientRect();
        const { left, right } = region.getBoundingClientRect();
        const seen = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        const isOnTop = seen === label || label.contains(seen);
        return !isOnTop || box.left < left - 1 || right - box.right < ${leastRoom};
      }).map((label) => label.textContent.trim());
    })()
  `);
    expect(hidden).toEqual([]);
  },
);

test('in 表三 the groups stay beside their rows', async () => {
  await using opened = await browser.open(site.folder, 'lin-shui-jiaoyu/2021/index.html');
  const { page } = opened;
  await page.setViewport({ width: 320, height: 800 });
  const [before, after] = (await page.evaluate(`
    (() => {
      const region = document.querySelector('table.matrix').closest('.table-scroll');
      const groups = [...region.querySelectorAll('th[scope="rowgroup"]')];
      const lefts = () => groups.map((group) => group.getBoundingClientRect().left);
      const before = lefts();
      region.scrollLeft = region.scrollWidth;
      return [before, lefts()];
    })()
  `)) as number[][];
  expect(before!.length).toBeGreaterThan(4);
  // The table's own border moves out of sight.
  for (const [at, left] of before!.entries())
    expect(Math.abs(after![at]! - left)).toBeLessThanOrEqual(1);
});
