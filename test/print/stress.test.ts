import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPaginator, type Paginator } from '../../src/pdf/paginate.ts';
import { linesOf, readGlyphs } from './glyphs.ts';
import { bodyOf, bodyText, outside, overlaps } from './page-checks.ts';
import { documentOf, filler } from './printing.ts';

const SAMPLE = readFileSync(join(import.meta.dirname, '../fixtures/print/sample.html'), 'utf8');

let paginator: Paginator;
beforeAll(async () => {
  paginator = await openPaginator();
});
afterAll(() => paginator.close());

const paragraph = (index: number) =>
  `<p>（${index + 1}）第${index + 1}段：${filler((index * 37) % 240)}，${index * 7}件，占${index % 100}.5%。</p>`;

const nested = (depth: number): string =>
  depth === 0
    ? ''
    : `<ul><li>${filler(30)}${depth}${nested(depth - 1)}</li><li>乙${depth}</li></ul>`;

const ADDRESS = `https://www.example.gov.cn/${'gongkai/2021/nianbao/'.repeat(12)}index.html?id=1234567890&page=2`;

// No cells beside each other here: their lines would mix.
const DOCUMENTS: Readonly<Record<string, string>> = {
  '40 pages of prose': Array.from({ length: 200 }, (_, index) => paragraph(index)).join(''),
  'rare characters': `<h1>喆彧玥堃镇人民政府<br>2021年报告</h1><h2>一、昇喆</h2><h3>（一）彧玥</h3><p>昇喆彧玥堃㛃䶮，<strong>昇喆彧玥堃㛃䶮</strong>，<em>昇喆彧玥堃</em>。</p>`,
  'long names': `<h1>${'新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县'.repeat(2)}人民政府办公室<br>2021年政府信息公开工作年度报告</h1><p>甲</p>`,
  'a part with a heading only': `${paragraph(6).repeat(8)}<h2>五、存在的主要问题</h2><h2>六、其他需要报告的事项</h2><p class="colophon">格式依据</p>`,
  'deeply nested lists': `${nested(16)}<p>${filler(40)}</p>`,
  'runs of marks': `<p>甲${'—'.repeat(300)}乙${'…'.repeat(300)}丙</p><p>${'1'.repeat(80)}万元</p>`,
  'a very long address': `<p>网址是<a href="${ADDRESS}">${ADDRESS}</a>，请查阅。</p><ul><li>${ADDRESS}</li></ul>`,
  'unbroken letters and digits': `<p>编号：${'0123456789abcdef'.repeat(60)}。</p><p>${'9'.repeat(900)}</p>`,
  'a table of one column': `<table><thead><tr><th>${filler(70)}</th></tr></thead><tbody><tr><td>${ADDRESS}</td></tr><tr><td>${'7'.repeat(300)}</td></tr></tbody></table>`,
};

describe('a document of', () => {
  test.each(Object.entries(DOCUMENTS))('%s is whole and in its place', async (_, body) => {
    const pages = await readGlyphs(await paginator.paginate(documentOf(body)));
    const written = body.replaceAll(/<[^>]+>|\s/g, '').replaceAll('&amp;', '&');
    expect(bodyText(pages)).toBe(written);
    expect(outside(pages)).toEqual([]);
    expect(overlaps(pages)).toEqual([]);
    if (body === DOCUMENTS['40 pages of prose']) expect(pages.length).toBeGreaterThanOrEqual(40);
  });

  test.each([
    ['zeros only', /(data-fact="[^"]+">)[\d.]+</g, '$10<'],
    ['five digits everywhere', /(data-fact="[^"]+">)[\d.]+</g, '$198765<'],
    ['figures that are not stated', /(data-fact="[^"]+">)[\d.]+</g, '$1—<'],
  ])('%s is in its place', async (_, figure, replacement) => {
    const html = SAMPLE.replaceAll(figure, replacement);
    const pages = await readGlyphs(await paginator.paginate({ ...documentOf(''), html }));
    expect(outside(pages)).toEqual([]);
    expect(overlaps(pages)).toEqual([]);
  });

  test('cells with long words beside each other is in its place', async () => {
    const cells = [ADDRESS, '12345678901234567890', filler(60), '短']
      .map((text) => `<td>${text}</td>`)
      .join('');
    const head = ['公开网址', '文件编号', `${filler(14)}名称`, '备注']
      .map((text) => `<th>${text}</th>`)
      .join('');
    const body = `<table><thead><tr>${head}</tr></thead><tbody>${`<tr>${cells}</tr>`.repeat(12)}</tbody></table>`;
    const pages = await readGlyphs(await paginator.paginate(documentOf(body)));
    expect(outside(pages)).toEqual([]);
    expect(overlaps(pages)).toEqual([]);
  });

  // Numbers of three digits are wider: so is the first line of their items, on every page.
  test('a long numbered list is in its place, each item with its number', async () => {
    const pages = await readGlyphs(
      await paginator.paginate(documentOf(`<ol>${`<li>${filler(54)}</li>`.repeat(120)}</ol>`)),
    );
    expect(outside(pages)).toEqual([]);
    const numbers = [...bodyText(pages).matchAll(/\d+/g)].map(([number]) => Number(number));
    expect(numbers).toEqual(Array.from({ length: 120 }, (_, index) => index + 1));
  });

  test('lines that were ended by hand are not spread out before a page end', async () => {
    const lines = Array.from({ length: 30 }, (_, index) => `联系电话：${'甲'.repeat(index % 5)}`);
    const pages = await readGlyphs(
      await paginator.paginate(documentOf(`<p>${lines.join('<br>')}</p>`)),
    );
    expect(pages.length).toBeGreaterThan(1);
    for (const line of linesOf(bodyOf(pages[0]!))) {
      const gaps = line.slice(1).map(({ x }, at) => x - line[at]!.x - line[at]!.advance);
      expect(Math.max(0, ...gaps)).toBeLessThan(1);
    }
  });
});
