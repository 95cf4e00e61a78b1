import { execFile } from 'node:child_process';
import {
  cp,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openCache } from '../../src/publish/cache.ts';
import { type TemporaryFolder, temporaryFolder } from '../roots.ts';
import {
  cacheFiles,
  entryFile,
  first,
  keyOf,
  pdf,
  second,
  setLastUse,
  third,
} from './cache-folder.ts';

let temporary: TemporaryFolder;
let folder: string;
beforeEach(async () => {
  temporary = await temporaryFolder();
  folder = path.join(temporary.path, 'cache/pdf');
});
afterEach(() => temporary.remove());

const fileOf = (key: string) => entryFile(folder, key);

describe('what is kept', () => {
  test('is there for the next build, byte for byte, and nothing else is', async () => {
    await openCache(folder).put(first, pdf('一'));
    const next = openCache(folder);
    expect(await next.get(first)).toEqual(pdf('一'));
    expect(await next.get(second)).toBeUndefined();
  });

  test('may be empty', async () => {
    await openCache(folder).put(first, Buffer.alloc(0));
    expect(await openCache(folder).get(first)).toEqual(Buffer.alloc(0));
  });

  test('is replaced by what is kept later', async () => {
    const cache = openCache(folder);
    await cache.put(first, pdf('旧'));
    await cache.put(first, pdf('新'));
    expect(await cache.get(first)).toEqual(pdf('新'));
    expect(await cacheFiles(folder)).toEqual([first]);
  });

  test('lies in subfolders by the beginning of its key', async () => {
    await openCache(folder).put(first, pdf('一'));
    expect(await readdir(folder)).toEqual([first.slice(0, 2)]);
    expect(await readdir(path.join(folder, first.slice(0, 2)))).toEqual([first]);
  });

  test('may be copied elsewhere as a folder', async () => {
    await openCache(folder).put(first, pdf('一'));
    const copy = path.join(temporary.path, 'copy');
    await cp(folder, copy, { recursive: true });
    expect(await openCache(copy).get(first)).toEqual(pdf('一'));
  });

  test('is gone with the folder, in mid-run too', async () => {
    const cache = openCache(folder);
    await cache.put(first, pdf('一'));
    await rm(folder, { recursive: true });
    expect(await cache.get(first)).toBeUndefined();
    await cache.put(second, pdf('二'));
    expect(await cache.get(second)).toEqual(pdf('二'));
    await cache.trim();
  });
});

test.each(['', 'ab', '../../etc/passwd', `${first}/..`, first.toUpperCase(), `${first}0`])(
  'a key that is no hash is refused: “%s”',
  async (key) => {
    const cache = openCache(folder);
    await expect(cache.get(key)).rejects.toThrow(RangeError);
    await expect(cache.put(key, pdf('一'))).rejects.toThrow(RangeError);
    expect(await readdir(temporary.path)).toEqual([]);
  },
);

describe('a damaged entry is as good as none, and is replaced:', () => {
  const content = pdf('一份年报'.repeat(50));

  async function expectReplaced(): Promise<void> {
    const cache = openCache(folder);
    expect(await cache.get(first)).toBeUndefined();
    await cache.put(first, content);
    expect(await openCache(folder).get(first)).toEqual(content);
  }

  beforeEach(() => openCache(folder).put(first, content));

  test('cut off anywhere', async () => {
    const whole = await readFile(fileOf(first));
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), async (length) => {
        await writeFile(fileOf(first), whole.subarray(0, length));
        await expectReplaced();
      }),
      { numRuns: 60, examples: [[0], [1], [whole.length - 1]] },
    );
  });

  test('one bit flipped anywhere', async () => {
    const whole = await readFile(fileOf(first));
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), async (at, bit) => {
        const flipped = Buffer.from(whole);
        flipped[at]! ^= 1 << bit;
        await writeFile(fileOf(first), flipped);
        await expectReplaced();
      }),
      { numRuns: 150 },
    );
  });

  test('longer than it was', async () => {
    await writeFile(fileOf(first), '\n', { flag: 'a' });
    await expectReplaced();
  });

  test('all zeros, as after a power failure', async () => {
    const { size } = await stat(fileOf(first));
    await writeFile(fileOf(first), Buffer.alloc(size));
    await expectReplaced();
  });

  test('another entry’s, under its name', async () => {
    const cache = openCache(folder);
    await cache.put(second, pdf('二'));
    await rename(fileOf(second), fileOf(first));
    await expectReplaced();
  });

  test('a link', async () => {
    const elsewhere = path.join(temporary.path, 'elsewhere');
    await rename(fileOf(first), elsewhere);
    await symlink(elsewhere, fileOf(first));
    const before = await readFile(elsewhere);
    await expectReplaced();
    expect(await readFile(elsewhere)).toEqual(before);
  });

  test('a folder in its place is left alone', async () => {
    await rm(fileOf(first));
    await mkdir(fileOf(first));
    const told: string[] = [];
    const cache = openCache(folder, { warn: (message) => told.push(message) });
    expect(await cache.get(first)).toBeUndefined();
    await cache.put(first, content);
    expect(await cache.get(first)).toBeUndefined();
    expect(told).toHaveLength(1);
    expect((await stat(fileOf(first))).isDirectory()).toBe(true);
  });
});

describe('several at once', () => {
  test('writers of one entry leave one of what they wrote, whole', async () => {
    const contents = Array.from({ length: 20 }, (_, at) => pdf(String(at).repeat(50_000)));
    const caches = contents.map(() => openCache(folder));
    await Promise.all(contents.map((content, at) => caches[at]!.put(first, content)));
    expect(contents).toContainEqual(Buffer.from((await openCache(folder).get(first))!));
    expect(await cacheFiles(folder)).toEqual([first]);
  });

  test('processes: whoever reads meanwhile finds an entry whole or not at all', async () => {
    const keys = Array.from({ length: 8 }, (_, at) => keyOf(String(at)));
    const writer = path.join(import.meta.dirname, 'cache-writer.ts');
    const run = promisify(execFile);
    let isOver = false;
    const writers = Promise.all(
      [1, 2].map(() => run(process.execPath, [writer, folder, keys.join(','), '15'])),
    ).finally(() => {
      isOver = true;
    });
    const told: string[] = [];
    const cache = openCache(folder, { warn: (message) => told.push(message) });
    while (!isOver) {
      for (const key of keys) {
        const bytes = await cache.get(key);
        if (bytes && Buffer.from(bytes).toString() !== key.repeat(4000))
          expect.fail(`a torn entry of ${bytes.length} bytes`);
      }
    }
    for (const { stderr } of await writers) expect(stderr).toBe('');
    for (const key of keys)
      expect(Buffer.from((await cache.get(key))!).toString()).toBe(key.repeat(4000));
    expect(await cacheFiles(folder)).toEqual(keys.sort());
    expect(told).toEqual([]);
  });
});

describe('the size', () => {
  const content = Buffer.alloc(10_000, 7);

  beforeEach(async () => {
    const cache = openCache(folder);
    for (const [days, key] of [first, second, third].entries()) {
      await cache.put(key, content);
      await setLastUse(fileOf(key), 9 - days);
    }
  });

  test('is kept under the limit: what was unused for longest goes first', async () => {
    await openCache(folder, { limitBytes: 25_000 }).trim();
    expect(await cacheFiles(folder)).toEqual([second, third].sort());
    await openCache(folder, { limitBytes: 15_000 }).trim();
    expect(await cacheFiles(folder)).toEqual([third]);
  });

  test('under the limit nothing goes', async () => {
    await openCache(folder, { limitBytes: 40_000 }).trim();
    await openCache(folder).trim();
    expect(await cacheFiles(folder)).toEqual([first, second, third].sort());
  });

  test('what this run has read or written stays, whatever the limit', async () => {
    const cache = openCache(folder, { limitBytes: 1 });
    expect(await cache.get(first)).toBeDefined();
    await cache.put(second, content);
    await setLastUse(fileOf(first), 30);
    await setLastUse(fileOf(second), 30);
    await cache.trim();
    expect(await cacheFiles(folder)).toEqual([first, second].sort());
  });

  test('reading is use: the next build removes what nobody has read', async () => {
    await openCache(folder).get(first);
    await openCache(folder, { limitBytes: 15_000 }).trim();
    expect(await cacheFiles(folder)).toEqual([first]);
  });

  test('reading writes nothing where the entry was used within the day', async () => {
    await setLastUse(fileOf(first), 0.5);
    const { mtimeMs } = await stat(fileOf(first));
    await openCache(folder).get(first);
    expect((await stat(fileOf(first))).mtimeMs).toBe(mtimeMs);
  });

  test('files that are no entries do not count and stay', async () => {
    const others = ['README', path.join(first.slice(0, 2), 'x.pdf'), `${first}.bak`];
    for (const name of others) await writeFile(path.join(folder, name), Buffer.alloc(50_000));
    await openCache(folder, { limitBytes: 35_000 }).trim();
    expect(await cacheFiles(folder)).toEqual(
      [first, second, third, ...others.map((name) => path.basename(name))].sort(),
    );
  });
});
