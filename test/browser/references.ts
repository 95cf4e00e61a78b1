import path from 'node:path';
import { PNG } from 'pngjs';
import { KeptImages } from '../images/kept-images.ts';
import { buildPages } from '../site/built-site.ts';
import { everyPageRoot, pageOfKind } from '../site/every-page.ts';
import { type DisplayModeName, displayModes, setDisplay } from './display-modes.ts';
import { openSiteBrowser } from './site-browser.ts';

/** The pages on screen that are kept. */
export const keptScreens = new KeptImages(path.join(import.meta.dirname, 'references'), 'colour');

interface Screen {
  file: string;
  width: number;
  mode: DisplayModeName;
}

const { redirect: _, ...kinds } = pageOfKind;

const wide = Object.entries(kinds).map(
  ([kind, file]) =>
    [kind.replaceAll(' ', '-'), { file, width: 1280, mode: 'light' }] satisfies [string, Screen],
);

/** By name: each kind of page as most see it, and a report as others do. */
const screens: readonly [string, Screen][] = [
  ...wide,
  ['report-narrow', { file: kinds.report, width: 320, mode: 'light' }],
  ['report-dark', { file: kinds.report, width: 1280, mode: 'dark' }],
  ['report-high-contrast', { file: kinds.report, width: 1280, mode: 'high contrast' }],
  ['report-elder', { file: kinds.report, width: 1280, mode: '长者模式' }],
];

/** How much of a page is kept, in CSS pixels from its top: what comes below is more of the same. */
const height = 1600;

/** Half the size is enough to see that something has moved, gone or changed its colour. */
const scale = 0.5;

/** Steps of each colour that are kept apart, which makes for files of half the size. */
const steps = 16;

/** The image of every screen, by name: the same on every machine, fonts and all. */
export async function screenImages(): Promise<Map<string, PNG>> {
  await using root = await everyPageRoot();
  const site = await buildPages(root.path);
  const browser = await openSiteBrowser();
  try {
    const images = new Map<string, PNG>();
    for (const [name, { file, width, mode }] of screens) {
      await using opened = await browser.open(site.folder, file, (page) =>
        page.setViewport({ width, height, deviceScaleFactor: scale }),
      );
      await setDisplay(opened.page, displayModes[mode]);
      images.set(name, coarse(PNG.sync.read(Buffer.from(await opened.page.screenshot()))));
    }
    return images;
  } finally {
    await browser.close();
    await site.remove();
  }
}

function coarse(image: PNG): PNG {
  const { data } = image;
  const step = 255 / (steps - 1);
  for (let at = 0; at < data.length; at += 1)
    data[at] = Math.round(Math.round(data[at]! / step) * step);
  return image;
}
