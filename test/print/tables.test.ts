import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPaginator, type Paginator } from '../../src/pdf/paginate.ts';
import { APPLICANTS, MATRIX_ROWS } from '../fixtures/print/sample.ts';
import { type Glyph, linesOf, MILLIMETRE, readGlyphs, textOf } from './glyphs.ts';
import { bodyOf, bodyText, leftEdge, outside, overlaps } from './page-checks.ts';
import { documentOf, filler } from './printing.ts';

const SAMPLE = readFileSync(join(import.meta.dirname, '../fixtures/print/sample.html'), 'utf8');

let paginator: Paginator;
beforeAll(async () => {
  paginator = await openPaginator();
});
afterAll(() => paginator.close());

const sample = async (html: string) =>
  readGlyphs(await paginator.paginate({ ...documentOf(''), html }));

const pagesOf = async (body: string) => readGlyphs(await paginator.paginate(documentOf(body)));

interface Figure {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

/** Runs of digits, from left to right and from top to bottom. */
function figuresOf(glyphs: readonly Glyph[]): Figure[] {
  return linesOf(glyphs.filter(({ text }) => /^[\d.]$/.test(text))).flatMap((line) => {
    const figures: Figure[] = [];
    for (const { text, x, y, advance } of line) {
      const last = figures.at(-1);
      if (last && x - last.right < 1)
        figures.splice(-1, 1, { ...last, text: last.text + text, right: x + advance });
      else figures.push({ text, left: x, right: x + advance, y });
    }
    return figures;
  });
}

const rounded = (values: readonly number[]) =>
  [...new Set(values.map((value) => Math.round(value * 5) / 5))].sort((a, b) => a - b);

const pageWith = (pages: readonly Glyph[][], heading: string) => {
  const index = pages.findIndex((page) => bodyText([page]).includes(heading));
  return { number: index + 1, glyphs: bodyOf(pages[index]!) };
};

describe('statutory tables with five digits in every cell', () => {
  let pages: Glyph[][];
  beforeAll(async () => {
    pages = await sample(SAMPLE);
  });

  test('表三 stands on one page with its heading, rows in order', () => {
    const { number, glyphs } = pageWith(pages, '三、收到和处理政府信息公开申请情况');
    const figures = figuresOf(glyphs.filter(({ x }) => x > leftEdge(number) + 72 * MILLIMETRE));
    const rows = Object.values(Object.groupBy(figures, ({ y }) => Math.round(y)));
    expect(rows.map((row) => row!.map(({ text }) => Number(text)))).toEqual(
      MATRIX_ROWS.map((row) => row.figures),
    );
  });

  test('figures of a column of 表三 end on one line, on digits of one width', () => {
    const { number, glyphs } = pageWith(pages, '三、收到和处理政府信息公开申请情况');
    const cells = glyphs.filter(({ x }) => x > leftEdge(number) + 72 * MILLIMETRE);
    expect(rounded(figuresOf(cells).map(({ right }) => right))).toHaveLength(APPLICANTS.length);
    const digits = cells.filter(({ text }) => /\d/.test(text));
    expect(rounded(digits.map(({ advance }) => advance * 10))).toHaveLength(1);
  });

  test('表二 has its bands, and its figures end on lines', () => {
    const { number, glyphs } = pageWith(pages, '二、主动公开政府信息情况');
    const lines = linesOf(glyphs);
    for (const item of ['一', '五', '六', '八']) {
      const band = lines.find((line) => textOf(line) === `第二十条第（${item}）项`)!;
      expect(band[0]!.font).toBe('NotoSansSC-Medium');
      const middle = (band[0]!.x + band.at(-1)!.x + band.at(-1)!.advance) / 2;
      expect(middle).toBeCloseTo(leftEdge(number) + 78 * MILLIMETRE, 0);
    }
    const figures = figuresOf(glyphs.filter(({ size }) => size < 11)).filter(
      ({ text }) => text.length > 4,
    );
    const right = (text: string) => figures.find((figure) => figure.text === text)!.right;
    for (const [above, below] of [
      ['12301', '12304'],
      ['12302', '12305'],
      ['12303', '12306'],
      ['45208', '45209'],
    ])
      expect(right(above!)).toBeCloseTo(right(below!), 1);
  });

  test('表四 has its fifteen figures on a portrait page', () => {
    const { glyphs } = pageWith(pages, '四、政府信息公开行政复议、行政诉讼情况');
    const figures = figuresOf(glyphs.filter(({ size }) => size < 9.5));
    expect(figures).toHaveLength(15);
    expect(new Set(figures.map(({ y }) => y)).size).toBe(1);
  });

  test('header cells are set in 8.5 points or more, nothing upon another', () => {
    for (const { size } of pages.flat()) expect(size).toBeGreaterThan(8.49);
    expect(overlaps(pages)).toEqual([]);
    expect(outside(pages)).toEqual([]);
  });
});

describe('longer figures', () => {
  const withDigits = (digits: string) =>
    SAMPLE.replaceAll(/(data-fact="申请办理[^"]+">)\d+</g, `$1${digits}<`);

  test.each(['123456', '1234567'])('%s fits each cell of 表三', async (figure) => {
    const pages = await sample(withDigits(figure));
    expect(overlaps(pages)).toEqual([]);
    const { number, glyphs } = pageWith(pages, '三、收到和处理政府信息公开申请情况');
    const figures = figuresOf(glyphs.filter(({ x }) => x > leftEdge(number) + 72 * MILLIMETRE));
    expect(figures.map(({ text }) => text)).toEqual(Array(25 * 7).fill(figure));
  });

  test('one that does not fit is an error that names it', async () => {
    await expect(sample(withDigits('1234567890'))).rejects.toThrow('“1234567890”太长');
  });
});

describe("an editor's own table", () => {
  const row = (index: number) =>
    `<tr><td>第${index}项</td><td>${filler((index * 7) % 60)}</td><td class="align-right">${index * 37}</td></tr>`;
  const head = '<tr><th>序号</th><th>公开事项</th><th class="align-right">数量</th></tr>';
  const table = (rows: string) => `<table><thead>${head}</thead><tbody>${rows}</tbody></table>`;
  const count = 300;
  let pages: Glyph[][];
  beforeAll(async () => {
    const rows = Array.from({ length: count }, (_, index) => row(index + 1)).join('');
    pages = await pagesOf(`<h2>一、总体情况</h2><p>${filler(90)}</p>${table(rows)}<p>表后。</p>`);
  });

  test('has its head on every page that it goes on to', () => {
    expect(pages.length).toBeGreaterThan(5);
    for (const page of pages.slice(1))
      expect(textOf(linesOf(bodyOf(page))[0]!)).toBe('序号公开事项数量');
  });

  test('has every row once, whole and in order', () => {
    const found = pages.map((page) => {
      const body = bodyOf(page).filter(
        ({ size, font }) => size < 11 && font !== 'NotoSansSC-Medium',
      );
      const inFirst = body
        .filter(({ x }) => x < body[0]!.x + 35)
        .map(({ text }) => text)
        .join('');
      return { rows: inFirst.match(/第\d+项/g)!, text: bodyText([page]) };
    });
    const names = Array.from({ length: count }, (_, index) => `第${index + 1}项`);
    expect(found.flatMap(({ rows }) => rows)).toEqual(names);
    const figures = pages.flatMap((page) => figuresOf(bodyOf(page).filter(({ x }) => x > 480)));
    expect(figures.map(({ text }) => Number(text))).toEqual(
      names.map((_, index) => (index + 1) * 37),
    );
    const letters = pages
      .map((page) => bodyText([page]))
      .join('')
      .match(/[凡是群众用得着看]/g)!;
    const expected = filler(90) + names.map((_, index) => filler(((index + 1) * 7) % 60)).join('');
    expect(letters).toHaveLength(expected.match(/[凡是群众用得着看]/g)!.length);
  });

  test('keeps the width of its columns on every page', () => {
    const columns = pages.map((page, index) => {
      const heads = bodyOf(page).filter(
        ({ size, font }) => size < 11 && font === 'NotoSansSC-Medium',
      );
      return rounded(heads.map(({ x }) => x - leftEdge(index + 1)));
    });
    for (const each of columns.slice(1)) expect(each).toEqual(columns[0]);
  });

  test('keeps short columns on one line, whatever the others hold', () => {
    for (const page of pages) {
      for (const line of linesOf(bodyOf(page)).map(textOf))
        expect(line).not.toMatch(/^项$|第$|^\d*项$/);
    }
  });

  test('stays within the text block', () => {
    expect(outside(pages)).toEqual([]);
    expect(overlaps(pages)).toEqual([]);
  });

  test('divides a row only where it is higher than a page', async () => {
    const tall = `<tr><td>高</td><td>${filler(2400)}</td><td>末</td></tr>`;
    const divided = await pagesOf(table(row(1) + tall + row(2)));
    expect(divided.length).toBe(3);
    expect(bodyText(divided).replaceAll('序号公开事项数量', '')).toHaveLength(
      `第1项${filler(7)}37高${filler(2400)}末第2项${filler(14)}74`.length,
    );
    expect(outside(divided)).toEqual([]);
  });

  test('goes to the next page with its first row, heading and all', async () => {
    const lines = `<p>${filler(10)}</p>`.repeat(20);
    const moved = await pagesOf(`${lines}<h2>二、表</h2>${table(row(8))}`);
    expect(bodyText([moved[0]!])).toBe(filler(10).repeat(20));
    expect(bodyText([moved[1]!])).toMatch(/^二、表序号公开事项数量/);
  });
});

describe('a number in a cell of an ordinary table', () => {
  const wide = (columns: number, figure: string) => {
    const row = (cell: (index: number) => string) =>
      Array.from({ length: columns }, (_, i) => cell(i));
    const head = row((index) => `<th>${index + 1}月</th>`).join('');
    const body = row(() => `<td>${figure}</td>`).join('');
    return `<table><thead><tr>${head}</tr></thead><tbody><tr>${body}</tr></tbody></table>`;
  };

  test.each([
    [6, '123456.78'],
    [12, '123456.78'],
    [8, '1234567890.12'],
  ])('stays on one line in %i columns of %s', async (columns, figure) => {
    const [page] = await pagesOf(wide(columns, figure));
    const figures = figuresOf(bodyOf(page!)).map(({ text }) => text);
    expect(figures.filter((text) => text.length > 2)).toEqual(Array(columns).fill(figure));
  });

  test('is refused, with its column, where it cannot', async () => {
    const printing = paginator.paginate(documentOf(wide(24, '123456.78')));
    await expect(printing).rejects.toThrow(
      /^[^\n]*表格列数太多，“1月”一列的数字“123456.78”一行放不下[^\n]*$/,
    );
  });
});

test('a figure that fits in no cell of 表四 is refused by the names of its headers', async () => {
  const html = SAMPLE.replace(
    /(<td[^>]*data-fact="复议诉讼\.行政复议\.结果维持"[^>]*>)[^<]*/,
    '$1123456789012',
  );
  expect(html).not.toBe(SAMPLE);
  const printing = paginator.paginate({ ...documentOf(''), html });
  await expect(printing).rejects.toThrow(
    /^[^\n]*行政复议[^\n]*结果维持”的数字“123456789012”太长[^\n]*$/,
  );
});
