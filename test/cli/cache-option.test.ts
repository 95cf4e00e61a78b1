import path from 'node:path';
import { expect, test } from 'vitest';
import { cacheFolder } from '../../src/cli/cache-option.ts';
import { run } from './recorder.ts';

const root = path.resolve('/srv/annual');

test('the cache is in the root, or where --cache says, or nowhere', () => {
  expect(cacheFolder({}, root)).toBe(path.join(root, '.cache', 'pdf'));
  expect(cacheFolder({ cache: '/mnt/shared' }, root)).toBe(path.resolve('/mnt/shared'));
  expect(cacheFolder({ cache: 'kept' }, root)).toBe(path.resolve('kept'));
  expect(cacheFolder({ 'no-cache': true }, root)).toBeUndefined();
});

test('a cache and none at once is wrong use', async () => {
  const { code, out, err } = await run('build', '--cache', 'kept', '--no-cache');
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toBe('--cache 与 --no-cache 只能用一个\n');
});
