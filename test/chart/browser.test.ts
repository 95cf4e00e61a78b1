import axe, { type AxeResults, type RunOptions } from 'axe-core';
import { PNG } from 'pngjs';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agencyCharts } from '../../src/chart/agency-charts.ts';
import { comparisonCharts } from '../../src/chart/comparison-charts.ts';
import { type OpenPage, openSiteBrowser, type SiteBrowser } from '../browser/site-browser.ts';
import { fixtureRoot, type TemporaryFolder, temporaryFolder } from '../roots.ts';
import { agencyNamed, publishedOf, reportOf } from './archived.ts';
import { writeChartPage } from './chart-page.ts';
import { madeChart } from './made-chart.ts';

const options: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
  preload: false,
};

/** As a reader may have it: each leaves the charts legible. */
const modes = {
  light: [{ name: 'prefers-color-scheme', value: 'light' }],
  dark: [{ name: 'prefers-color-scheme', value: 'dark' }],
  'forced light': [
    { name: 'forced-colors', value: 'active' },
    { name: 'prefers-color-scheme', value: 'light' },
  ],
  'forced dark': [
    { name: 'forced-colors', value: 'active' },
    { name: 'prefers-color-scheme', value: 'dark' },
  ],
  print: [],
} as const;

let browser: SiteBrowser;
let folder: TemporaryFolder;
beforeAll(async () => {
  browser = await openSiteBrowser();
  folder = await temporaryFolder();
  const six = Object.fromEntries(['甲', '乙', '丙', '丁', '戊', '己'].map((name) => [name, [9]]));
  const long = '某某市某某区人民政府某某街道办事处政务公开和信息化建设领导小组办公室';
  await writeChartPage(
    folder.path,
    'agency.html',
    agencyCharts(publishedOf(fixtureRoot('full'), 'lin-shui-jiaoyu')),
  );
  await writeChartPage(
    folder.path,
    'comparison.html',
    comparisonCharts(2021, [
      { agency: agencyNamed(long), report: reportOf(2021, '2021') },
      { agency: agencyNamed('</svg><b>&amp;"WWWWmmmm@@'), report: reportOf(2021, '2019') },
      { agency: agencyNamed('甲局') },
    ]),
  );
  await writeChartPage(folder.path, 'fills.html', [madeChart(six)]);
});
afterAll(async () => {
  await browser.close();
  await folder.remove();
});

async function open(file: string, width: number, mode: keyof typeof modes): Promise<OpenPage> {
  const opened = await browser.open(folder.path, file);
  await opened.page.setViewport({ width, height: 800 });
  const session = await opened.page.createCDPSession();
  await session.send('Emulation.setEmulatedMedia', {
    media: mode === 'print' ? 'print' : 'screen',
    features: [...modes[mode]],
  });
  return opened;
}

describe.each(['agency.html', 'comparison.html'])('%s', (file) => {
  test.each([
    [320, 'light'],
    [320, 'dark'],
    [1280, 'light'],
    [1280, 'forced dark'],
  ] as const)('is without fault at %i px, %s', async (width, mode) => {
    await using opened = await open(file, width, mode);
    const { page, trouble } = opened;
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await page.evaluate(`document.querySelectorAll('details').forEach((one) => one.open = true)`);
    await page.evaluate(axe.source);
    const { violations } = (await page.evaluate(
      `axe.run(document, ${JSON.stringify(options)})`,
    )) as AxeResults;
    expect(
      violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)),
    ).toEqual([]);
    expect(trouble).toEqual([]);
  });

  test('as the browser sets it, no text leaves its drawing or meets another', async () => {
    await using opened = await open(file, 320, 'light');
    expect(await textFaults(opened.page)).toEqual([]);
  });

  test('its drawings are XML to the browser, too', async () => {
    await using opened = await open(file, 320, 'light');
    const errors = await opened.page.evaluate(`[...document.querySelectorAll('svg')]
      .map((svg) => new DOMParser().parseFromString(svg.outerHTML, 'image/svg+xml'))
      .filter((parsed) => parsed.querySelector('parsererror')).length`);
    expect(errors).toBe(0);
  });
});

test('text that is too wide would be noticed', async () => {
  await using opened = await open('agency.html', 320, 'light');
  await opened.page.evaluate(
    `document.querySelector('.chart-label-row').textContent = '二〇一九年度报告'`,
  );
  expect(await textFaults(opened.page)).not.toEqual([]);
});

test('text is at least 12 px high, in the face of the page', async () => {
  await using opened = await open('agency.html', 320, 'light');
  const faces = `[...document.querySelectorAll('body, svg text')].map((element) => getComputedStyle(element).fontFamily)`;
  expect(new Set((await opened.page.evaluate(faces)) as string[]).size).toBe(1);
  const least = await opened.page.evaluate(`Math.min(...[...document.querySelectorAll('svg text')]
    .map((text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a))`);
  expect(least).toBeGreaterThanOrEqual(12);
});

test('to assistive technology, a drawing is an image with a name and the figures in words', async () => {
  await using opened = await open('agency.html', 1280, 'light');
  const root = (await opened.page.$('svg'))!;
  const image = (await opened.page.accessibility.snapshot({ root, interestingOnly: false }))!;
  expect(image.role).toBe('image');
  expect(image.name).toContain('申请的收到、办结与结转：本年新收');
  expect(image.name).toContain('2019年度5207件，2020年度5448件；以下为2021年格式：2021年度39028件');
  const figure = (await opened.page.$('figure'))!;
  const group = (await opened.page.accessibility.snapshot({
    root: figure,
    interestingOnly: false,
  }))!;
  expect([group.role, group.name]).toEqual(['figure', '申请的收到、办结与结转']);
});

test.each([
  ['light', false],
  ['print', true],
] as const)('a table that is closed, %s: shown is %s', async (mode, isShown) => {
  await using opened = await open('agency.html', 1280, mode);
  const { page } = opened;
  const shown = `document.querySelector('.chart-table').checkVisibility()`;
  expect(await page.evaluate(shown)).toBe(isShown);
});

test('on paper each figure stands once: a ground around it would be a second text', async () => {
  await using opened = await open('agency.html', 1280, 'print');
  const strokes = `[...new Set([...document.querySelectorAll('svg text')].map((text) => getComputedStyle(text).stroke))]`;
  expect(await opened.page.evaluate(strokes)).toEqual(['none']);
});

describe.each(Object.keys(modes) as (keyof typeof modes)[])('without colours, %s', (mode) => {
  test('every fill is told from the ground and from every other', async () => {
    await using opened = await open('fills.html', 1280, mode);
    const media = mode === 'print' ? 'print' : `screen and ${queryOf(mode)}`;
    expect(await opened.page.evaluate(`matchMedia('${media}').matches`)).toBe(true);
    const fills = await fillsOf(opened.page);
    expect(fills).toHaveLength(6);
    const ground = await groundOf(opened.page);
    for (const [at, fill] of fills.entries()) {
      expect(strongest(fill, ground), `fill ${at + 1}`).toBeGreaterThan(3);
      for (const other of fills.slice(at + 1))
        expect(unlikeness(fill, other), `fill ${at + 1}`).toBeGreaterThan(0.1);
    }
  });
});

function queryOf(mode: keyof typeof modes): string {
  return modes[mode].map(({ name, value }) => `(${name}: ${value})`).join(' and ');
}

/** A patch of each bar, as grey values from 0 to 1. */
async function fillsOf(page: Page): Promise<number[][]> {
  const fills: number[][] = [];
  for (const bar of await page.$$('.chart-bar')) {
    const { x, y } = (await bar.boundingBox())!;
    fills.push(await greyAt(page, x + 4, y + 3));
  }
  return fills;
}

async function groundOf(page: Page): Promise<number> {
  const { x, y } = (await (await page.$('.chart-panels'))!.boundingBox())!;
  return (await greyAt(page, x - 20, y))[0]!;
}

async function greyAt(page: Page, x: number, y: number): Promise<number[]> {
  const clip = { x: Math.round(x), y: Math.round(y), width: 18, height: 12 };
  const { data } = PNG.sync.read(Buffer.from(await page.screenshot({ clip })));
  return Array.from({ length: data.length / 4 }, (_, at) => luminance(data, at * 4));
}

/** Relative luminance by WCAG. */
function luminance(data: Uint8Array, at: number): number {
  const [red, green, blue] = [0, 1, 2].map((channel) => {
    const value = data[at + channel]! / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Greatest contrast of a pixel to the ground. */
function strongest(fill: readonly number[], ground: number): number {
  return Math.max(
    ...fill.map((grey) => (Math.max(grey, ground) + 0.05) / (Math.min(grey, ground) + 0.05)),
  );
}

/** Share of pixels that are dark in one and light in the other, each by its own middle. */
function unlikeness(a: readonly number[], b: readonly number[]): number {
  const middle = (Math.min(...a, ...b) + Math.max(...a, ...b)) / 2;
  return a.filter((grey, at) => grey > middle !== b[at]! > middle).length / a.length;
}

/** Texts that stick out of their drawing, and pairs that meet, by the widths of the browser. */
async function textFaults(page: Page): Promise<string[]> {
  return (await page.evaluate(`[...document.querySelectorAll('svg')].flatMap((svg) => {
    const boxes = [...svg.querySelectorAll('text')].map((text) => {
      const { x, width } = text.getBBox();
      const size = Number(text.getAttribute('font-size'));
      const y = Number(text.getAttribute('y'));
      return { text: text.textContent, left: x, right: x + width, top: y - size * 0.88, bottom: y + size * 0.2 };
    });
    const { width, height } = svg.viewBox.baseVal;
    const out = boxes.filter((box) => box.left < -0.5 || box.right > width || box.top < 0 || box.bottom > height);
    const pairs = boxes.flatMap((a, at) => boxes.slice(at + 1)
      .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
      .map((b) => a.text + ' / ' + b.text));
    return [...out.map((box) => box.text), ...pairs];
  })`)) as string[];
}
