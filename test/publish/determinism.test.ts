import { existsSync } from 'node:fs';
import { cp, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  fixtureRoot,
  projectRoot,
  type TemporaryFolder,
  temporaryFolder,
  temporaryRoot,
} from '../roots.ts';
import { type BuildSurroundings, startBuild } from './build-process.ts';
import { digestsOf } from './site-digests.ts';

/** Gives a process one core of the machine, where there is a program for it. */
const oneCore = existsSync('/usr/bin/taskset') ? '/usr/bin/taskset -c 0' : '';

/** Machines as different as they can be made of one. */
const surroundings: Record<string, BuildSurroundings> = {
  东: {
    env: { TZ: 'Pacific/Kiritimati', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' },
    before: 'umask 000; exec',
  },
  '西/a folder whose path is a good deal longer/and has 汉字 in it': {
    env: { TZ: 'America/New_York', LANG: 'C', LC_ALL: 'C', NODE_ENV: 'production' },
    before: `umask 077; exec ${oneCore}`,
  },
};

test('a build gives the same bytes in other folders, time zones, locales, homes and on one core', async () => {
  await using parent = await temporaryFolder();
  const sites: Record<string, string>[] = [];
  for (const [name, { env, before = 'exec' }] of Object.entries(surroundings)) {
    const root = path.join(parent.path, name);
    const home = path.join(root, 'home');
    await mkdir(home, { recursive: true });
    for (const folder of ['data', 'reports'])
      await cp(path.join(projectRoot, folder), path.join(root, folder), { recursive: true });
    const build = startBuild(['--no-cache'], {
      env: { ...env, HOME: home, TMPDIR: home },
      folder: root,
      before,
    });
    expect(await build.ended).toEqual({ code: 0, err: '' });
    sites.push(await digestsOf(path.join(root, '_site')));
  }
  const [east, west] = sites as [Record<string, string>, Record<string, string>];
  const files = Object.keys(east);
  expect(files.filter((file) => file.endsWith('.pdf'))).toHaveLength(5);
  expect(Object.keys(west)).toEqual(files);
  expect(files.filter((file) => east[file] !== west[file])).toEqual([]);
});

describe('an edit of one report changes what shows it, and nothing else', () => {
  const root = fixtureRoot('full');
  /** As an editor's builds have it: what did not change is not laid out again. */
  let cache: TemporaryFolder;
  let before: Record<string, string>;

  /** Every file of the site of the full fixture, PDFs included, with these files in their places. */
  const build = async (files: Record<string, string> = {}) => {
    await using edited = await temporaryRoot(root, files);
    const { ended } = startBuild(['--cache', cache.path], { folder: edited.path });
    expect(await ended).toEqual({ code: 0, err: '' });
    return await digestsOf(path.join(edited.path, '_site'));
  };
  beforeAll(async () => {
    cache = await temporaryFolder();
    before = await build();
  });
  afterAll(() => cache.remove());

  /**
   * Files that are other ones after the edit, the search's index apart: its pieces are named by what
   * they hold, and of those that hold a passage each it is told how many are new.
   */
  const changedBy = async (report: string, edits: readonly [string, string][]) => {
    const file = `reports/${report}.yaml`;
    let text = await readFile(path.join(root, file), 'utf8');
    for (const [old, renewed] of edits) {
      expect(text.split(old), old).toHaveLength(2);
      text = text.replace(old, renewed);
    }
    const after = await build({ [file]: text });
    const files = new Set([...Object.keys(before), ...Object.keys(after)]);
    const changed = [...files].filter((name) => before[name] !== after[name]).sort();
    return {
      files: changed.filter((name) => !name.startsWith('search/pagefind/')),
      newPassages: changed.filter((name) => name.endsWith('.pf_fragment') && name in after).length,
      oldPassages: changed.filter((name) => name.endsWith('.pf_fragment') && name in before).length,
    };
  };

  /** What always goes with a report: its own files, the data that hold it, the lists of all files. */
  const always = (agency: string, year: number) => [
    'SHA256SUMS',
    `data/${year}.csv`,
    `data/${year}.json`,
    `data/${year}.xlsx`,
    'data/all.csv',
    'data/all.json',
    'data/all.xlsx',
    'data/datapackage.json',
    'data/reports.csv',
    `${agency}/${year}/${agency}-${year}.csv`,
    `${agency}/${year}/${agency}-${year}.pdf`,
    `${agency}/${year}/${agency}-${year}.xlsx`,
    `${agency}/${year}/index.html`,
    `${agency}/${year}/report.json`,
    'manifest.json',
  ];

  test('a figure of 表二', async () => {
    const changed = await changedBy('lin-shui-jiaoyu/2022', [['行政处罚: 33', '行政处罚: 34']]);
    expect(changed.files).toEqual(
      [...always('lin-shui-jiaoyu', 2022), 'lin-shui-jiaoyu/compare/index.html'].sort(),
    );
    expect(changed).toMatchObject({ newPassages: 1, oldPassages: 1 });
  });

  test('requests, which charts draw and the next year quotes', async () => {
    const changed = await changedBy('lin-shui-jiaoyu/2022', [
      ['本年新收: {自然人: 56931,', '本年新收: {自然人: 56932,'],
      ['逾期不补正: {自然人: 1964,', '逾期不补正: {自然人: 1965,'],
    ]);
    expect(changed.files).toEqual(
      [
        ...always('lin-shui-jiaoyu', 2022),
        'lin-shui-jiaoyu/index.html',
        'lin-shui-jiaoyu/compare/index.html',
        // “上年 {{ 上年:申请办理.办理结果.其他处理.总计 }} 件”: another text, another fingerprint, which
        // the workbook's list of reports holds; the figures are as they were.
        'lin-shui-jiaoyu/2023/index.html',
        'lin-shui-jiaoyu/2023/lin-shui-jiaoyu-2023.pdf',
        'data/2023.xlsx',
      ].sort(),
    );
    // The table and the text of the year, and the text of the next.
    expect(changed).toMatchObject({ newPassages: 3, oldPassages: 3 });
  });

  test('requests of a year in which another agency stands beside', async () => {
    const changed = await changedBy('lin-shui-jiaoyu/2023', [
      ['本年新收: {自然人: 18053,', '本年新收: {自然人: 18054,'],
      ['予以公开: {自然人: 13214,', '予以公开: {自然人: 13215,'],
    ]);
    expect(changed.files).toEqual(
      [
        ...always('lin-shui-jiaoyu', 2023),
        'lin-shui-jiaoyu/index.html',
        'lin-shui-jiaoyu/compare/index.html',
        'compare/2023/index.html',
      ].sort(),
    );
    // The table: the text has percentages only, which stay as they are.
    expect(changed).toMatchObject({ newPassages: 1, oldPassages: 1 });
  });
});
