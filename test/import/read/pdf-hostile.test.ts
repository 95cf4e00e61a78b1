import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PDFDict, type PDFDocument, PDFHexString, PDFName, type PDFPage, PDFString } from 'pdf-lib';
import { describe, expect, test } from 'vitest';
import { readPdf } from '../../../src/import/read/pdf.ts';
import { readDocument } from '../../../src/import/read/read-document.ts';
import { outline, remarksOf } from './outline.ts';
import { pdfOf, text, textAlong } from './pdf-drawing.ts';

const words = text(80, 700, '一、总体情况');

type Change = (pdf: PDFDocument, pages: readonly PDFPage[]) => void | Promise<void>;

const read = async (contents: readonly string[], change?: Change) =>
  readPdf(
    '年报.pdf',
    await pdfOf(
      contents.map((content) => ({ content })),
      change,
    ),
  );

/** A picture that the contents of pages name /I. */
const withPicture: Change = (pdf, pages) => {
  const picture = pdf.context.stream(new Uint8Array(1), {
    Type: 'XObject',
    Subtype: 'Image',
    Width: 1,
    Height: 1,
    ColorSpace: 'DeviceGray',
    BitsPerComponent: 8,
  });
  const named = pdf.context.obj({ I: pdf.context.register(picture) });
  for (const page of pages) page.node.Resources()!.set(PDFName.of('XObject'), named);
};
const picture = (width: number, height: number) => `q ${width} 0 0 ${height} 90 100 cm /I Do Q\n`;

describe('a PDF that cannot be read says why', () => {
  test('without any text', async () => {
    await expect(read([picture(500, 700), picture(500, 700)], withPicture)).rejects.toThrow(
      'PDF 里没有文字，多半是扫描件：请找到原来的 Word 文件，或先做文字识别（OCR）并核对后再导入',
    );
  });

  const encrypted =
    (filter: string): Change =>
    (pdf) => {
      const key = PDFHexString.of('00'.repeat(32));
      const entries = { Filter: filter, V: 1, R: 2, O: key, U: key, P: -4 };
      pdf.context.trailerInfo.Encrypt = pdf.context.register(pdf.context.obj(entries));
      const id = PDFHexString.of('11'.repeat(16));
      pdf.context.trailerInfo.ID = pdf.context.obj([id, id]);
    };

  test('with a password', async () => {
    await expect(read([words], encrypted('Standard'))).rejects.toThrow(
      'PDF 有打开密码，读不了：请去掉密码，另存再导入',
    );
  });

  test('encrypted in a way that is not known', async () => {
    await expect(read([words], encrypted('Proprietary'))).rejects.toThrow('PDF 用专门的软件加了密');
  });

  test('broken', async () => {
    const broken = new TextEncoder().encode('%PDF-1.7\n这不是 PDF\n%%EOF\n');
    await expect(readPdf('a.pdf', broken)).rejects.toThrow('PDF 不完整或已经损坏，读不通');
  });

  test('with more pages than a report has', async () => {
    await expect(read(Array(201).fill(words))).rejects.toThrow(
      'PDF 有 201 页，超过 200 页，不像一份年报，不予读取',
    );
  });
});

test('a PDF cut off at its end is read as far as it goes', async () => {
  const whole = await pdfOf([{ content: words }]);
  const document = await readPdf('a.pdf', whole.slice(0, whole.length - 20));
  expect(outline(document)).toEqual(['一、总体情况']);
});

describe('what the text of a page does not have', () => {
  test('may be in a scanned page among others', async () => {
    const document = await read([words, picture(500, 700), '', picture(500, 700)], withPicture);
    expect(remarksOf(document, 'needs-person')).toEqual([
      '第 2、4 页没有文字，只有图片（多半是扫描件），图片里的文字和数字读不出来：请对照原件补录。',
    ]);
    expect(document.remarks[0]!.place).toEqual({ page: 2 });
  });

  test('may be drawn', async () => {
    const curve = '100 100 m 120 140 160 140 180 100 c f\n';
    const document = await read([words, curve]);
    expect(remarksOf(document, 'needs-person')).toEqual([
      '第 2 页没有文字，只有图形（文字可能已转成线条），读不出来：请对照原件补录。',
    ]);
  });

  test('may be in a large picture, not in a small one', async () => {
    const document = await read([words + picture(450, 300), words + picture(40, 40)], withPicture);
    expect(remarksOf(document, 'needs-person')).toEqual([
      '第 1 页有大幅图片，图片里的文字和数字读不出来：请看其中有没有表格或正文。',
    ]);
  });

  test('may have been misread by a scanner', async () => {
    const recognised = `3 Tr\n${textAlong([1, 0, 0, 1, 80, 700], '一、总体情况')}`;
    const document = await read([picture(500, 700) + recognised, words], withPicture);
    expect(outline(document)[0]).toBe('一、总体情况');
    expect(remarksOf(document, 'needs-person')).toEqual([
      '第 1 页是扫描件，文字由软件识别（OCR）得来，可能认错：请逐个核对数字。',
    ]);
  });

  test('may be letters without names', async () => {
    const document = await read([text(80, 700, '本年新收\ue123件')]);
    expect(remarksOf(document, 'needs-person')).toEqual([
      '第 1 页有些字在 PDF 里没有编码，读出来是空白或乱码：请对照原件补上。',
    ]);
  });

  test('may be in a field or a note', async () => {
    const document = await read([words, words], (pdf, [first, second]) => {
      const field = pdf.getForm().createTextField('number');
      field.setText('12');
      field.addToPage(first!);
      const note = {
        Type: 'Annot',
        Subtype: 'FreeText',
        Rect: [80, 500, 200, 520],
        DA: PDFString.of('/F 10 Tf'),
        Contents: PDFHexString.fromText('应为13件'),
      };
      second!.node.set(PDFName.of('Annots'), pdf.context.obj([note]));
    });
    expect(outline(document)).toEqual(['一、总体情况', '一、总体情况']);
    expect(remarksOf(document, 'needs-person')).toEqual([
      '页上的批注或表单栏目里有文字，没有采用：请看是否属于年报。｜12',
      '页上的批注或表单栏目里有文字，没有采用：请看是否属于年报。｜应为13件',
    ]);
    expect(document.remarks.map(({ place }) => place)).toEqual([{ page: 1 }, { page: 2 }]);
  });

  test('may be in a file that is attached', async () => {
    const document = await read([words], (pdf) =>
      pdf.attach(new Uint8Array([1, 2, 3]), 'table.xlsx', {}),
    );
    expect(remarksOf(document, 'left-out')).toEqual([
      'PDF 附有别的文件，没有打开：年报若在其中，请另存后单独导入。｜table.xlsx',
    ]);
  });
});

test('nothing in a PDF is run or fetched', async () => {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const address = (path: string) => PDFString.of(`http://127.0.0.1:${port}/${path}`);
  try {
    const document = await read([words, words], (pdf, [first, second]) => {
      const { context } = pdf;
      const script = PDFString.of(
        `fetch('http://127.0.0.1:${port}/script'); app.launchURL('http://127.0.0.1:${port}/launch');`,
      );
      pdf.catalog.set(PDFName.of('OpenAction'), context.obj({ S: 'JavaScript', JS: script }));
      const elsewhere = { FS: 'URL', F: address('content') };
      second!.node.set(
        PDFName.of('Contents'),
        context.register(context.stream('', { F: context.obj(elsewhere) })),
      );
      first!.node.set(PDFName.of('AA'), context.obj({ O: { S: 'URI', URI: address('opened') } }));
      const link = { Type: 'Annot', Subtype: 'Link', Rect: [0, 0, 595, 842] };
      const action = context.obj({ S: 'URI', URI: address('link') });
      first!.node.set(PDFName.of('Annots'), context.obj([{ ...link, A: action }]));
      const fonts = first!.node.Resources()!.lookup(PDFName.of('Font'), PDFDict);
      fonts.set(
        PDFName.of('G'),
        context.obj({
          Type: 'Font',
          Subtype: 'TrueType',
          BaseFont: 'Arial',
          FontDescriptor: {
            Type: 'FontDescriptor',
            FontName: 'Arial',
            FontFile2: context.register(
              context.stream('', { F: context.obj({ FS: 'URL', F: address('font') }) }),
            ),
          },
        }),
      );
    });
    expect(outline(document)).toEqual(['一、总体情况']);
    expect(asked).toEqual([]);
  } finally {
    server.close();
  }
});

describe('within bounds', () => {
  test('a drawing with tens of thousands of lines is no table', async () => {
    const lines = Array.from(
      { length: 60_000 },
      (_, at) => `${at % 590} ${at % 831} m ${(at * 7) % 590} ${at % 831} l S`,
    );
    const document = await readDocument(
      'a.pdf',
      await pdfOf([{ content: `${lines.join('\n')}\n${words}` }]),
    );
    expect(outline(document)).toEqual(['一、总体情况']);
  });

  test('a path with very many corners, and a grid with more cells than any table', async () => {
    const corners = Array.from({ length: 300_000 }, (_, at) => `${at % 500} ${at % 700} l`);
    const grid = Array.from(
      { length: 380 },
      (_, at) => `0 ${at * 2} m 595 ${at * 2} l S ${at * 1.5} 0 m ${at * 1.5} 842 l S`,
    );
    const content = [`0 0 m ${corners.join('\n')} S\n${words}`, `${grid.join('\n')}\n${words}`];
    const document = await readDocument(
      'a.pdf',
      await pdfOf(content.map((one) => ({ content: one }))),
    );
    expect(outline(document)).toEqual(['一、总体情况', '一、总体情况']);
  });

  test('more texts than a report can have are refused', async () => {
    const line = `[${'<0031> -700 '.repeat(480)}] TJ`;
    const lines = Array.from({ length: 200 }, (_, at) => `1 0 0 1 5 ${10 + at * 4} Tm ${line}`);
    const content = `BT /F 1 Tf ${lines.join('\n')} ET`;
    const bytes = await pdfOf(Array.from({ length: 5 }, () => ({ content })));
    await expect(readDocument('a.pdf', bytes)).rejects.toThrow(
      /PDF 到第 \d+ 页已有 200000 多段文字/,
    );
  });

  test('a page that refers to itself is read once', async () => {
    const document = await read([`${words}/X Do\n`], (pdf, [page]) => {
      const form = pdf.context.nextRef();
      const forms = pdf.context.obj({ X: form });
      const entries = { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 595, 842] };
      const content = pdf.context.stream('/X Do', { ...entries, Resources: { XObject: forms } });
      pdf.context.assign(form, content);
      page!.node.Resources()!.set(PDFName.of('XObject'), forms);
    });
    expect(outline(document)).toEqual(['一、总体情况']);
  });
});
