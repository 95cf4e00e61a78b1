import {
  beginMarkedContent,
  beginText,
  concatTransformationMatrix,
  drawObject,
  endMarkedContent,
  endText,
  moveText,
  PDFDocument,
  type PDFFont,
  PDFName,
  PDFOperator,
  PDFOperatorNames,
  popGraphicsState,
  pushGraphicsState,
  StandardFonts,
  setFillingRgbColor,
  setFontAndSize,
  setGraphicsState,
  setTextRenderingMode,
  showText,
  TextRenderingMode,
} from 'pdf-lib';
import { expect, test } from 'vitest';
import { PrintError } from '../../src/pdf/print-error.ts';
import { checkPdf } from '../../src/pdf/read-back/check.ts';
import { readPdf } from '../../src/pdf/read-back/pdf-text.ts';

const numbered = (tag: string, number: number) =>
  PDFOperator.of(PDFOperatorNames.BeginMarkedContentSequence, [
    PDFName.of(tag),
    `<</MCID ${number}>>`,
  ]);

/** A text object at a place of the page. */
const shown = (font: PDFFont, text: string, x = 100, y = 700, size = 12) => [
  beginText(),
  setFontAndSize('F', size),
  moveText(x, y),
  showText(font.encodeText(text)),
  endText(),
];

/** What is read of a page that is painted with these operators. */
async function runsOf(
  paint: (font: PDFFont, pdf: PDFDocument) => (PDFOperator | readonly PDFOperator[])[],
) {
  const pdf = await PDFDocument.create();
  const page = pdf.addPage([595, 842]);
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  page.node.setFontDictionary(PDFName.of('F'), font.ref);
  page.node.setExtGState(PDFName.of('Clear'), pdf.context.obj({ ca: 0 }));
  page.pushOperators(...paint(font, pdf).flat());
  const read = await readPdf(await pdf.save());
  expect(read.pages).toHaveLength(1);
  return read.pages[0]!.runs;
}

const textsOf = async (paint: Parameters<typeof runsOf>[0]) =>
  (await runsOf(paint)).map(({ text }) => text);

test('texts are read in the order in which they are painted, each by itself', async () => {
  const runs = await runsOf((font) => [shown(font, '12', 300, 500), shown(font, '0', 100, 700)]);
  expect(runs).toEqual([
    { text: '12', page: 1, x: 300, y: 500, isArtifact: false },
    { text: '0', page: 1, x: 100, y: 700, isArtifact: false },
  ]);
});

test('spaces are those of the text, whatever the distance', async () => {
  const apart = await textsOf((font) => [
    beginText(),
    setFontAndSize('F', 12),
    moveText(100, 700),
    showText(font.encodeText('1')),
    moveText(90, 0),
    showText(font.encodeText('2 3')),
    endText(),
  ]);
  expect(apart).toEqual(['12 3']);
});

test('a line of its own is a text of its own', async () => {
  const lines = await textsOf((font) => [
    beginText(),
    setFontAndSize('F', 12),
    moveText(100, 700),
    showText(font.encodeText('one')),
    moveText(0, -20),
    showText(font.encodeText('two')),
    endText(),
  ]);
  expect(lines).toEqual(['one', 'two']);
});

test('tags are known by their numbers, spans within them too, and artifacts as such', async () => {
  const runs = await runsOf((font) => [
    numbered('P', 7),
    shown(font, 'a'),
    beginMarkedContent('Span'),
    shown(font, 'b'),
    endMarkedContent(),
    endMarkedContent(),
    beginMarkedContent('Artifact'),
    shown(font, 'c'),
    endMarkedContent(),
    shown(font, 'd'),
  ]);
  expect(runs.map(({ text, tag, isArtifact }) => [text, tag, isArtifact])).toEqual([
    ['a', 7, false],
    ['b', 7, false],
    ['c', undefined, true],
    ['d', undefined, false],
  ]);
});

test('what nobody sees is not read', async () => {
  const hidden = await textsOf((font) => [
    pushGraphicsState(),
    setTextRenderingMode(TextRenderingMode.Invisible),
    shown(font, 'without ink'),
    popGraphicsState(),
    pushGraphicsState(),
    setGraphicsState('Clear'),
    shown(font, 'transparent'),
    popGraphicsState(),
    pushGraphicsState(),
    setFillingRgbColor(1, 1, 1),
    shown(font, 'white'),
    popGraphicsState(),
    shown(font, 'left of the page', -50),
    shown(font, 'above the page', 100, 900),
    shown(font, 'tiny', 100, 700, 0.5),
    shown(font, 'seen'),
  ]);
  expect(hidden).toEqual(['seen']);
});

test('the place is that on the page, within forms too', async () => {
  const runs = await runsOf((font, pdf) => {
    const form = pdf.context.formXObject(shown(font, 'in a form', 10, 10), {
      BBox: pdf.context.obj([0, 0, 500, 500]),
      Matrix: pdf.context.obj([1, 0, 0, 1, 5, 5]),
      Resources: pdf.context.obj({ Font: { F: font.ref } }),
    });
    pdf.getPage(0).node.setXObject(PDFName.of('Form'), pdf.context.register(form));
    return [
      pushGraphicsState(),
      concatTransformationMatrix(2, 0, 0, 2, 100, 200),
      drawObject('Form'),
      popGraphicsState(),
      shown(font, 'after', 30, 40),
    ];
  });
  expect(runs.map(({ text, x, y }) => [text, x, y])).toEqual([
    ['in a form', 130, 230],
    ['after', 30, 40],
  ]);
});

test('the bytes stay their owner’s', async () => {
  const pdf = await PDFDocument.create();
  pdf.addPage();
  const bytes = await pdf.save();
  const before = [...bytes];
  await readPdf(bytes);
  expect([...bytes]).toEqual(before);
});

test('what is no PDF is told with the report’s name', async () => {
  const expected = { report: '青溪镇 2021', units: [], runningLines: [], colophon: [] };
  const checked = checkPdf(new TextEncoder().encode('%PDF-1.7 damaged'), expected);
  await expect(checked).rejects.toThrow(PrintError);
  await expect(checked).rejects.toThrow('青溪镇 2021：生成的 PDF 读不出来');
});
