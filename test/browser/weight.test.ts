import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixtureRoot, projectRoot } from '../roots.ts';
import { buildPages } from '../site/built-site.ts';
import { openSiteBrowser, type SiteBrowser } from './site-browser.ts';

let browser: SiteBrowser;
beforeAll(async () => {
  browser = await openSiteBrowser();
});
afterAll(() => browser.close());

const limit = 40 * 1024;

test.each([
  ['the five seed reports', projectRoot],
  ['the full fixture', fixtureRoot('full')],
])('a report weighs at most 40 KiB, compressed, with all it loads: %s', async (_, root) => {
  const site = await buildPages(root);
  const weights = new Map<string, number>();
  for (const key of site.publication.reportKeys) {
    await using opened = await browser.open(site.folder, `${key}/index.html`);
    const { files, trouble } = opened;
    expect(files.filter((file) => file.endsWith('.css'))).not.toEqual([]);
    expect(
      files.filter((file) => !/\.(html|css|js)$/.test(file)),
      key,
    ).toEqual([]);
    // A request to elsewhere would be told here.
    expect(trouble, key).toEqual([]);
    const contents = await Promise.all(files.map((file) => readFile(path.join(site.folder, file))));
    const weight = contents.reduce((sum, content) => sum + gzipSync(content).length, 0);
    weights.set(`${key}: ${weight} bytes in ${files.length} files`, weight);
  }
  await site.remove();
  const [[heaviest, weight]] = [...weights].sort(([, a], [, b]) => b - a) as [[string, number]];
  console.log(`Heaviest report: ${heaviest}`);
  expect(weight, heaviest).toBeLessThanOrEqual(limit);
});
