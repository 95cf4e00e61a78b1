import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chooseFonts } from '../../src/fonts/choose.ts';
import type { FontSet } from '../../src/fonts/font-set.ts';
import { FontUse } from '../../src/fonts/font-use.ts';
import { openPaginator } from '../../src/pdf/paginate.ts';
import { type PrintedRun, printedRuns } from '../pdf/printed-runs.ts';
import { type TemporaryFolder, temporaryFolder } from '../roots.ts';
import { collection, heightened, npmFonts, renamed } from './made-fonts.ts';

const timeout = 120_000;

const body = `<h1>清河县2021年度报告</h1>
<p>全年公开信息二千余条，收到申请 1234 件，收费 26.50 万元，<strong>增长 8%</strong>，见<em>附件</em>。</p>
<h2>一、总体情况</h2>
<h3>（一）主动公开</h3>
<table><thead><tr><th>项目</th></tr></thead><tbody><tr><td>9001</td></tr></tbody></table>`;

const documentOf = (
  content: string,
) => `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>试</title>
<link rel="stylesheet" href="/styles/print.css"></head><body>${content}</body></html>`;

async function print(fonts: FontSet, html = documentOf(body)): Promise<PrintedRun[]> {
  await using paginator = await openPaginator({ fonts });
  const date = '2022-01-20';
  return printedRuns(await paginator.paginate({ html, title: '试', language: 'zh-CN', date }));
}

/** The fonts that a passage, however it is cut up, is shown in. */
function fontsOf(passage: string, runs: readonly PrintedRun[]): string[] {
  const text = runs.map((run) => run.text).join('');
  const start = text.indexOf(passage);
  if (start < 0) throw new Error(`“${passage}” is not in ${text}`);
  let at = 0;
  const shown = runs.filter((run) => {
    const begin = at;
    at += run.text.length;
    return begin < start + passage.length && at > start;
  });
  return [...new Set(shown.map(({ font }) => font))];
}

let folder: TemporaryFolder;
let fonts: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  fonts = path.join(folder.path, 'fonts');
  await mkdir(fonts);
  const write = (name: string, bytes: Buffer) => writeFile(path.join(fonts, name), bytes);
  const name = (family: string, postscript: string) => ({ family, postscript });
  await write('a.ttf', renamed(npmFonts.thin, name('FangSong_GB2312', 'FangSong_GB2312')));
  // One of a collection, which neither the browser's list of fonts nor a web page can name.
  await write(
    'b.ttc',
    collection(
      renamed(npmFonts.latin, name('Some Other', 'SomeOther')),
      renamed(npmFonts.light, name('FZXiaoBiaoSong-B05S', 'FZXBSJW--GB1-0')),
    ),
  );
  await write('c.ttf', renamed(npmFonts.kai, name('KaiTi', 'KaiTi')));
  await write('d.ttf', renamed(npmFonts.latin, name('Times New Roman', 'TimesNewRomanPSMT')));
}, timeout);
afterAll(() => folder.remove());

describe('a document', () => {
  test(
    'is set in the faces that come with the program',
    async () => {
      const runs = await print(chooseFonts({ root: folder.path }).fonts);
      expect(runs.map(({ text }) => text).join('')).toBe(
        '—1—清河县2021年度报告全年公开信息二千余条，收到申请1234件，收费26.50万元，增长8%，见附件。一、总体情况（一）主动公开项目9001',
      );
      expect(fontsOf('清河县2021年度报告', runs)).toEqual(['NotoSerifSC-Bold']);
      expect(fontsOf('收到申请1234件，收费26.50万元，', runs)).toEqual(['NotoSerifSC-Regular']);
      expect(fontsOf('增长8%', runs)).toEqual(['NotoSansSC-Medium']);
      expect(fontsOf('一、总体情况', runs)).toEqual(['NotoSansSC-Medium']);
      expect(fontsOf('（一）主动公开', runs)).toEqual(['LXGWWenKai-Regular']);
      expect(fontsOf('附件', runs)).toEqual(['LXGWWenKai-Regular']);
      expect(fontsOf('9001', runs)).toEqual(['NotoSerifSC-Regular']);
    },
    timeout,
  );

  test(
    'is set in chosen faces, each in its role, and says the same',
    async () => {
      const chosen = chooseFonts({ root: folder.path, folder: fonts }).fonts;
      const runs = await print(chosen);
      expect(runs.map(({ text }) => text).join('')).toBe(
        '—1—清河县2021年度报告全年公开信息二千余条，收到申请1234件，收费26.50万元，增长8%，见附件。一、总体情况（一）主动公开项目9001',
      );
      expect(fontsOf('清河县2021年度报告', runs)).toEqual(['FZXBSJW--GB1-0']);
      expect(fontsOf('全年公开信息二千余条，收到申请', runs)).toEqual(['FangSong_GB2312']);
      expect(fontsOf('一、总体情况', runs)).toEqual(['NotoSansSC-Medium']);
      expect(fontsOf('（一）主动公开', runs)).toEqual(['KaiTi']);
      for (const figure of ['1234', '26.50', '9001', '8%'])
        expect(fontsOf(figure, runs), figure).toEqual(['TimesNewRomanPSMT']);
    },
    timeout,
  );

  test(
    'takes what a face lacks from those that come with the program, and tells how much',
    async () => {
      const settings = {
        roles: new Map([['正文', { text: 'Times New Roman', offset: 0 }] as const]),
      };
      const chosen = chooseFonts({ root: folder.path, folder: fonts, settings }).fonts;
      const runs = await print(chosen);
      expect(fontsOf('收到申请', runs)).toEqual(['NotoSerifSC-Regular']);
      expect(fontsOf('1234', runs)).toEqual(['TimesNewRomanPSMT']);

      const use = new FontUse(chosen);
      use.add(documentOf(body));
      use.add(documentOf(body));
      expect(use.lines()).toEqual([
        '字体：',
        // 全年公开信息二千余条，收到申请件费万元，见。 without repeated ones
        '  正文  Times New Roman；21 个字取自随附的思源宋体（全年公开信息二千等）',
        '  标题  FZXiaoBiaoSong-B05S',
        '  楷体  KaiTi',
        '  黑体  随附的思源黑体',
        '  数字  Times New Roman',
      ]);
    },
    timeout,
  );
});

test(
  'the page holds 22 lines of 28 characters, whatever metrics a face claims',
  async () => {
    const own = path.join(folder.path, 'high');
    await mkdir(own);
    const high = heightened(renamed(npmFonts.thin, { family: 'FangSong', postscript: 'FangSong' }));
    await writeFile(path.join(own, 'font.ttf'), high);
    const chosen = chooseFonts({ root: folder.path, folder: own }).fonts;
    const runs = await print(chosen, documentOf(`<p>${'公'.repeat(28 * 25)}</p>`));
    const first = runs.filter(({ page, text }) => page === 1 && text.includes('公'));
    expect(new Set(first.map(({ font }) => font))).toEqual(new Set(['FangSong']));
    const lines = [...Map.groupBy(first, ({ y }) => Math.round(y)).values()].map((line) =>
      line.map(({ text }) => text).join(''),
    );
    // The paragraph is indented by two.
    expect(lines.map(({ length }) => length)).toEqual([
      26,
      ...Array.from({ length: 21 }, () => 28),
    ]);
  },
  timeout,
);

test('the lines are short where nothing is chosen', () => {
  const use = new FontUse(chooseFonts({ root: folder.path }).fonts);
  use.add(documentOf(body));
  expect(use.lines()).toEqual(['字体：随附的思源宋体、思源黑体、霞鹜文楷']);
});

test(
  'a font that is gone when it is needed fails the document',
  async () => {
    const own = path.join(folder.path, 'passing');
    await mkdir(own);
    const file = path.join(own, 'font.ttf');
    await writeFile(file, renamed(npmFonts.latin, { family: 'Tinos', postscript: 'Tinos' }));
    const chosen = chooseFonts({ root: folder.path, folder: own }).fonts;
    await rm(file);
    await expect(print(chosen)).rejects.toThrow('打印文件引用的资源不存在：Tinos');
  },
  timeout,
);
