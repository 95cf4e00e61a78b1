import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDict, PDFDocument, PDFName } from 'pdf-lib';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPaginator, type Paginator } from '../../src/pdf/paginate.ts';
import { PrintError } from '../../src/pdf/print-error.ts';
import { MATRIX_ROWS, sampleHtml } from '../fixtures/print/sample.ts';
import { openPdf, pageRuns } from '../publish/pdf-text.ts';

const TIMEOUT = 60_000;
const MILLIMETRE = 72 / 25.4;
const SAMPLE = readFileSync(join(import.meta.dirname, '../fixtures/print/sample.html'), 'utf8');
const TITLE = '河源区青溪镇人民政府2021年政府信息公开工作年度报告';

const printDocument = (html: string, title = TITLE) =>
  ({ html, title, language: 'zh-CN', date: '2022-01-20' }) as const;

const page = (body: string) => `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">
<title>试</title><link rel="stylesheet" href="/styles/print.css"></head><body>${body}</body></html>`;

/** The text of each page; figures, each a cell of its own, stand between spaces. */
async function pageTexts(pdf: PDFDocumentProxy): Promise<string[]> {
  const numbers = Array.from({ length: pdf.numPages }, (_, index) => index + 1);
  return Promise.all(
    numbers.map(async (number) =>
      (await pageRuns(pdf, number))
        .map(({ text }) => (/^\d+$/.test(text) ? ` ${text} ` : text))
        .join('')
        .replaceAll(/ +/g, ' '),
    ),
  );
}

const occurrences = (text: string, part: string) => text.split(part).length - 1;

const MARKED = { Marked: true, UserProperties: false, Suspects: false };

let paginator: Paginator;
beforeAll(async () => {
  paginator = await openPaginator();
}, TIMEOUT);
afterAll(() => paginator.close());

describe('the sample report', () => {
  let bytes: Uint8Array;
  let pdf: PDFDocumentProxy;
  let texts: string[];
  beforeAll(async () => {
    bytes = await paginator.paginate(printDocument(SAMPLE));
    pdf = await openPdf(bytes);
    texts = await pageTexts(pdf);
  }, TIMEOUT);

  test('is what its script writes', () => expect(SAMPLE).toBe(sampleHtml()));

  test('has each row of 表三 once, with its seven numbers in order, on one page', () => {
    const heading = '三、收到和处理政府信息公开申请情况';
    const whole = texts.filter((text) => text.includes(heading));
    expect(whole).toHaveLength(1);
    expect(MATRIX_ROWS).toHaveLength(25);
    for (const { label, figures } of MATRIX_ROWS) {
      const row = `${label} ${figures.join(' ')} `;
      expect(occurrences(whole[0]!, row), row).toBe(1);
      expect(occurrences(texts.join(''), row), row).toBe(1);
    }
  });

  test('numbers its pages, odd ones at the right, even ones at the left', async () => {
    expect(pdf.numPages).toBe(8);
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const found = (await pageRuns(pdf, number)).filter(
        ({ text, isArtifact }) => isArtifact && !/^[演示 ]*$/.test(text),
      );
      expect(found.map(({ text }) => text.trim())).toEqual(['—', `${number}`, '—']);
      const [first, , last] = found;
      if (number % 2 === 1)
        expect(last!.x + last!.width).toBeCloseTo((210 - 26) * MILLIMETRE - 14, 0);
      else expect(first!.x).toBeCloseTo(26 * MILLIMETRE + 14, 0);
    }
  });

  test('carries the running line of a demonstration on every page', () => {
    for (const text of texts) expect(occurrences(text, '演示')).toBe(1);
  });

  test('has a bookmark for each h1 to h3, to its page', async () => {
    const outline = await pdf.getOutline();
    const entries = outline.flatMap(function flatten(entry): typeof outline {
      return [entry, ...entry.items.flatMap(flatten)];
    });
    expect(entries).toHaveLength(SAMPLE.match(/<h[123]/g)!.length);
    expect(outline.map(({ title }) => title)).toEqual([TITLE]);
    for (const { title, dest } of entries) {
      const target = typeof dest === 'string' ? await pdf.getDestination(dest) : dest;
      const index = await pdf.getPageIndex(target![0]);
      expect(texts[index], title).toContain(title);
    }
  });

  // Chromium also leaves a last line of one or two characters untagged.
  test('is tagged but for its running lines', async () => {
    expect(await pdf.getMarkInfo()).toEqual(new Map(Object.entries(MARKED)));
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const { items } = await (await pdf.getPage(number)).getTextContent({
        includeMarkedContent: true,
      });
      const untagged: string[] = [];
      const tagged: boolean[] = [];
      for (const item of items) {
        if (!('str' in item)) {
          if (item.type === 'endMarkedContent') tagged.pop();
          else tagged.push(item.type === 'beginMarkedContentProps' && item.id !== null);
        } else if (!tagged.includes(true)) untagged.push(item.str);
      }
      expect(untagged.join('').replaceAll(' ', '')).toMatch(new RegExp(`^演示—${number}—.{0,2}$`));
    }
  });

  test('says title, language and date, and nothing of the clock', async () => {
    const { info } = await pdf.getMetadata();
    expect(info).toMatchObject({
      Title: TITLE,
      Language: 'zh-CN',
      CreationDate: "D:20220120000000+08'00'",
      ModDate: "D:20220120000000+08'00'",
      Creator: 'Gongkai',
      Producer: 'Gongkai',
    });
  });

  test('uses the four print fonts, none of them as drawings', async () => {
    const { context } = await PDFDocument.load(bytes);
    const fonts = context
      .enumerateIndirectObjects()
      .flatMap(([, object]) => (object instanceof PDFDict ? [object] : []))
      .filter((object) => object.get(PDFName.of('Type')) === PDFName.of('Font'));
    const names = fonts.map((font) =>
      String(font.get(PDFName.of('BaseFont')))
        .split('+')
        .at(-1),
    );
    expect([...new Set(names)].sort()).toEqual([
      'LXGWWenKai-Regular',
      'NotoSansSC-Medium',
      'NotoSerifSC-Bold',
      'NotoSerifSC-Regular',
    ]);
  });
});

describe('page breaks', () => {
  test('22 lines of 28 characters fill a page', { timeout: TIMEOUT }, async () => {
    const bytes = await paginator.paginate(printDocument(page(`<p>${'公开'.repeat(1000)}</p>`)));
    const lengths = (await pageTexts(await openPdf(bytes))).map(
      (text) => occurrences(text, '公开') * 2,
    );
    expect(lengths.slice(0, 2)).toEqual([28 * 22 - 2, 28 * 22]);
  });

  test('no heading ends a page, no statutory table is broken', { timeout: TIMEOUT }, async () => {
    const cells = (n: number) =>
      ['a', 'b', 'c'].map((row) => `<tr><td>${row}${n};</td></tr>`).join('');
    const body = Array.from({ length: 66 }, (_, n) => {
      const filler = '<p>一行</p>'.repeat((n * 7) % 22);
      const table = `<table class="statutory">${cells(n)}</table>`;
      return `${filler}<h2>章${n};</h2><h3>节${n};</h3>${n % 3 === 0 ? `<p>文${n};</p>` : table}`;
    });
    const bytes = await paginator.paginate(printDocument(page(body.join('\n'))));
    const texts = await pageTexts(await openPdf(bytes));
    for (let n = 0; n < 66; n += 1) {
      const parts = n % 3 === 0 ? ['文'] : ['a', 'b', 'c'];
      const places = ['章', '节', ...parts].map((part) =>
        texts.flatMap((text, index) => Array(occurrences(text, `${part}${n};`)).fill(index)),
      );
      expect(new Set(places.map(String)).size, `${n}: ${JSON.stringify(places)}`).toBe(1);
      expect(places[0]).toHaveLength(1);
    }
  });

  test('a statutory table longer than a page is refused', { timeout: TIMEOUT }, async () => {
    const rows = '<tr><td>行</td></tr>'.repeat(60);
    const html = page(`<h2>表</h2><table class="statutory">${rows}</table>`);
    await expect(paginator.paginate(printDocument(html))).rejects.toThrow('法定表格超过一页');
  });

  test('text that repeats itself is not repeated', { timeout: TIMEOUT }, async () => {
    const html = page(
      `<p>${'公开'.repeat(1000)}</p><p>甲<strong>${'公开'.repeat(1000)}</strong></p>`,
    );
    const texts = await pageTexts(await openPdf(await paginator.paginate(printDocument(html))));
    expect(occurrences(texts.join(''), '公')).toBe(2000);
  });

  test('text cut off by the page edge is refused', { timeout: TIMEOUT }, async () => {
    const html = page('<table style="width: 200mm"><tr><td>甲</td><td>乙</td></tr></table>');
    await expect(paginator.paginate(printDocument(html))).rejects.toThrow('超出版心');
  });

  test('a number at a page end gets no hyphen', { timeout: TIMEOUT }, async () => {
    const digits = Array.from({ length: 1000 }, (_, n) => n).join('');
    const bytes = await paginator.paginate(printDocument(page(`<p>${digits}</p>`)));
    const text = (await pageTexts(await openPdf(bytes))).join('');
    expect(text).not.toMatch(/[\u2010\u2011-]/);
  });
});

describe('what a document may do', () => {
  test.each([
    ['another host', '<img src="http://example.com/x.png">', 'http://example.com/x.png'],
    ['a local file', '<img src="file:///etc/hostname">', 'file:///etc/hostname'],
    [
      'the project beyond its styles',
      '<link rel="stylesheet" href="/package.json">',
      '/package.json',
    ],
    ['an escaped path', '<img src="/styles/..%2fpackage.json">', '/styles/..%2fpackage.json'],
    ['a frame', '<iframe src="http://example.com/"></iframe>', 'http://example.com/'],
    [
      'a redirection',
      '<meta http-equiv="refresh" content="0;url=http://example.com/r">',
      'http://example.com/r',
    ],
  ])('not load %s', { timeout: TIMEOUT }, async (_, html, url) => {
    const refused = paginator.paginate(printDocument(page(html)));
    await expect(refused).rejects.toThrow(PrintError);
    await expect(refused).rejects.toThrow(url);
  });

  test('not run scripts', { timeout: TIMEOUT }, async () => {
    const html = page(`<p id="p">正文</p><img src="data:,x" onerror="p.append('坏一')" alt="">
<script>p.append('坏二')</script><script src="data:text/javascript,p.append('坏三')"></script>`);
    const bytes = await paginator.paginate(printDocument(html));
    expect((await pageTexts(await openPdf(bytes))).join('')).not.toContain('坏');
  });

  test('fail without harm to another in flight', { timeout: TIMEOUT }, async () => {
    const results = await Promise.allSettled([
      paginator.paginate(printDocument(page('<p>甲</p>'), '甲')),
      paginator.paginate(printDocument(page('<img src="http://example.com/x.png">'), '乙')),
      paginator.paginate(printDocument(SAMPLE, '丙')),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const titles = results.map(async (result) => {
      if (result.status === 'rejected') return undefined;
      const { info } = await (await openPdf(result.value)).getMetadata();
      return (info as { Title: string }).Title;
    });
    expect(await Promise.all(titles)).toEqual(['甲', undefined, '丙']);
  });
});

/** The processes below this one (Linux). */
function descendants(): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {} // it has ended meanwhile
  }
  const below = (pid: number): number[] =>
    [...parents]
      .filter(([, parent]) => parent === pid)
      .flatMap(([child]) => [child, ...below(child)]);
  return below(process.pid);
}

test.runIf(process.platform === 'linux')(
  'close leaves no process, may be repeated, and ends what is in flight',
  { timeout: TIMEOUT },
  async () => {
    const before = new Set(descendants());
    const other = await openPaginator();
    const unfinished = other.paginate(printDocument(SAMPLE));
    const started = descendants().filter((pid) => !before.has(pid));
    expect(started.length).toBeGreaterThan(0);
    await Promise.all([
      expect(unfinished).rejects.toThrow(PrintError),
      other.close(),
      other[Symbol.asyncDispose](),
    ]);
    const left = new Set(descendants());
    expect(started.filter((pid) => left.has(pid))).toEqual([]);
    await expect(other.paginate(printDocument(SAMPLE))).rejects.toThrow(PrintError);
  },
);
