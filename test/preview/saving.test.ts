import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { generateArchive } from '../../bench/generate.ts';
import { openPreview } from '../../src/preview/preview.ts';
import type { SiteServer } from '../../src/preview/serve.ts';
import { fixtureRoot, type TemporaryFolder, temporaryFolder, temporaryRoot } from '../roots.ts';

let root: TemporaryFolder;
let server: SiteServer;
beforeEach(async () => {
  root = await temporaryRoot(fixtureRoot('bad-input/base'));
});
afterEach(async () => {
  await server.close();
  await root.remove();
});

async function openAt(folder: string, inspected: () => void = () => {}): Promise<void> {
  const opened = await openPreview({
    root: folder,
    host: '127.0.0.1',
    port: 0,
    inspected,
    complain: (message) => expect.fail(message),
  });
  server = opened!;
}

/** Saves a report with one text in another's place. */
function edit(folder: string, report: string, from: string | RegExp, to: string): void {
  const file = path.join(folder, 'reports', `${report}.yaml`);
  const text = readFileSync(file, 'utf8');
  const renewed = text.replace(from, to);
  expect(renewed).not.toBe(text);
  writeFileSync(file, renewed);
}

/** Waits for the page of a report to be as is asked for. */
function untilPage(report: string, is: (page: Response, text: string) => boolean): Promise<true> {
  const shown = async () => {
    const page = await fetch(`${server.urls[0]}${report}/`);
    return is(page, await page.text());
  };
  return vi.waitUntil(shown, { timeout: 20_000 });
}

const shows = (text: string) => (_: Response, page: string) => page.includes(text);

test('what is saved while the preview starts is shown', async () => {
  let isFirst = true;
  await openAt(root.path, () => {
    if (isFirst) edit(root.path, 'town/2021', '解读材料偏少', '解读材料仍少');
    isFirst = false;
  });
  await untilPage('town/2021', shows('解读材料仍少'));
});

test('what is saved as soon as the preview has started is shown, among many reports', async () => {
  await using archive = await temporaryFolder();
  await generateArchive(archive.path, { agencies: 20, years: 5, seed: 1 });
  const [agency] = readdirSync(path.join(archive.path, 'reports'));
  await openAt(archive.path);
  edit(archive.path, `${agency}/2021`, /行政强制: \d+/, '行政强制: 7654321');
  await untilPage(`${agency}/2021`, shows('7654321'));
});

test('a report that is deleted is no page any more', async () => {
  await openAt(root.path);
  await untilPage('town/2021', ({ status }) => status === 200);
  await rm(path.join(root.path, 'reports/town/2021.yaml'));
  await untilPage('town/2021', ({ status }) => status === 404);
});
