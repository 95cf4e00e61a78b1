import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../cli/recorder.ts';
import { fixtureRoot, type TemporaryFolder, temporaryFolder } from '../roots.ts';
import { violations } from './inspection.ts';
import { type LocalBrowser, openLocalBrowser } from './local-browser.ts';

let folder: TemporaryFolder;
let local: LocalBrowser;
beforeAll(async () => {
  [folder, local] = await Promise.all([temporaryFolder(), openLocalBrowser()]);
});
afterAll(async () => {
  await local.close();
  await folder.remove();
});

/** A figure beside another year's, a form of another edition, a draft with findings. */
test.each([
  ['lin-shui-jiaoyu', '2020'],
  ['lin-shui-jiaoyu', '2021'],
  ['lin-shui-jiaoyu', '2024'],
])('the sheet of %s %s is accessible, and its style applies', async (agency, year) => {
  const words = [agency, year, '--root', fixtureRoot('full'), '--out', folder.path, '--no-pdf'];
  expect(await run('review', ...words)).toMatchObject({ code: 0 });
  const page = await local.browser.newPage();
  try {
    await page.setBypassCSP(true); // for axe; the page has no scripts of its own
    const file = path.join(folder.path, `${agency}-${year}-校验单.html`);
    await page.goto(pathToFileURL(file).href);
    expect(await page.evaluate(`document.styleSheets[0].cssRules.length > 0`)).toBe(true);
    expect(await violations(page, 'all')).toEqual([]);
    const colours = await page.evaluate(`[...new Set([...document.querySelectorAll('body, body *')]
      .flatMap((element) => [getComputedStyle(element).color, getComputedStyle(element).borderTopColor]))]`);
    expect(colours).toEqual(['rgb(0, 0, 0)']);
    // Whether the screen is as wide as paper or as a telephone, nothing sticks out, and no cell is
    // narrower than two characters.
    for (const width of [794, 320]) {
      await page.setViewport({ width, height: 1000 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      expect(
        await page.evaluate(`[...document.querySelectorAll('th, td')]
          .filter((cell) => cell.clientWidth < 2 * parseFloat(getComputedStyle(cell).fontSize)).length`),
      ).toBe(0);
    }
    const unnamed = await page.evaluate(`[...document.querySelectorAll('td.figure')]
      .filter(({ headers }) => !headers || headers.split(' ').some((id) => !document.getElementById(id)?.textContent))
      .length`);
    expect(unnamed).toBe(0);
  } finally {
    await page.close();
  }
});
