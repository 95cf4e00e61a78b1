import { spawnSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  hashFile,
  hashFiles,
  listFiles,
  NotRegularFileError,
} from '../../src/publish/file-hash.ts';
import { type TemporaryFolder, temporaryFolder } from '../roots.ts';

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const write = async (file: string, content = '') => {
  await mkdir(path.dirname(path.join(folder.path, file)), { recursive: true });
  await writeFile(path.join(folder.path, file), content);
};

// FIPS 180-2, appendix B, and the hash of nothing.
test.each([
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
])('the hash of a file that begins with “%.3s”', async (content, sha256) => {
  await write('file', content);
  const hash = { sha256, size: content.length };
  expect(await hashFile(path.join(folder.path, 'file'))).toEqual(hash);
  // However small the pieces are that it is read in.
  const small = Buffer.alloc(7919);
  expect(await hashFile(path.join(folder.path, 'file'), small)).toEqual(hash);
});

test('a folder is listed at every depth by code points, what is no file apart', async () => {
  for (const file of ['𠮷', '～', 'b/c', 'b.c', 'B', 'b/a/.x', '.gongkai']) await write(file);
  await mkdir(path.join(folder.path, 'empty'));
  await symlink('..', path.join(folder.path, 'b/up'));
  await symlink('B', path.join(folder.path, 'link'));
  expect(await listFiles(folder.path)).toEqual({
    files: ['.gongkai', 'B', 'b.c', 'b/a/.x', 'b/c', '～', '𠮷'],
    others: ['b/up', 'link'],
  });
});

test('a link is not followed, and a pipe not waited for', async () => {
  await write('file', 'abc');
  await symlink('file', path.join(folder.path, 'link'));
  spawnSync('mkfifo', [path.join(folder.path, 'pipe')]);
  await expect(hashFile(path.join(folder.path, 'link'))).rejects.toThrow();
  await expect(hashFile(path.join(folder.path, 'pipe'))).rejects.toThrow(NotRegularFileError);
  await expect(hashFile(folder.path)).rejects.toThrow(NotRegularFileError);
});

test('many files are hashed in their order; one that cannot be read fails them, or is told', async () => {
  const files = Array.from({ length: 50 }, (_, at) => `${at % 7}/${at}`);
  for (const file of files) await write(file, file);
  const hashes = await hashFiles(folder.path, files);
  expect([...hashes.keys()]).toEqual(files);
  for (const file of files)
    expect(hashes.get(file)).toEqual(await hashFile(path.join(folder.path, file)));

  const withMissing = files.toSpliced(20, 0, 'nowhere');
  await expect(hashFiles(folder.path, withMissing)).rejects.toThrow('ENOENT');
  const told: string[] = [];
  const others = await hashFiles(folder.path, withMissing, (file) => told.push(file));
  expect(told).toEqual(['nowhere']);
  expect(others).toEqual(hashes);
});
