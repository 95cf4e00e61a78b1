import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPaginator, type Paginator } from '../../src/pdf/paginate.ts';
import { compare, encode } from '../images/images.ts';
import { TOLERANCE } from '../images/kept-images.ts';
import { type Glyph, linesOf, MILLIMETRE, readGlyphs, textOf } from './glyphs.ts';
import { bodyOf, outside, overlaps } from './page-checks.ts';
import { openPageDrawer, type PageDrawer } from './page-images.ts';
import { documentOf, filler } from './printing.ts';
import { keptPages, referenceDocuments, referenceImages } from './references.ts';

const REPORTS = [
  'anqiu-jingzhi-2019',
  'hedong-zhengwang-2021',
  'jinxiang-huji-2022',
  'tanghe-shangtun-2020',
  'weishi-daying-2021',
];

const HEADING_FACES = new Set(['NotoSansSC-Medium', 'LXGWWenKai-Regular']);

let documents: Map<string, Uint8Array>;
let images: Map<string, PNG>;
beforeAll(async () => {
  documents = await referenceDocuments();
  images = await referenceImages(documents);
});

describe('kept pages', () => {
  test('are all there, and no others', async () => {
    expect([...images.keys()].sort()).toEqual(await keptPages.names());
    for (const report of REPORTS) expect(images.has(`${report}-1`)).toBe(true);
  });

  test('look as before', async () => {
    expect(await keptPages.changes(images), 'If it is meant so: npm run references').toEqual([]);
  });
});

describe('the comparison', () => {
  let drawer: PageDrawer;
  let paginator: Paginator;
  beforeAll(async () => {
    drawer = await openPageDrawer();
    paginator = await openPaginator();
  });
  afterAll(async () => {
    await drawer[Symbol.asyncDispose]();
    await paginator.close();
  });

  const lines = (style = '') =>
    `<p>${filler(80)}</p><p style="position: relative; ${style}">短短一行</p><table><tr><td>甲</td><td>乙</td></tr></table>`;
  const drawn = async (body: string, shift = 0) => {
    const [image] = await drawer.draw(await paginator.paginate(documentOf(body)), shift);
    return PNG.sync.read(encode(image!, 'grey'));
  };

  test('lets pass what edges are drawn otherwise', async () => {
    const page = await drawn(lines());
    const other = await drawn(lines(), 0.15);
    expect(page.data.equals(other.data)).toBe(false);
    expect(compare(page, other).differing).toBeLessThanOrEqual(TOLERANCE);
  });

  test('sees one short line that has moved by a millimetre, or is gone', async () => {
    const page = await drawn(lines());
    for (const style of ['top: 1mm', 'left: 1mm', 'visibility: hidden'])
      expect(compare(page, await drawn(lines(style))).differing, style).toBeGreaterThan(TOLERANCE);
  });

  test('sees that the rule of a cell is gone', async () => {
    const page = await drawn(lines());
    const without = lines().replace('<td>乙', '<td style="border-top-style: hidden">乙');
    expect(compare(page, await drawn(without)).differing).toBeGreaterThan(TOLERANCE);
  });
});

describe.each(REPORTS)('%s', (report) => {
  let pages: Glyph[][];
  beforeAll(async () => {
    pages = await readGlyphs(documents.get(report)!);
  });

  test('stands in its text block, nothing upon another', () => {
    expect(outside(pages)).toEqual([]);
    expect(overlaps(pages)).toEqual([]);
    for (const { size } of pages.flat()) expect(size).toBeGreaterThan(8.49);
  });

  test('begins with its title in the middle, the agency on a line of its own', () => {
    const [first, second] = linesOf(bodyOf(pages[0]!));
    expect(textOf(first!)).toMatch(/人民政府$/);
    expect(textOf(second!)).toBe(`${report.slice(-4)}年政府信息公开工作年度报告`);
    for (const line of [first!, second!]) {
      const right = line.at(-1)!.x + line.at(-1)!.advance;
      expect((line[0]!.x + right) / 2).toBeCloseTo(106 * MILLIMETRE, 0);
      expect(line[0]!.font).toBe('NotoSerifSC-Bold');
    }
  });

  test('sets each level of heading in its face, and strands none', () => {
    const headings = pages.map((page) =>
      linesOf(bodyOf(page)).filter(
        (line) => line[0]!.size > 15 && /^[一二三四五六]、/.test(textOf(line)),
      ),
    );
    const parts = headings.flat().filter((line) => line[0]!.font === 'NotoSansSC-Medium');
    expect(parts.map((line) => textOf(line)[0])).toEqual(['一', '二', '三', '四', '五', '六']);
    for (const page of pages) {
      const last = linesOf(bodyOf(page)).at(-1)!;
      expect(last.every(({ font }) => HEADING_FACES.has(font))).toBe(false);
    }
  });

  test('has 表三 whole on one page with its heading', () => {
    const heading = '三、收到和处理政府信息公开申请情况';
    const texts = pages.map((page) => linesOf(bodyOf(page)).map(textOf));
    const [whole, ...others] = texts.filter((lines) => lines.includes(heading));
    expect(others).toEqual([]);
    for (const label of [
      '一、本年新收政府信息公开申请数量',
      '（七）总计',
      '四、结转下年度继续办理',
    ])
      expect(whole!.filter((line) => line.includes(label))).toHaveLength(1);
  });

  test('ends with what it goes by, the fingerprint last', () => {
    const last = linesOf(bodyOf(pages.at(-1)!)).map(textOf);
    expect(last.join('')).toMatch(/格式依据：.*。内容指纹（SHA-256）：[0-9a-f]{64}$/);
    expect(last.findIndex((line) => line.startsWith('格式依据'))).toBeGreaterThan(1);
  });
});

test('the script that renews them is the one in package.json', () => {
  const file = path.join(import.meta.dirname, '../../package.json');
  const { scripts } = JSON.parse(readFileSync(file, 'utf8')) as { scripts: Record<string, string> };
  expect(scripts.references).toBe('node test/images/renew-references.ts');
});
