import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { openStaging } from '../../src/publish/staging.ts';
import { fixtureRoot, temporaryRoot } from '../roots.ts';

const swapping = path.join(import.meta.dirname, 'swapping.ts');

test('builds that end at the same time replace each other’s site, and leave one that is whole', async () => {
  await using root = await temporaryRoot(fixtureRoot('bad-input/base'));
  const output = path.join(root.path, '_site');
  await Promise.all(
    ['甲', '乙', '丙'].map((text) =>
      promisify(execFile)(process.execPath, [swapping, output, root.path, text, '1000']),
    ),
  );
  expect((await readdir(output)).sort()).toEqual(['.gongkai', 'a.html', 'b.html']);
  const [first, second] = await Promise.all(
    ['a.html', 'b.html'].map((name) => readFile(path.join(output, name), 'utf8')),
  );
  expect(['甲', '乙', '丙']).toContain(first);
  expect(second).toBe(first);
  expect((await readdir(root.path)).filter((name) => name.startsWith('_site.'))).toEqual([]);
});

test('a folder that cannot be moved into place leaves the old site where it was', async () => {
  await using root = await temporaryRoot(fixtureRoot('bad-input/base'));
  const output = path.join(root.path, '_site');
  const first = await openStaging(output, root.path);
  await writeFile(path.join(first.folder, 'index.html'), '旧');
  first.swapIn();
  const second = await openStaging(output, root.path);
  second.discard();
  expect(() => second.swapIn()).toThrow(/ENOENT/);
  expect(await readFile(path.join(output, 'index.html'), 'utf8')).toBe('旧');
  expect((await readdir(root.path)).filter((name) => name.startsWith('_site.'))).toEqual([]);
});
