import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chooseFonts } from '../../src/fonts/choose.ts';
import { readCharacterMap, writeCharacterMap } from '../../src/pdf/character-map.ts';
import { openPaginator, type Paginator } from '../../src/pdf/paginate.ts';
import type { PrintDocument } from '../../src/pdf/print-document.ts';
import { npmFonts, renamed, withTwins } from '../fonts/made-fonts.ts';
import { temporaryFolder } from '../roots.ts';
import { printedRuns } from './printed-runs.ts';

const timeout = 60_000;

let paginator: Paginator;
beforeAll(async () => {
  paginator = await openPaginator();
}, timeout);
afterAll(() => paginator.close());

/** What a font of someone else's draws alike, a control character included. */
const twins = { '\u0001': ' ', Α: 'A', µ: 'm', μ: 'm' };

test(
  'a font that draws alike whatever it likes is read as it was meant',
  async () => {
    await using folder = await temporaryFolder();
    const names = { family: 'FangSong', postscript: 'FangSong' };
    const font = withTwins(renamed(npmFonts.latin, names), twins);
    await writeFile(path.join(folder.path, 'font.ttf'), font);
    const { fonts } = chooseFonts({ root: folder.path, folder: folder.path });
    await using own = await openPaginator({ fonts });
    const runs = await printedRuns(await own.paginate(documentOf(['one AΑ two', 'm µ Am μm'])));
    const written = runs.filter(({ font: name }) => name === 'FangSong').map(({ text }) => text);
    expect(written.join('')).toBe('—1—oneAΑtwomµAmμm');
  },
  timeout,
);

/** What a PDF of some paragraphs says, without blanks, page numbers and line ends. */
async function textOf(paragraphs: readonly string[]): Promise<string> {
  const runs = await printedRuns(await paginator.paginate(documentOf(paragraphs)));
  return runs
    .map(({ text }) => text)
    .join('')
    .replaceAll(/—\d+—/g, '');
}

function documentOf(paragraphs: readonly string[]): PrintDocument {
  const body = paragraphs.map((text) => `<p>${text}</p>`).join('\n');
  const html = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>试</title>
<link rel="stylesheet" href="/styles/print.css"></head><body>${body}</body></html>`;
  return { html, title: '试', language: 'zh-CN', date: '2022-01-20' };
}

/** A text in every face. */
const everywhere = (text: string) => `${text}<strong>${text}</strong><em>${text}</em>`;

describe('text copied from a PDF is what was written', () => {
  describe.each([
    [
      'the usual one of a pair',
      [
        ['ideographs that share a glyph with a Kangxi radical', '工作人员依一口水火木日月车龙食'],
        [
          'ideographs that share a glyph with a supplementary radical',
          '民长门见贝页风马鱼鸟麦齐龟',
        ],
        ['the dash that fonts draw like the horizontal bar', '甲——乙—丙'],
        ['the full-width tilde', '丁～戊'],
        ['the middle dot', '己·庚'],
        ['the full-width solidus', '辛／壬'],
        ['rare characters of names', '昇喆彧玥堃㛃䶮'],
        ['digits, point and signs', '26.50+47-3100%'],
        ['quotation marks', '“子”……‘丑’《寅》〔2021〕'],
      ],
    ],
    [
      'the other one',
      [
        ['radicals, asked for', '⼯⼈⺠⻓'],
        ['the horizontal bar', '甲―乙'],
        ['the wave dash', '丙〜丁'],
        ['the bullet', '戊•己'],
        ['the division slash', '庚∕辛'],
      ],
    ],
    [
      'both',
      [
        ['ideographs and radicals', '工作⼯人⼈民工⼯'],
        ['dash and bar', '甲—乙―丙—丁'],
        ['tilde and wave dash', '一～二〜三～四'],
        ['a compatibility ideograph and what it stands for', '朗\uf929朗'],
      ],
    ],
  ])('%s', (_, texts) => {
    let text: string;
    beforeAll(async () => {
      text = await textOf(texts.map(([, each]) => everywhere(each!)));
    }, timeout);

    test.each(texts)('%s', (_name, each) => expect(text).toContain(each!.repeat(3)));

    test('and nothing else', () =>
      expect(text).toBe(texts.map(([, each]) => each!.repeat(3)).join('')));
  });

  test(
    'both of a pair, pages apart',
    async () => {
      const filling = Array.from({ length: 25 }, () => '甲乙丙丁。');
      const text = await textOf(['⼯人', ...filling, '工作']);
      expect(text).toBe(`⼯人${filling.join('')}工作`);
    },
    timeout,
  );
});

describe('a ToUnicode map', () => {
  const source = `/CMapName /X def
1 beginbfchar\n<0003> <0020>\nendbfchar\n1 beginbfrange\n<000A> <000B> <2F2F>\nendbfrange\nendcmap`;

  test('is read with its ranges', () => {
    expect([...readCharacterMap(source)]).toEqual([
      ['0003', ' '],
      ['000A', '⼯'],
      ['000B', '⼰'],
    ]);
  });

  test('is written in blocks of a hundred, surrogate pairs too', () => {
    const codes = Array.from({ length: 101 }, (_, at) =>
      at.toString(16).toUpperCase().padStart(4, '0'),
    );
    const map = new Map(codes.map((code) => [code, '𠮷'] as const));
    const written = writeCharacterMap(source, map);
    expect(written).toContain('/CMapName /X def\n100 beginbfchar\n<0000> <D842DFB7>\n');
    expect(written).toContain('1 beginbfchar\n<0064> <D842DFB7>\nendbfchar\nendcmap');
    expect(readCharacterMap(written)).toEqual(map);
  });
});
