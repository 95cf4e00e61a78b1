import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPaginator, type Paginator } from '../../src/pdf/paginate.ts';
import { linesOf, readGlyphs, textOf } from './glyphs.ts';
import { brokenRules, CLOSING, OPENING } from './line-rules.ts';
import { documentOf, filler } from './printing.ts';

let paginator: Paginator;
beforeAll(async () => {
  paginator = await openPaginator();
});
afterAll(() => paginator.close());

/** The lines of all pages in order, page numbers left out. */
async function linesIn(body: string, style = ''): Promise<string[]> {
  const pages = await readGlyphs(await paginator.paginate(documentOf(body, style)));
  return pages
    .flatMap(linesOf)
    .map(textOf)
    .filter((line) => !/^—\d+—$/.test(line));
}

/** Each part begun at each of the places around the end of the first line of a paragraph. */
const atLineEnd = (parts: readonly string[]): string =>
  parts
    .flatMap((part) =>
      [23, 24, 25, 26, 27].map((place) => `<p>${filler(place)}${part}${filler(8)}</p>`),
    )
    .join('\n');

const GROUPS = [
  '……',
  '——',
  '”。',
  '。”',
  '》，',
  '）。',
  '！”',
  '？）',
  '）、',
  '“《',
  '（“',
  '甲／乙',
  '增/减',
  '12.5%',
  '3,456.78',
  '5件',
  '12 条',
  '2021年12月31日',
  '30.5万元',
  '（1）',
  '（12）',
  '90‰',
  '25℃',
  '￥120',
  '2019—2021',
  'government',
];

// Every rule at work, as an office writes.
const PROSE =
  '全年公开信息1234条，占比12.5%；收到申请（含补正）3件。依据《条例》“第二十条”规定，答复“同意！”还是' +
  '“补正？”——均已办结……其中‘网站’公开【要点】、〔2021〕30号、〈附件〉、『说明』「摘要」等：（1）上传' +
  'government网址；（2）下载3,456.78万元、约90‰、25℃、￥120元，详见http://www.example.gov.cn/a？（3）' +
  '“三公”经费、“双随机、一公开”（详见《指南》）。2021年12月31日止，第1—3季度·“放管服”改革～完成100%！';

const prose = (width = 28): string =>
  Array.from(
    { length: width },
    (_, place) => `<p style="width: ${width}em">${filler(place)}${PROSE}</p>`,
  ).join('\n');

describe('Chinese line breaking', () => {
  test('no mark begins a line that may not, wherever it falls', async () => {
    expect(brokenRules(await linesIn(atLineEnd(CLOSING)))).toEqual([]);
  });

  test('no mark ends a line that may not, wherever it falls', async () => {
    expect(brokenRules(await linesIn(atLineEnd(OPENING)))).toEqual([]);
  });

  test('marks together, numbers, signs and words stay whole', async () => {
    expect(brokenRules(await linesIn(atLineEnd(GROUPS)))).toEqual([]);
  });

  test('prose, moved on by one character at a time', async () => {
    const lines = await linesIn(prose());
    expect(lines.length).toBeGreaterThan(28 * 8);
    expect(brokenRules(lines)).toEqual([]);
  });

  test.each([15, 19])('prose in lines of %i characters', async (width) => {
    const lines = await linesIn(prose(width));
    expect(lines.length).toBeGreaterThan(width * 10);
    expect(brokenRules(lines)).toEqual([]);
  });

  test('across emphasis and figures', async () => {
    const parts = [
      '<strong>说明</strong>——',
      '<em>沂河</em>·',
      '<span data-fact="a">2019</span>—<span data-fact="b">2021</span>',
      '<span data-fact="a">12.5</span>%',
      '<span data-fact="a">123</span>件',
      '<span data-fact="a">123</span> 条',
      '<strong>45</strong>万元',
      '<strong>（</strong><em>甲</em><strong>）</strong>',
    ];
    expect(brokenRules(await linesIn(atLineEnd(parts)))).toEqual([]);
  });

  test('where lines may break anywhere, this check sees it', async () => {
    const style = 'p, p * { line-break: anywhere; white-space: normal !important; }';
    const broken = brokenRules(
      await linesIn(atLineEnd([...CLOSING, ...OPENING, ...GROUPS]), style),
    );
    for (const mark of [...CLOSING, '…', '—'])
      expect(
        broken.some((rule) => rule.startsWith('begins') && rule.includes(`|${mark}`)),
        mark,
      ).toBe(true);
    for (const mark of OPENING)
      expect(
        broken.some((rule) => rule.startsWith('ends') && rule.includes(`${mark}|`)),
        mark,
      ).toBe(true);
    expect(new Set(broken.map((rule) => rule.slice(0, rule.indexOf(':'))))).toContain(
      'divides a word',
    );
    expect(new Set(broken.map((rule) => rule.slice(0, rule.indexOf(':'))))).toContain(
      'divides a number',
    );
  });

  test('keeps the text as it was written', async () => {
    const lines = await linesIn(`<p>${PROSE}</p>`);
    expect(lines.join('')).toBe(PROSE);
  });
});
