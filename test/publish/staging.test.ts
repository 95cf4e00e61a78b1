import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OutputError, openStaging } from '../../src/publish/staging.ts';
import { fixtureRoot, type TemporaryFolder, temporaryRoot } from '../roots.ts';

let root: TemporaryFolder;
let output: string;
beforeEach(async () => {
  root = await temporaryRoot(fixtureRoot('bad-input/base'));
  output = path.join(root.path, '_site');
});
afterEach(() => root.remove());

/** Publishes a page with a text. */
async function publish(text: string): Promise<void> {
  const staging = await openStaging(output, root.path);
  await writeFile(path.join(staging.folder, 'index.html'), text);
  staging.swapIn();
  staging.discard();
}

const page = () => readFile(path.join(output, 'index.html'), 'utf8');
const neighbours = async () =>
  (await readdir(root.path)).filter((name) => name.startsWith('_site.'));

describe('swapping in', () => {
  test('makes a first site, and the folders above it', async () => {
    output = path.join(root.path, 'a/b/_site');
    await publish('新');
    expect(await page()).toBe('新');
    expect(await readdir(path.dirname(output))).toEqual(['_site']);
  });

  test('replaces the old site with all that was in it', async () => {
    await publish('旧');
    await writeFile(path.join(output, 'stale.html'), '');
    await publish('新');
    expect(await page()).toBe('新');
    expect(existsSync(path.join(output, 'stale.html'))).toBe(false);
    expect(await neighbours()).toEqual([]);
  });

  test('replaces a folder that is empty', async () => {
    await mkdir(output);
    await publish('新');
    expect(await page()).toBe('新');
  });

  test('follows a link to the site, and leaves the link', async () => {
    const real = path.join(root.path, 'real');
    await mkdir(real);
    await symlink(real, output);
    await publish('新');
    expect(await readFile(path.join(real, 'index.html'), 'utf8')).toBe('新');
    expect(await page()).toBe('新');
  });
});

test('discarding leaves the old site and nothing beside it, however often', async () => {
  await publish('旧');
  const staging = await openStaging(output, root.path);
  await writeFile(path.join(staging.folder, 'index.html'), '新');
  expect(await neighbours()).toHaveLength(1);
  staging.discard();
  staging.discard();
  expect(await page()).toBe('旧');
  expect(await neighbours()).toEqual([]);
});

describe('refuses', () => {
  test.each([
    ['the root', '.'],
    ['a folder above the root', '..'],
    ['the top of the file system', '/'],
    ['the reports', 'reports'],
    ['a folder in the reports', 'reports/town'],
    ['a new folder in the reports', 'reports/town/_site/deep'],
    ['a new folder in the data', 'data/_site'],
    ['a new folder in the templates', 'templates/_site'],
    ['a new folder in the styles', 'styles/_site'],
    ['a new folder in the reports by way of a link', 'link/_site'],
  ])('%s', async (_, name) => {
    await symlink(path.join(root.path, 'reports'), path.join(root.path, 'link'));
    const before = await readdir(root.path, { recursive: true });
    const opened = openStaging(path.resolve(root.path, name), root.path);
    await expect(opened).rejects.toThrow(OutputError);
    await expect(opened).rejects.toThrow('那里是内容所在的目录');
    expect(await readdir(root.path, { recursive: true })).toEqual(before);
  });

  test('a folder with files of somebody else', async () => {
    await mkdir(output);
    await writeFile(path.join(output, 'thesis.doc'), '');
    await expect(openStaging(output, root.path)).rejects.toThrow('不是本程序生成的文件');
    expect(await readdir(output)).toEqual(['thesis.doc']);
    expect(await neighbours()).toEqual([]);
  });

  test('a file', async () => {
    await writeFile(output, '');
    await expect(openStaging(output, root.path)).rejects.toThrow('那里是一个文件');
  });
});

describe('what killed builds have left behind', () => {
  /** The number of a process that has just ended. */
  const dead = () => spawnSync(process.execPath, ['--version']).pid;

  test('is removed', async () => {
    await publish('旧');
    await mkdir(`${output}.new-${dead()}/town`, { recursive: true });
    await mkdir(`${output}.old-${dead()}/town`, { recursive: true });
    await mkdir(`${output}.new-${process.pid}/town`, { recursive: true });
    await publish('新');
    expect(await page()).toBe('新');
    expect(await neighbours()).toEqual([]);
  });

  test('stays where the build is still at work, and where it is something else', async () => {
    const others = [`_site.new-${process.ppid}`, '_site.new-1x', '_site.zip', '_site.old-'];
    for (const name of others) await mkdir(path.join(root.path, name));
    await publish('新');
    expect(await neighbours()).toEqual(others.sort());
  });

  test('a site that was put aside is put back', async () => {
    await publish('旧');
    await rename(output, `${output}.old-${dead()}`);
    const staging = await openStaging(output, root.path);
    expect(await page()).toBe('旧');
    staging.discard();
  });
});
