import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BuiltSite, buildPages } from '../site/built-site.ts';
import { everyPageRoot, pageOfKind } from '../site/every-page.ts';
import { displayModes, emulateMedia, setDisplay } from './display-modes.ts';
import { openSiteBrowser, type SiteBrowser } from './site-browser.ts';

let site: BuiltSite;
let browser: SiteBrowser;
beforeAll(async () => {
  await using root = await everyPageRoot();
  [site, browser] = await Promise.all([buildPages(root.path), openSiteBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await site.remove();
});

const { redirect: _, ...kinds } = pageOfKind;

const open = (file: string, width: number) =>
  browser.open(site.folder, file, (page) => page.setViewport({ width, height: 800 }));

interface TextLook {
  size: number;
  /** In letters. */
  line: number;
}

async function lookOf(page: Page, selector: string): Promise<TextLook> {
  return (await page.evaluate(`(() => {
    const { fontSize, lineHeight } = getComputedStyle(document.querySelector('${selector}'));
    return { size: parseFloat(fontSize), line: parseFloat(lineHeight) / parseFloat(fontSize) };
  })()`)) as TextLook;
}

describe('长者模式', () => {
  test('has large letters and wide lines, and larger ones where they are asked for', async () => {
    await using opened = await open(pageOfKind.report, 1280);
    const { page } = opened;
    const texts = ['.prose p', '.site-nav a', '.statutory td', '.site-footer dd'];
    for (const selector of texts) {
      await setDisplay(page, displayModes.light);
      const usual = await lookOf(page, selector);
      await setDisplay(page, displayModes.长者模式);
      const elder = await lookOf(page, selector);
      expect(elder.size / usual.size, selector).toBeGreaterThanOrEqual(1.3);
      expect(elder.size, selector).toBeGreaterThanOrEqual(18);
      expect(elder.line, selector).toBeGreaterThan(usual.line);
      expect(elder.line, selector).toBeGreaterThanOrEqual(1.5);
      for (const text of ['large', 'larger']) {
        const { size } = elder;
        await setDisplay(page, {
          ...displayModes.长者模式,
          display: { 'data-mode': 'elder', 'data-text': text },
        });
        elder.size = (await lookOf(page, selector)).size;
        expect(elder.size, `${selector}, ${text}`).toBeGreaterThan(size);
      }
    }
  });

  test.each(Object.entries(kinds))('gives fingers room: %s', async (_, file) => {
    for (const width of [320, 1280]) {
      await using opened = await open(file, width);
      const { page } = opened;
      await page.click('.display [name="panel"]');
      await setDisplay(page, displayModes.light);
      expect(await smallTargets(page), `${width} px, usual`).not.toEqual([]);
      await setDisplay(page, displayModes.长者模式);
      expect(await smallTargets(page), `${width} px`).toEqual([]);
    }
  });
});

const contrasts = {
  'chosen, light': displayModes['high contrast'],
  'chosen, dark': displayModes['high contrast, dark'],
  'the system’s, light': displayModes['high contrast by the system'],
  'the system’s, dark': {
    media: [
      { name: 'prefers-color-scheme', value: 'dark' },
      { name: 'prefers-contrast', value: 'more' },
    ],
    display: {},
  },
  '长者模式, dark': displayModes['长者模式, high contrast, dark'],
};

describe('high contrast', () => {
  const kindsOfLooks = [
    'home',
    'agency',
    'report',
    'agency comparison',
    'year comparison',
    'data',
    'search',
  ] as const;
  test.each(kindsOfLooks)('is at least 7 to 1: %s', async (kind) => {
    await using opened = await open(pageOfKind[kind], 1280);
    const { page } = opened;
    await page.click('.display [name="panel"]');
    for (const [name, mode] of Object.entries(contrasts)) {
      await setDisplay(page, mode);
      expect(await lowContrasts(page), name).toEqual([]);
      expect(await ownColours(page), name).toEqual([]);
    }
  });

  test('is more than what there is without it', async () => {
    await using opened = await open(pageOfKind.report, 1280);
    await setDisplay(opened.page, displayModes.light);
    expect(await lowContrasts(opened.page)).not.toEqual([]);
  });

  test('asked for by the system needs no script, and is no choice then', async () => {
    await using opened = await open(pageOfKind.report, 1280);
    const { page } = opened;
    const isOffered = `document.querySelector('.display-contrast').checkVisibility()`;
    await page.click('.display [name="panel"]');
    expect(await page.evaluate(isOffered)).toBe(true);
    await setDisplay(page, displayModes['high contrast by the system']);
    expect(await page.evaluate(isOffered)).toBe(false);
    await page.setJavaScriptEnabled(false);
    await page.reload();
    const colours = await page.evaluate(`(({ color, backgroundColor }) => [color, backgroundColor])
      (getComputedStyle(document.body))`);
    expect(colours).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
  });
});

/** Text with a contrast below 7, whatever its size, and how far below. */
async function lowContrasts(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations, passes } = (await page.evaluate(`axe.run(
    { exclude: [['tbody tr:nth-of-type(n + 7)'], ['li:nth-of-type(n + 12)']] },
    { runOnly: ['color-contrast-enhanced'], rules: { 'color-contrast-enhanced': { enabled: true } }, preload: false },
  )`)) as AxeResults;
  const read = [...violations, ...passes].flatMap(({ nodes }) => nodes);
  expect(read.length).toBeGreaterThan(5);
  return read.flatMap(({ any, html }) => {
    // axe knows no colours of drawings, and says that all of them pass.
    const { contrastRatio } = any[0]!.data as { contrastRatio: number | null };
    return contrastRatio !== null && contrastRatio < 7 ? [`${contrastRatio}: ${html}`] : [];
  });
}

/** Colours of letters in drawings that are not those of the text, whose contrast axe measures. */
async function ownColours(page: Page): Promise<unknown> {
  return page.evaluate(`(() => {
    const texts = ['body', '.display-choice span'].map((selector) => getComputedStyle(document.querySelector(selector)).color);
    return [...document.querySelectorAll('svg text')]
      .map((label) => getComputedStyle(label).fill).filter((colour) => !texts.includes(colour));
  })()`);
}

test('forced colours show what is pressed, and leave out the choice of contrast', async () => {
  await using opened = await open(pageOfKind.report, 1280);
  const { page } = opened;
  await page.click('.display [name="panel"]');
  await emulateMedia(page, [{ name: 'forced-colors', value: 'active' }]);
  const [standard, large] = (await page.evaluate(`
    [...document.querySelectorAll('.display [name="text"]')].map((button) => {
      const { backgroundColor, color } = getComputedStyle(button);
      return { backgroundColor, color };
    })
  `)) as object[];
  expect(standard).not.toEqual(large);
  expect(await page.evaluate(`document.querySelector('.display-contrast').checkVisibility()`)).toBe(
    false,
  );
});

test.each(Object.keys(displayModes))('paper is black on white, from %s', async (name) => {
  await using opened = await open(pageOfKind.report, 680);
  const { page } = opened;
  await setDisplay(page, displayModes[name as keyof typeof displayModes]);
  await page.emulateMediaType('print');
  const colours = await page.evaluate(`[...new Set(
    [document.documentElement, ...document.body.querySelectorAll('*')]
      .filter((element) => element.checkVisibility())
      .flatMap((element) => {
        const { color, backgroundColor } = getComputedStyle(element);
        return ['text ' + color, 'ground ' + backgroundColor];
      }),
  )].sort()`);
  expect(colours).toEqual([
    'ground rgb(255, 255, 255)',
    'ground rgba(0, 0, 0, 0)',
    'text rgb(0, 0, 0)',
  ]);
  // 11 points, at 96 pixels to 72 points.
  const { size } = await lookOf(page, '.prose p');
  expect(size).toBeCloseTo((11 * 96) / 72, 1);
});

describe('what has the focus is not hidden by the first column', () => {
  const wide = [pageOfKind['agency comparison'], pageOfKind.data];
  test.each(wide)('%s', async (file) => {
    for (const mode of [displayModes.light, displayModes.长者模式]) {
      await using opened = await open(file, 320);
      const { page } = opened;
      await setDisplay(page, mode);
      const links = await page.$$('.table-scroll :is(td, thead th) a');
      expect(links.length).toBeGreaterThan(0);
      for (const link of links) {
        // From as far as one can go, so that the way back leads below the column.
        await page.evaluate(`for (const region of document.querySelectorAll('.table-scroll'))
          region.scrollLeft = region.scrollWidth`);
        await link.focus();
        const isSeen = await page.evaluate(`((link) => {
          const { left, right, top, bottom } = link.getBoundingClientRect();
          return document.elementFromPoint((left + right) / 2, (top + bottom) / 2) === link;
        })(document.activeElement)`);
        expect(isSeen).toBe(true);
      }
    }
  });
});

/** What can be pressed and has less than 44 pixels to a side, but for links within a sentence. */
async function smallTargets(page: Page): Promise<unknown> {
  return page.evaluate(`
    [...document.querySelectorAll('a[href], button, summary, input, select')]
      .filter((target) => target.checkVisibility() && !target.matches('.skip-link'))
      .filter((target) => {
        const { parentElement: parent, textContent } = target;
        const isInSentence = getComputedStyle(target).display === 'inline'
          && parent.matches('p, .prose *, .article *, dd')
          && parent.textContent.trim() !== textContent.trim();
        return !isInSentence;
      })
      .filter((target) => {
        const { width, height } = target.getBoundingClientRect();
        return Math.min(width, height) < 43.99;
      })
      .map((target) => target.outerHTML.slice(0, 100))
  `);
}
