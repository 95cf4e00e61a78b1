import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chooseFonts, FontFolderError, type FontSettings } from '../../src/fonts/choose.ts';
import type { FontRole } from '../../src/fonts/roles.ts';
import { type TemporaryFolder, temporaryFolder } from '../roots.ts';
import { collection, damaged, npmFonts, renamed } from './made-fonts.ts';

/** A root, a folder of the person's own, and one that the system's fonts are in. */
let folder: TemporaryFolder;
let root: string;
let installed: string;
let persons: string;

const fangsong = {
  family: 'FangSong_GB2312',
  postscript: 'FangSong_GB2312',
  chinese: '仿宋_GB2312',
};
const kaiti = { family: 'KaiTi', postscript: 'KaiTi', chinese: '楷体' };
const times = { family: 'Times New Roman', postscript: 'TimesNewRomanPSMT' };
const unknown = { family: 'Written By Hand', postscript: 'WrittenByHand', chinese: '手写体' };

beforeAll(async () => {
  folder = await temporaryFolder();
  root = path.join(folder.path, 'root');
  installed = path.join(folder.path, 'system');
  persons = path.join(folder.path, 'persons');
  for (const each of [
    root,
    installed,
    persons,
    path.join(root, 'fonts'),
    path.join(installed, 'deep/er'),
  ])
    await mkdir(each, { recursive: true });
  const write = (file: string, bytes: Buffer | string) =>
    writeFile(path.join(folder.path, file), bytes);
  await write('system/fs.ttf', renamed(npmFonts.latin, fangsong));
  await write('system/deep/er/hand.ttf', renamed(npmFonts.latin, unknown));
  await write('system/broken.ttf', 'not a font at all');
  await write('persons/times.ttf', renamed(npmFonts.latin, times));
  const two = collection(renamed(npmFonts.latin, unknown), renamed(npmFonts.latin, kaiti));
  await write('root/fonts/two.TTC', two);
  await write('root/hand.ttf', renamed(npmFonts.latin, unknown));
  await write('root/text.ttf', 'not a font at all');
  await write('root/cut.ttf', renamed(npmFonts.latin, fangsong).subarray(0, 4000));
  await mkdir(path.join(root, 'damaged'));
  await write('root/damaged/font.ttf', damaged(renamed(npmFonts.latin, fangsong)));
  await write('root/font.woff', 'wOFF');
  await write('outside.ttf', renamed(npmFonts.latin, unknown));
  await symlink(path.join(folder.path, 'outside.ttf'), path.join(root, 'link.ttf'));
});
afterAll(() => folder.remove());

function settings(roles: Partial<Record<FontRole, string>>, ofFolder?: string): FontSettings {
  const at = (text: string, offset: number) => ({ text, offset });
  return {
    roles: new Map(
      Object.entries(roles).map(([role, text], index) => [role as FontRole, at(text, 10 + index)]),
    ),
    ...(ofFolder === undefined ? {} : { folder: at(ofFolder, 5) }),
  };
}

const choose = (roles: Partial<Record<FontRole, string>>, ofFolder?: string, own?: string) =>
  chooseFonts({
    root,
    settings: settings(roles, ofFolder),
    installed: [installed],
    ...(own === undefined ? {} : { folder: own }),
  });

const roles: readonly FontRole[] = ['正文', '标题', '楷体', '黑体', '数字'];

function served({ fonts }: ReturnType<typeof chooseFonts>) {
  return roles.map((role) => fonts.face(role)?.name);
}

test('without a setting, the faces that come with the program serve, and figures have the text’s', () => {
  const chosen = chooseFonts({ root });
  expect(served(chosen)).toEqual(['思源宋体', '思源宋体粗体', '霞鹜文楷', '思源黑体', undefined]);
  expect(chosen.problems).toEqual([]);
  expect(chosen.fonts.isCustom).toBe(false);
});

describe('a font is found', () => {
  test.each([
    ['its Chinese name', '仿宋_GB2312'],
    ['its English name', 'FangSong_GB2312'],
    ['another way of writing it', 'fangsong GB2312'],
    ['full-width letters', '仿宋＿ＧＢ２３１２'],
  ])('by %s', (_, name) => {
    const chosen = choose({ 正文: name });
    expect(chosen.problems).toEqual([]);
    expect(served(chosen)[0]).toBe('仿宋_GB2312');
  });

  test('by its PostScript name', () => {
    expect(served(choose({ 数字: 'TimesNewRomanPSMT' }, undefined, persons))[4]).toBe(
      'Times New Roman',
    );
  });

  test('in a folder below the system’s', () => {
    expect(served(choose({ 标题: '手写体' }))[1]).toBe('手写体');
  });

  test('as a file below the root', () => {
    expect(served(choose({ 黑体: 'hand.ttf' }))[3]).toBe('手写体');
  });

  test('in a collection: by name, or by the role that it is known for', () => {
    expect(served(choose({ 标题: '手写体' }, 'fonts'))[1]).toBe('手写体');
    expect(served(choose({}, 'fonts'))[2]).toBe('楷体');
    expect(served(choose({ 楷体: 'fonts/two.TTC' }))[2]).toBe('楷体');
  });

  test('in the person’s folder first, where it is known for its role too', () => {
    const chosen = choose({ 正文: 'Times New Roman' }, undefined, persons);
    expect(served(chosen)).toEqual([
      'Times New Roman',
      '思源宋体粗体',
      '霞鹜文楷',
      '思源黑体',
      'Times New Roman',
    ]);
  });
});

describe('a font is not found, and the place is told', () => {
  test.each<[string, string, string, string | undefined]>([
    ['a name', '仿宋_GB2313', '找不到字体“仿宋_GB2313”。是否应为“仿宋_GB2312”', undefined],
    ['a part of a name', 'FangSong', '找不到字体“FangSong”。是否应为“FangSong_GB2312”', undefined],
    ['nothing like it', 'Zapfino', '找不到字体“Zapfino”。请先安装', undefined],
    ['no font', 'text.ttf', '“text.ttf”不是字体文件，或者已经损坏', undefined],
    ['a font cut off', 'cut.ttf', '“cut.ttf”不是字体文件，或者已经损坏', undefined],
    ['damaged inside', 'damaged/font.ttf', '字体“仿宋_GB2312”已经损坏（font.ttf）', undefined],
    ['a web font', 'font.woff', '只能用 .ttf、.otf、.ttc、.otc', undefined],
    ['no file', 'none.ttf', '没有“none.ttf”这个文件或目录', undefined],
    ['a file outside', '../outside.ttf', '不能在这个目录之外', undefined],
    ['a link to outside', 'link.ttf', '指向了含 data/、reports/ 的目录之外', undefined],
  ])('%s', (_, name, message) => {
    const { problems, fonts } = choose({ 楷体: '手写体', 正文: name });
    expect(problems).toEqual([
      { offset: 11, rule: 'fonts/setting', message: expect.stringContaining(message) },
    ]);
    // The role keeps what comes with the program, the other one what was named.
    expect([fonts.face('正文')?.name, fonts.face('楷体')?.name]).toEqual(['思源宋体', '手写体']);
  });

  test('an absolute path', () => {
    const { problems } = choose({ 正文: path.join(root, 'hand.ttf') });
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('从含 data/、reports/ 的目录算起'),
    ]);
  });

  test.each([
    ['none', '没有“none”这个文件或目录'],
    ['..', '不能在这个目录之外'],
    ['hand.ttf', '不是目录'],
  ])('the folder %s', (name, message) => {
    expect(choose({}, name).problems).toEqual([
      { offset: 5, rule: 'fonts/setting', message: expect.stringContaining(message) },
    ]);
  });
});

describe('the person’s folder is refused', () => {
  const refusal = (own: string) => {
    try {
      choose({}, undefined, own);
    } catch (error) {
      if (error instanceof FontFolderError) return error.message;
      throw error;
    }
    throw new Error('not refused');
  };

  test('where it is no folder, or holds no font', () => {
    expect(refusal(path.join(folder.path, 'outside.ttf'))).toContain('应当是一个目录');
    expect(refusal(path.join(folder.path, 'nowhere'))).toContain('应当是一个目录');
    expect(refusal(path.join(folder.path, 'root/none'))).toContain('应当是一个目录');
  });

  test('where a file in it is no font', () => {
    expect(refusal(installed)).toContain(
      `不是字体文件，或者已经损坏：${path.join(installed, 'broken.ttf')}`,
    );
  });

  test('where a font in it is damaged', () => {
    expect(refusal(path.join(root, 'damaged'))).toBe('字体“仿宋_GB2312”已经损坏（font.ttf）');
    expect(choose({}, 'damaged').problems).toEqual([
      { offset: 5, rule: 'fonts/setting', message: '字体“仿宋_GB2312”已经损坏（font.ttf）' },
    ]);
  });

  test('where no font in it is known for a role or named', async () => {
    const own = path.join(folder.path, 'useless');
    await mkdir(own);
    expect(refusal(own)).toContain('没有字体文件');
    await writeFile(path.join(own, 'hand.ttf'), renamed(npmFonts.latin, unknown));
    expect(refusal(own)).toContain('只有手写体');
    expect(served(choose({ 标题: 'WrittenByHand' }, undefined, own))[1]).toBe('手写体');
  });
});

describe('the fingerprint', () => {
  const copied = async (name: string, bytes: Buffer) => {
    const own = path.join(folder.path, name);
    await mkdir(own);
    await writeFile(path.join(own, 'font.ttf'), bytes);
    return chooseFonts({ root, folder: own }).fonts.fingerprint;
  };

  test('is of the fonts and their roles, wherever they lie', async () => {
    const first = await copied('a', renamed(npmFonts.latin, times));
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(await copied('b', renamed(npmFonts.latin, times))).toBe(first);
    expect(await copied('c', renamed(npmFonts.latin, fangsong))).not.toBe(first);
    expect(first).not.toBe(chooseFonts({ root }).fonts.fingerprint);
    const asTitle = choose({ 标题: 'Times New Roman' }, undefined, persons).fonts.fingerprint;
    expect(asTitle).not.toBe(choose({}, undefined, persons).fonts.fingerprint);
  });
});
