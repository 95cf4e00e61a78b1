import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pagefindProgram } from '../../src/search/pagefind-program.ts';
import { reportsAtMost, searchPortions } from '../../src/search/portions.ts';
import { searchFiles } from '../../src/search/search-files.ts';
import { projectRoot, temporaryRoot } from '../roots.ts';
import { type BuiltSite, buildPages } from '../site/built-site.ts';

const program = pagefindProgram()!;

let site: BuiltSite;
beforeAll(async () => {
  site = await buildPages(projectRoot);
});
afterAll(() => site.remove());

type Files = ReadonlyMap<string, Buffer>;

async function filesOf({ publication }: BuiltSite, reportsAtMost: number): Promise<Files> {
  const files = new Map<string, Buffer>();
  for await (const file of searchFiles(publication, { program, reportsAtMost }))
    files.set(file.path, Buffer.from(file.content));
  return files;
}

/** What is indexed, in no order. */
function recordsOf(files: Files): string[] {
  return [...files]
    .filter(([name]) => name.endsWith('.pf_fragment'))
    .map(([, content]) => gunzipSync(content).toString())
    .sort();
}

/** Folders of indexes, from the first one's. */
function foldersOf(files: Iterable<string>): string[] {
  return [...files]
    .filter((name) => name.endsWith('pagefind-entry.json'))
    .map((name) => path.posix.relative('search/pagefind', path.posix.dirname(name)))
    .sort();
}

/** Paths of files that only one has, or that are not the same. */
function differences(some: Files, others: Files): string[] {
  const isSame = (name: string) => {
    const [one, other] = [some.get(name), others.get(name)];
    return one !== undefined && other !== undefined && one.equals(other);
  };
  return [...new Set([...some.keys(), ...others.keys()])].filter((name) => !isSame(name));
}

test.each([
  [5, ['']],
  [4, ['', '2019', '2020', '2021', '2022']],
  [1, ['', '2019', '2020', '2021-1', '2021-2', '2022']],
])('five reports, at most %i in an index, are in %j', async (most, folders) => {
  expect(foldersOf((await filesOf(site, most)).keys())).toEqual(folders);
});

test('a small site has one index', () => {
  expect(foldersOf(site.files)).toEqual(['']);
  expect(searchPortions(site.publication)).toHaveLength(1);
  expect(reportsAtMost).toBeGreaterThanOrEqual(100);
});

test('in portions the same is indexed as in one', async () => {
  const one = recordsOf(await filesOf(site, 5));
  expect(one.length).toBeGreaterThan(30);
  expect(recordsOf(await filesOf(site, 1))).toEqual(one);
});

test('the browser’s program and the agencies are there once, with the first portion', async () => {
  const files = await filesOf(site, 1);
  const programs = [...files.keys()].filter((name) => /pagefind\.js|worker|wasm/.test(name));
  expect(programs).toEqual([
    'search/pagefind/pagefind-worker.js',
    'search/pagefind/pagefind.js',
    'search/pagefind/wasm.unknown.pagefind',
  ]);
  const first = [...files].filter(([name]) => /^search\/pagefind\/[a-z-]+\/[^/]+$/.test(name));
  const addresses = recordsOf(new Map(first)).map((text) => /"url":"([^"]*)"/.exec(text)![1]);
  expect(addresses).toEqual(site.publication.agencyIds.map((id) => `${id}/`).sort());
});

test('portions are the same each time, byte for byte and in the same order', async () => {
  expect([...(await filesOf(site, 1))]).toEqual([...(await filesOf(site, 1))]);
});

test('an edit of a report changes the index of its year alone', async () => {
  const file = 'reports/tanghe-shangtun/2020.yaml';
  const before = await readFile(path.join(projectRoot, file), 'utf8');
  await using root = await temporaryRoot(projectRoot, {
    [file]: before.replaceAll('光伏发电', '风力发电'),
  });
  const edited = await buildPages(root.path);
  try {
    const changed = differences(await filesOf(site, 1), await filesOf(edited, 1));
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.filter((name) => !name.startsWith('search/pagefind/2020/'))).toEqual([]);
  } finally {
    await edited.remove();
  }
});
