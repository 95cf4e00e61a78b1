import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../cli/recorder.ts';
import { printedRuns } from '../pdf/printed-runs.ts';
import { fixtureRoot, type TemporaryFolder, temporaryRoot } from '../roots.ts';
import { npmFonts, renamed } from './made-fonts.ts';

const timeout = 120_000;

const site = await readFile(path.join(fixtureRoot('bad-input/base'), 'data/site.yaml'), 'utf8');

let root: TemporaryFolder;
let persons: string;
beforeAll(async () => {
  root = await temporaryRoot(fixtureRoot('bad-input/base'));
  persons = path.join(root.path, 'persons');
  await mkdir(persons);
  await mkdir(path.join(root.path, 'fonts'));
  const times = { family: 'Times New Roman', postscript: 'TimesNewRomanPSMT' };
  await writeFile(path.join(persons, 'times.ttf'), renamed(npmFonts.latin, times));
  const hand = { family: 'Written By Hand', postscript: 'WrittenByHand', chinese: '手写体' };
  await writeFile(path.join(root.path, 'fonts/hand.ttf'), renamed(npmFonts.latin, hand));
});
afterAll(() => root.remove());

const setSite = (more: string) =>
  writeFile(path.join(root.path, 'data/site.yaml'), `${site}${more}`);

describe('check', () => {
  test('names what cannot be found at its place in data/site.yaml, and what is like it', async () => {
    await setSite('字体:\n  目录: fonts\n  标题: 手写休\n');
    const { code, out } = await run('check', '--root', root.path);
    expect(code).toBe(1);
    expect(out).toContain(`data/site.yaml
  8:7  错误  找不到字体“手写休”。是否应为“手写体”`);
    expect(out).toContain('     8 |   标题: 手写休\n       |         ^\n');
  });

  test('finds fonts in the folder of the site, and in that of --fonts', async () => {
    await setSite('字体: {目录: fonts, 标题: 手写体}\n');
    expect((await run('check', '--root', root.path)).code).toBe(0);
    await setSite('字体: {标题: TimesNewRomanPSMT}\n');
    const { code, out } = await run('check', '--root', root.path, '--fonts', persons);
    expect({ code, out }).toEqual({
      code: 0,
      out: '共 1 份年报：0 个错误，0 个警告。可以发布。\n',
    });
  });
});

describe('--fonts', () => {
  test.each(['check', 'build', 'start'])(
    'of %s: a folder of no use is wrong usage',
    async (name) => {
      await setSite('');
      const nowhere = path.join(root.path, 'nowhere');
      expect(await run(name, '--root', root.path, '--fonts', nowhere)).toEqual({
        code: 2,
        out: '',
        err: `--fonts 应当是一个目录：${nowhere}\n`,
      });
    },
  );

  test('of pdf, too', async () => {
    await setSite('');
    const own = path.join(root.path, 'fonts');
    const { code, err } = await run('pdf', 'town', '2021', '--root', root.path, '--fonts', own);
    expect(code).toBe(2);
    expect(err).toContain('没有认得用途的字体，只有手写体');
  });
});

test(
  'a build is set in the fonts chosen, and says which face serves which role',
  async () => {
    await setSite('字体: {楷体: fonts/hand.ttf}\n');
    const { code, out } = await run('build', '--root', root.path, '--fonts', persons);
    expect(code).toBe(0);
    expect(out).toContain(
      '字体：\n  正文  随附的思源宋体\n  标题  随附的思源宋体粗体\n  楷体  手写体\n',
    );
    expect(out).toMatch(/ {2}黑体 {2}随附的思源黑体\n {2}数字 {2}Times New Roman\n/);
    const pdf = await readFile(path.join(root.path, '_site/town/2021/town-2021.pdf'));
    const fonts = new Map((await printedRuns(pdf)).map(({ text, font }) => [text, font]));
    expect(fonts.get('0')).toBe('TimesNewRomanPSMT');
  },
  timeout,
);

test(
  'a build without a choice says so in one line',
  async () => {
    await setSite('');
    const { code, out } = await run('build', '--root', root.path);
    expect(code).toBe(0);
    expect(out.match(/^字体.*$/gm)).toEqual(['字体：随附的思源宋体、思源黑体、霞鹜文楷']);
  },
  timeout,
);
