import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import * as fontkit from 'fontkit';
import { describe, expect, test } from 'vitest';
import { CodePoints, rangesOf } from '../../src/fonts/code-points.ts';
import { fontsIn } from '../../src/fonts/font-names.ts';
import { defaultFonts } from '../../src/fonts/font-set.ts';
import { findFont, fontFilesBelow, nearestFonts } from '../../src/fonts/installed.ts';
import { npmFaces } from '../../src/fonts/npm-face.ts';
import { fontFromWoff } from '../../src/fonts/woff.ts';
import { npmFonts } from './made-fonts.ts';

const require = createRequire(import.meta.url);

function read(bytes: Buffer): fontkit.Font {
  const font = fontkit.create(bytes);
  if ('fonts' in font) throw new Error('a collection');
  return font;
}

describe('the faces that come with the program', () => {
  test.each(Object.entries(npmFaces))(
    '%s: its characters are those of its file',
    async (_, face) => {
      const file = await face.fontFile();
      const { characterSet } = read(typeof file === 'string' ? readFileSync(file) : file);
      expect(characterSet.filter((code) => !face.characters.has(code))).toEqual([]);
      const known = new Set(characterSet);
      const all = Array.from({ length: 0x110000 }, (__, code) => code);
      expect(all.filter((code) => face.characters.has(code) && !known.has(code))).toEqual([]);
    },
  );

  test.each(['正文', '标题', '楷体', '黑体'] as const)(
    '%s has all of GB 2312 in its own face',
    (role) => {
      const decoder = new TextDecoder('gb2312', { fatal: true });
      // Rows 16 to 87, without the five empty places at the end of row 55.
      const rows = Array.from({ length: 72 }, (_, row) => 0xb0 + row);
      const cells = Array.from({ length: 94 }, (_, cell) => 0xa1 + cell);
      const places = rows.flatMap((row) => cells.map((cell) => [row, cell] as const));
      const characters = places
        .filter(([row, cell]) => row !== 0xd7 || cell < 0xfa)
        .map((place) => decoder.decode(Uint8Array.from(place)));
      expect(characters).toHaveLength(6763);
      const lacking = characters.filter(
        (each) => !defaultFonts.face(role)!.characters.hasAll(each),
      );
      expect(lacking.join('')).toBe('');
    },
  );

  test('each role falls back on Song, then on whatever there is', () => {
    const { song, songBold, hei, kai } = npmFaces;
    expect(defaultFonts.chain('楷体').slice(0, 2)).toEqual([kai, song]);
    expect(defaultFonts.chain('标题').slice(0, 2)).toEqual([songBold, song]);
    for (const role of ['正文', '标题', '楷体', '黑体', '数字'] as const)
      expect(new Set(defaultFonts.chain(role))).toEqual(new Set([song, songBold, hei, kai]));
  });
});

test('a font out of a WOFF file is the font that was in it', () => {
  const file = '@fontsource/lxgw-wenkai/files/lxgw-wenkai-latin-500-normal.woff';
  const woff = readFileSync(require.resolve(file));
  const [inside, given] = [read(fontFromWoff(woff)), read(woff)];
  expect(inside.type).toBe('TTF');
  expect(inside.postscriptName).toBe(given.postscriptName);
  expect(inside.characterSet).toEqual(given.characterSet);
  expect(inside.glyphForCodePoint(0x516c).path.toSVG()).toBe(
    given.glyphForCodePoint(0x516c).path.toSVG(),
  );
  expect(() => fontFromWoff(readFileSync(npmFonts.latin))).toThrow(RangeError);
});

describe('fonts of a folder', () => {
  const fonts = fontFilesBelow(
    require.resolve('pdfjs-dist/standard_fonts/LICENSE_LIBERATION').replace(/[^/\\]+$/, ''),
  ).flatMap(fontsIn);

  test('are found by family, the upright one first, or by their own name', () => {
    expect(fonts.map(({ name }) => name).sort()).toEqual([
      'Liberation Sans',
      'Liberation Sans Bold',
      'Liberation Sans Bold Italic',
      'Liberation Sans Italic',
    ]);
    expect(findFont('LIBERATION-SANS', fonts)).toMatchObject({ weight: 400, isItalic: false });
    expect(findFont('LiberationSans-BoldItalic', fonts)).toMatchObject({
      weight: 700,
      isItalic: true,
    });
    expect(findFont('Liberation', fonts)).toBeUndefined();
  });

  test('are proposed where a name is like theirs', () => {
    expect(nearestFonts('Liberation Sens', fonts, 1)).toEqual(['Liberation Sans']);
    expect(nearestFonts('仿宋', fonts)).toEqual([]);
  });
});

test('a set of code points has what it is made of', () => {
  const codes = fc.uniqueArray(fc.nat(0x10ffff), { maxLength: 200 });
  fc.assert(
    fc.property(codes, codes, codes, (some, others, asked) => {
      const sets = [some, others].map((each) => CodePoints.fromRanges(rangesOf(each)));
      const union = CodePoints.union(sets);
      const even = union.filter((code) => code % 2 === 0);
      for (const code of [...some, ...others, ...asked]) {
        const isIn = some.includes(code) || others.includes(code);
        expect(union.has(code)).toBe(isIn);
        expect(even.has(code)).toBe(isIn && code % 2 === 0);
        expect(sets[0]!.has(code)).toBe(some.includes(code));
      }
    }),
    { numRuns: 25 },
  );
});
