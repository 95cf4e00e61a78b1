import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { create, type Font } from 'fontkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageFolder } from '../../src/packages/installed.ts';
import { openPaginator, type Paginator } from '../../src/pdf/paginate.ts';
import { type Glyph, linesOf, MILLIMETRE, readGlyphs, textOf } from './glyphs.ts';
import { bodyOf, bodyText, leftEdge } from './page-checks.ts';
import { documentOf, filler } from './printing.ts';

// GB/T 9704-2012, 5.2 and 7.3; sizes in points: 2号 22, 3号 15.75 (28 to 156 mm), 4号 14.
const SIZE = 15.75;
const PITCH = 28.99;
const SONG = 'NotoSerifSC-Regular';

let paginator: Paginator;
beforeAll(async () => {
  paginator = await openPaginator();
});
afterAll(() => paginator.close());

const pagesOf = async (body: string, style = '') =>
  readGlyphs(await paginator.paginate(documentOf(body, style)));

const rightOf = (line: readonly Glyph[]) => line.at(-1)!.x + line.at(-1)!.advance;

describe('the text block', () => {
  let pages: Glyph[][];
  beforeAll(async () => {
    pages = await pagesOf(`<p>${filler(28 * 22 * 4)}</p>`);
  });

  test('has 22 lines of 28 characters on every page', () => {
    expect(pages).toHaveLength(5);
    for (const [index, page] of pages.slice(0, 4).entries()) {
      const counts = linesOf(bodyOf(page)).map((line) => line.length);
      expect(counts).toEqual(Array.from({ length: 22 }, (_, at) => (index + at === 0 ? 26 : 28)));
    }
  });

  test('is 156 mm wide, 28 mm from the left edge of odd pages and 26 of even ones', () => {
    for (const [index, page] of pages.slice(0, 4).entries()) {
      const left = leftEdge(index + 1);
      for (const line of linesOf(bodyOf(page)).slice(index === 0 ? 1 : 0)) {
        expect(Math.abs(line[0]!.x - left)).toBeLessThan(0.5);
        expect(Math.abs(rightOf(line) - left - 156 * MILLIMETRE)).toBeLessThan(0.5);
      }
    }
  });

  test('is 225 mm high, from 37 mm below the upper edge', () => {
    for (const page of pages.slice(0, 4)) {
      const lines = linesOf(bodyOf(page));
      const spare = (PITCH - SIZE) / 2; // above and below a character on its line
      const top = lines[0]![0]!.y - 0.88 * SIZE - spare;
      const bottom = lines.at(-1)![0]!.y + 0.12 * SIZE + spare;
      expect(Math.abs(top - 37 * MILLIMETRE)).toBeLessThan(1.2);
      expect(Math.abs(bottom - 262 * MILLIMETRE)).toBeLessThan(1.2);
    }
  });

  test('keeps the pitch of 28.99 points', () => {
    for (const page of pages.slice(0, 4)) {
      const baselines = linesOf(bodyOf(page)).map((line) => line[0]!.y);
      expect((baselines.at(-1)! - baselines[0]!) / 21).toBeCloseTo(PITCH, 1);
      // The browser puts each baseline on a whole pixel of 0.75 points.
      for (const [index, y] of baselines.slice(1).entries())
        expect(Math.abs(y - baselines[index]! - PITCH)).toBeLessThan(0.76);
    }
  });

  test('indents a paragraph by two characters', () => {
    expect(linesOf(bodyOf(pages[0]!))[0]![0]!.x - leftEdge(1)).toBeCloseTo(2 * SIZE, 1);
  });

  test('is numbered in 14 points, one character in, outside, 7 mm below', () => {
    const file = join(
      packageFolder('@expo-google-fonts/noto-serif-sc'),
      '400Regular/NotoSerifSC_400Regular.ttf',
    );
    const font = create(readFileSync(file)) as Font;
    const { minY, maxY } = font.glyphForCodePoint(0x2014).bbox;
    const dashAbove = (((minY + maxY) / 2) * 14) / font.unitsPerEm;
    for (const [index, page] of pages.entries()) {
      const line = linesOf(page).at(-1)!;
      expect(textOf(line)).toBe(`—${index + 1}—`);
      for (const { size } of line) expect(size).toBeCloseTo(14, 1);
      const left = leftEdge(index + 1);
      if (index % 2 === 0) expect(rightOf(line)).toBeCloseTo(left + 156 * MILLIMETRE - 14, 0);
      else expect(line[0]!.x).toBeCloseTo(left + 14, 0);
      const below = line[0]!.y - dashAbove - 262 * MILLIMETRE;
      expect(Math.abs(below / MILLIMETRE - 7)).toBeLessThan(0.5);
    }
  });
});

describe('headings', () => {
  test('each level has its face, all the size of the text, indented by two characters', async () => {
    const [page] = await pagesOf(
      '<h2>一、甲</h2><h3>（一）乙</h3><h4>1.丙</h4><h5>（1）丁</h5><p>戊</p>',
    );
    const lines = linesOf(bodyOf(page!));
    expect(lines.map((line) => line[0]!.font)).toEqual([
      'NotoSansSC-Medium',
      'LXGWWenKai-Regular',
      SONG,
      SONG,
      SONG,
    ]);
    for (const line of lines) {
      expect(line[0]!.size).toBeCloseTo(SIZE, 1);
      expect(line[0]!.x - leftEdge(1)).toBeCloseTo(2 * SIZE, 0);
    }
  });

  test('the title is centred in 22 points, each line a part of its sense', async () => {
    const [page] = await pagesOf('<h1>安丘市景芝镇人民政府<br>2019年政府信息公开工作年度报告</h1>');
    const lines = linesOf(bodyOf(page!));
    expect(lines.map(textOf)).toEqual(['安丘市景芝镇人民政府', '2019年政府信息公开工作年度报告']);
    for (const line of lines) {
      expect(new Set(line.map(({ font }) => font))).toEqual(new Set(['NotoSerifSC-Bold']));
      expect(line[0]!.size).toBeCloseTo(22, 1);
      expect((line[0]!.x + rightOf(line)) / 2).toBeCloseTo(leftEdge(1) + 78 * MILLIMETRE, 0);
    }
  });

  test.each([
    '新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县市场监督管理局',
    '内蒙古自治区呼伦贝尔市莫力达瓦达斡尔族自治旗腾克镇人民政府',
    '广西壮族自治区百色市隆林各族自治县政务服务管理局',
  ])('%s, too long for a line, breaks after a region', async (name) => {
    const [page] = await pagesOf(`<h1>${name}<br>2021年政府信息公开工作年度报告</h1>`);
    const lines = linesOf(bodyOf(page!)).map(textOf);
    expect(lines.join('')).toBe(`${name}2021年政府信息公开工作年度报告`);
    expect(lines[0]).toMatch(/(自治区|自治州|自治县|自治旗|市)$/);
    expect(lines.at(-2)).toMatch(/(管理局|人民政府)$/);
    expect(lines.length).toBe(3);
  });
});

describe('what runs over a page end', () => {
  test('is whole where the same words come again and again', async () => {
    const sentence = (index: number) =>
      `<span data-fact="a">${index % 3}</span>件，<strong>公开</strong>，`;
    const body = Array.from({ length: 250 }, (_, index) => sentence(index)).join('');
    const pages = await pagesOf(`<p>${body}</p>`);
    expect(pages).toHaveLength(3);
    expect(bodyText(pages)).toBe(body.replaceAll(/<[^>]+>/g, ''));
  });

  test.each([
    ['a paragraph', `<p>${filler(900)}</p>`],
    ['emphasis', `<p>甲<strong>${filler(900)}</strong></p>`],
    ['an item in an item', `<ul><li>甲<ul><li>${filler(900)}</li></ul></li></ul>`],
  ])('%s fills its last line there', async (_, body) => {
    const [page] = await pagesOf(body);
    expect(rightOf(linesOf(bodyOf(page!)).at(-1)!)).toBeCloseTo(leftEdge(1) + 156 * MILLIMETRE, 0);
  });

  test('a list does not spread the last words of its items', async () => {
    const [page] = await pagesOf(`<ul><li>甲<ul>${'<li>甲乙丙</li>'.repeat(30)}</ul></li></ul>`);
    const line = linesOf(bodyOf(page!))
      .at(-1)!
      .filter(({ text }) => text !== '◦');
    expect(rightOf(line) - line[0]!.x).toBeCloseTo(3 * SIZE, 0);
  });
});

describe('lists', () => {
  test('are set as paragraphs: two characters in, then flush', async () => {
    const item = `<li>${filler(40)}</li>`;
    const [page] = await pagesOf(`<ol>${item}</ol><ol><li><p>${filler(40)}</p></li></ol>`);
    const lines = linesOf(bodyOf(page!));
    const starts = lines.map((line) => line[0]!.x - leftEdge(1));
    expect(textOf(lines[0]!)).toMatch(/^1\./);
    expect(textOf(lines[2]!)).toMatch(/^1\.凡/);
    for (const [index, start] of starts.entries())
      expect(Math.abs(start - (index % 2 === 0 ? 2 * SIZE : 0))).toBeLessThan(2);
  });
});

describe('the colophon', () => {
  const notes =
    '<section class="data-notes"><h2>数据说明</h2><ul><li>甲</li><li>乙</li></ul></section>';
  const colophon = '<p class="colophon">格式依据：某函。<br>指纹</p>';

  // The lines before bring the colophon to the page end, over it, and what stands before it too.
  test.each([
    ['data notes', notes, [17, 18, 19]],
    ['a paragraph', `<p>${filler(150)}</p>`, [14, 15, 16]],
    ['a short part', '<h2>六、其他</h2><p>无。</p>', [18, 19, 20]],
  ])('is not alone on the last page after %s', async (_, body, counts) => {
    let lastPages = 0;
    for (const count of counts) {
      const lines = `<p>${filler(10)}</p>`.repeat(count);
      const pages = await pagesOf(`${lines}${body}${colophon}`);
      const last = linesOf(bodyOf(pages.at(-1)!)).map(textOf);
      expect(last.slice(-2)).toEqual(['格式依据：某函。', '指纹']);
      expect(last.length).toBeGreaterThan(2);
      expect(bodyText(pages).match(/格式依据/g)).toHaveLength(1);
      lastPages += pages.length - 1;
    }
    expect(lastPages).toBeGreaterThan(0);
  });
});
