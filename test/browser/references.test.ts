import type { PNG } from 'pngjs';
import { beforeAll, expect, test } from 'vitest';
import { keptScreens, screenImages } from './references.ts';

let images: Map<string, PNG>;
beforeAll(async () => {
  images = await screenImages();
});

test('a screen of each kind of page is kept, and no others', async () => {
  expect([...images.keys()].sort()).toEqual(await keptScreens.names());
});

test('pages look as before', async () => {
  expect(await keptScreens.changes(images), 'If it is meant so: npm run references').toEqual([]);
});
