import { spawnSync } from 'node:child_process';
import * as disk from 'node:fs/promises';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CacheFiles, openCache } from '../../src/publish/cache.ts';
import { type TemporaryFolder, temporaryFolder } from '../roots.ts';
import { cacheFiles, entryFile, first, pdf, second, setLastUse, third } from './cache-folder.ts';

let temporary: TemporaryFolder;
let folder: string;
beforeEach(async () => {
  temporary = await temporaryFolder();
  folder = path.join(temporary.path, 'cache/pdf');
});
afterEach(() => temporary.remove());

const fileOf = (key: string) => entryFile(folder, key);

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: injected`), { code, syscall: 'injected' });
}

/** Node's own operations, some of them replaced. */
function filesWith(replaced: Partial<CacheFiles>): CacheFiles {
  return { ...disk, ...replaced };
}

const failing = (code: string) => async () => {
  throw systemError(code);
};

describe('a folder that cannot be used fails no build, and is told once:', () => {
  /** Uses a cache as a build does, and returns what was told. */
  async function build(files: Partial<CacheFiles>): Promise<string[]> {
    const told: string[] = [];
    const cache = openCache(folder, {
      files: filesWith(files),
      limitBytes: 1,
      warn: (message) => told.push(message),
    });
    for (const key of [first, second, third]) {
      await cache.get(key);
      await cache.put(key, pdf(key));
    }
    await cache.trim();
    return told;
  }

  test.each(['ENOSPC', 'EDQUOT', 'EACCES', 'EROFS', 'EIO', 'EPERM'])(
    '%s on writing',
    async (code) => {
      const told = await build({ writeFile: failing(code), mkdir: failing(code) });
      expect(told).toHaveLength(1);
      expect(told[0]).toContain(code);
      expect(told[0]).toContain(folder);
    },
  );

  test.each(['mkdir', 'rename', 'lstat', 'readdir'] as const)('EACCES on %s', async (operation) => {
    expect(await build({ [operation]: failing('EACCES') })).toHaveLength(1);
  });

  test('a read-only folder gives what is in it', async () => {
    await openCache(folder).put(first, pdf('一'));
    await setLastUse(fileOf(first), 9);
    const refused = failing('EROFS');
    const told: string[] = [];
    const cache = openCache(folder, {
      files: filesWith({ writeFile: refused, utimes: refused, unlink: refused, mkdir: refused }),
      limitBytes: 1,
      warn: (message) => told.push(message),
    });
    expect(await cache.get(first)).toEqual(pdf('一'));
    expect(told).toEqual([]);
    await cache.put(second, pdf('二'));
    await cache.put(third, pdf('三'));
    await cache.trim();
    expect(told).toHaveLength(1);
    expect(await cacheFiles(folder)).toEqual([first]);
  });

  test('a file in the folder’s place', async () => {
    await mkdir(path.dirname(folder), { recursive: true });
    await writeFile(folder, '');
    expect(await build({})).toHaveLength(1);
    expect(await readFile(folder, 'utf8')).toBe('');
  });

  test.each([0, 1, 2])(
    'a full disk at write %i: half-written files go, the others are kept',
    async (at) => {
      let writes = 0;
      const told = await build({
        writeFile: async (file, data, options) => {
          // The first try of each may find that there is no folder yet.
          const isThere = await stat(path.dirname(String(file))).catch(() => undefined);
          if (!isThere || writes++ !== at) return disk.writeFile(file, data, options);
          await disk.writeFile(file, (data as Uint8Array).subarray(0, 40), options);
          throw systemError('ENOSPC');
        },
      });
      expect(told).toHaveLength(1);
      const kept = [first, second, third].filter((_, index) => index !== at);
      expect(await cacheFiles(folder)).toEqual(kept.sort());
      for (const key of kept) expect(await openCache(folder).get(key)).toEqual(pdf(key));
    },
  );

  test('half a file is gone as soon as its write has failed', async () => {
    const files = filesWith({
      writeFile: async (file, data, options) => {
        await disk.writeFile(file, (data as Uint8Array).subarray(0, 40), options);
        throw systemError('ENOSPC');
      },
    });
    await mkdir(path.dirname(fileOf(first)), { recursive: true });
    await openCache(folder, { files }).put(first, pdf('一'));
    expect(await cacheFiles(folder)).toEqual([]);
  });

  test('an error that is not the file system’s is not hidden', async () => {
    const writeFile = async () => {
      throw new TypeError('a mistake');
    };
    const cache = openCache(folder, { files: filesWith({ writeFile }) });
    await expect(cache.put(first, pdf('一'))).rejects.toThrow('a mistake');
  });
});

describe('what interrupted builds have left behind', () => {
  const random = '01234567-89ab-4cde-8f01-23456789abcd';
  /** The number of a process that has just ended. */
  const dead = () => spawnSync(process.execPath, ['--version']).pid;

  /** The name of a temporary as this machine's processes write it, with another's number. */
  async function temporaryName(key: string, pid: number): Promise<string> {
    let written = '';
    const files = filesWith({
      writeFile: async (file) => {
        written = path.basename(String(file));
        throw systemError('ENOSPC');
      },
    });
    await openCache(folder, { files }).put(key, pdf(''));
    return written.replace(`-${process.pid}-`, `-${pid}-`);
  }

  async function leave(name: string, daysAgo = 0): Promise<void> {
    const file = path.join(folder, name.slice(0, 2), name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, 'half');
    await setLastUse(file, daysAgo);
  }

  test('is removed, and is never read', async () => {
    await leave(await temporaryName(first, dead()!));
    const cache = openCache(folder);
    expect(await cache.get(first)).toBeUndefined();
    await cache.trim();
    expect(await cacheFiles(folder)).toEqual([]);
  });

  test('stays where the process is alive', async () => {
    const name = await temporaryName(first, process.ppid);
    await leave(name);
    await openCache(folder, { limitBytes: 1 }).trim();
    expect(await cacheFiles(folder)).toEqual([name]);
  });

  test('of another machine goes when a day has passed', async () => {
    const fresh = `${first}.0000abcd-${dead()}-${random}.new`;
    const old = `${second}.0000abcd-${process.ppid}-${random}.new`;
    await leave(fresh);
    await leave(old, 2);
    await openCache(folder).trim();
    expect(await cacheFiles(folder)).toEqual([fresh]);
  });

  test('a write of this very run is not disturbed', async () => {
    const { promise: resume, resolve: goOn } = Promise.withResolvers<void>();
    const { promise: written, resolve: isWritten } = Promise.withResolvers<void>();
    const cache = openCache(folder, {
      files: filesWith({
        rename: async (from, to) => {
          isWritten();
          await resume;
          await disk.rename(from, to);
        },
      }),
    });
    const put = cache.put(first, pdf('一'));
    await written;
    await cache.trim();
    goOn();
    await put;
    expect(await cache.get(first)).toEqual(pdf('一'));
  });
});
