import { hash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readAssets } from '../../src/site/assets.ts';
import { projectRoot, type TemporaryFolder, temporaryFolder } from '../roots.ts';

const read = (root: string, areHashed: boolean) => readAssets(root, { areHashed });

const text = (content: Uint8Array) => Buffer.from(content).toString();

/** A root with nothing but styles of its own, by their paths in `styles/`. */
async function rootWith(styles: Readonly<Record<string, string>>): Promise<TemporaryFolder> {
  const root = await temporaryFolder();
  for (const [name, content] of Object.entries(styles)) {
    const file = path.join(root.path, 'styles', name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return root;
}

test('the style of the screen is one file, made of the colours and all of its own folder', async () => {
  const screen = text(read(projectRoot, false).get('screen.css')!.content);
  const folder = path.join(projectRoot, 'styles');
  const own = (await readdir(path.join(folder, 'screen'))).map((name) => `screen/${name}`);
  expect(own.length).toBeGreaterThan(3);
  for (const name of ['tokens.css', ...own]) {
    const part = await readFile(path.join(folder, name), 'utf8');
    expect(screen.split(part), name).toHaveLength(2);
  }
  expect(screen.startsWith(await readFile(path.join(folder, 'tokens.css'), 'utf8'))).toBe(true);
  // Paper overrules the screen, whatever it shows.
  expect(screen.endsWith(await readFile(path.join(folder, 'screen/paper.css'), 'utf8'))).toBe(true);
});

test('a file of the root stands for the project’s of the same path, and for no other', async () => {
  await using root = await rootWith({
    'tokens.css': '/* own colours */',
    'screen/tables.css': '/* own tables */',
    'screen/of-no-use.css': '/* not asked for */',
  });
  const usual = read(projectRoot, true).get('screen.css')!;
  const screen = read(root.path, true).get('screen.css')!;
  const [tokens, tables] = await Promise.all(
    ['tokens.css', 'screen/tables.css'].map((name) =>
      readFile(path.join(projectRoot, 'styles', name), 'utf8'),
    ),
  );
  expect(text(screen.content)).toBe(
    text(usual.content).replace(tokens!, '/* own colours */').replace(tables!, '/* own tables */'),
  );
  expect(screen.path).not.toBe(usual.path);
  expect(screen.files.slice(0, 1)).toEqual([path.join(root.path, 'styles/tokens.css')]);
});

test('a hashed name says what is in the file; a preview’s stays', () => {
  const [hashed, plain] = [read(projectRoot, true), read(projectRoot, false)];
  expect([...hashed.keys()]).toEqual([...plain.keys()]);
  expect([...plain.keys()].sort()).toEqual([
    'chart.css',
    'display.js',
    'icon.svg',
    'screen.css',
    'search.css',
    'search.js',
  ]);
  for (const [name, { path: where, content }] of hashed) {
    const [stem, ending] = name.split('.');
    expect(where).toBe(`assets/${stem}.${hash('sha256', content).slice(0, 16)}.${ending}`);
    expect(plain.get(name)!.path).toBe(`assets/${name}`);
    expect(plain.get(name)!.content).toEqual(content);
  }
});

test('scripts are the program’s, whatever the root has', async () => {
  await using root = await rootWith({ 'display.js': 'alert(1)', 'page/display.js': 'alert(1)' });
  const script = text(read(root.path, false).get('display.js')!.content);
  expect(script).toBe(text(read(projectRoot, false).get('display.js')!.content));
  expect(script).not.toContain('alert');
});
