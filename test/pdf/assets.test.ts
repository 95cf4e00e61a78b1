import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chooseFonts } from '../../src/fonts/choose.ts';
import { findAsset, PRINT_ORIGIN, type PrintAssets } from '../../src/pdf/assets.ts';
import { npmFonts, renamed } from '../fonts/made-fonts.ts';
import { type TemporaryFolder, temporaryFolder } from '../roots.ts';

const times = { family: 'Times New Roman', postscript: 'TimesNewRomanPSMT' };

let folder: TemporaryFolder;
let assets: PrintAssets;
beforeAll(async () => {
  folder = await temporaryFolder();
  const fonts = path.join(folder.path, 'fonts');
  const styles = path.join(folder.path, 'styles');
  await mkdir(fonts);
  await mkdir(styles);
  await writeFile(path.join(fonts, 'times.ttf'), renamed(npmFonts.latin, times));
  await writeFile(path.join(styles, 'print.css'), 'p {}');
  await writeFile(path.join(folder.path, 'secret.css'), 'secret');
  assets = { styles, fonts: chooseFonts({ root: folder.path, folder: fonts }).fonts };
});
afterAll(() => folder.remove());

const at = (address: string) => findAsset(new URL(address, PRINT_ORIGIN).href, assets);

test('styles are those of the folder', async () => {
  const asset = at('/styles/print.css')!;
  expect(asset.type).toBe('text/css; charset=utf-8');
  expect(String(await asset.read())).toBe('p {}');
});

test('the style sheet of the faces names no place on this machine, and every font that it names is there', async () => {
  const styles = String(await at('/fonts/faces.css')!.read());
  expect(styles).not.toContain(folder.path);
  expect(styles).not.toContain('node_modules');
  const addresses = [...styles.matchAll(/url\("([^"]+)"\)/g)].map((match) => match[1]!);
  // Four that come with the program, and one that is there for its role and for figures.
  expect(new Set(addresses).size).toBe(5);
  const sizes = addresses.map(async (address) => (await at(address)!.read()).length);
  for (const size of await Promise.all(sizes)) expect(size).toBeGreaterThan(100_000);
});

test.each([
  '/styles/../secret.css',
  '/styles/%2e%2e/secret.css',
  '/styles/%2e%2e%2fsecret.css',
  '/secret.css',
  '/fonts/',
  '/fonts/times.ttf',
  '/fonts/gongkai-0000000000000000',
  '/node_modules/pdf-lib/package.json',
  'http://example.com/styles/print.css',
])('%s is not to be had', (address) => expect(at(address)).toBeUndefined());
