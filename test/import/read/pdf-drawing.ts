import { PDFDocument, PDFHexString, PDFName, type PDFPage } from 'pdf-lib';

/** A page by its content stream, as the functions below write it. Points, from the lower left. */
export interface DrawnPage {
  content: string;
  /** A4 upright, where nothing is said. */
  size?: [width: number, height: number];
  /** Degrees by which it is to be turned clockwise when it is shown. */
  rotate?: number;
}

/** Texts in a font without letters of its own, by UTF-16: F for lines, V for columns. */
export async function pdfOf(
  pages: readonly DrawnPage[],
  change: (pdf: PDFDocument, pages: readonly PDFPage[]) => void | Promise<void> = () => {},
): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const fonts = pdf.context.obj({
    F: fontOf(pdf, 'UniGB-UTF16-H'),
    V: fontOf(pdf, 'UniGB-UTF16-V'),
  });
  const drawn = pages.map(({ content, size = [595, 842], rotate = 0 }) => {
    const page = pdf.addPage(size);
    page.node.set(PDFName.of('Contents'), pdf.context.register(pdf.context.flateStream(content)));
    page.node.set(PDFName.of('Resources'), pdf.context.obj({ Font: fonts }));
    page.node.set(PDFName.of('Rotate'), pdf.context.obj(rotate));
    return page;
  });
  await change(pdf, drawn);
  return pdf.save({ useObjectStreams: false });
}

function fontOf(pdf: PDFDocument, encoding: string) {
  const descendant = pdf.context.obj({
    Type: 'Font',
    Subtype: 'CIDFontType0',
    BaseFont: 'SimSun',
    CIDSystemInfo: {
      Registry: PDFHexString.fromText('Adobe'),
      Ordering: PDFHexString.of('474231'), // GB1
      Supplement: 5,
    },
    DW: 1000,
    // Letters and figures are half as wide.
    W: [1, 95, 500],
    FontDescriptor: pdf.context.register(
      pdf.context.obj({
        Type: 'FontDescriptor',
        FontName: 'SimSun',
        Flags: 4,
        FontBBox: [0, -200, 1000, 900],
        ItalicAngle: 0,
        Ascent: 880,
        Descent: -120,
        CapHeight: 700,
        StemV: 80,
      }),
    ),
  });
  return pdf.context.register(
    pdf.context.obj({
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: 'SimSun',
      Encoding: encoding,
      DescendantFonts: [pdf.context.register(descendant)],
    }),
  );
}

/** A text whose letters stand on the line at `y`. */
export function text(x: number, y: number, words: string, size = 10): string {
  return textAlong([1, 0, 0, 1, x, y], words, size);
}

/** A text wherever a matrix takes it, in the font for columns where that is said. */
export function textAlong(
  matrix: readonly number[],
  words: string,
  size = 10,
  font: 'F' | 'V' = 'F',
): string {
  return `BT /${font} ${size} Tf ${matrix.join(' ')} Tm <${hexadecimal(words)}> Tj ET\n`;
}

function hexadecimal(words: string): string {
  return Buffer.from(words, 'utf16le').swap16().toString('hex');
}

/** How wide a text is in letters. */
function widthOf(words: string): number {
  return [...words].reduce((sum, letter) => sum + (letter < '\u0100' ? 0.5 : 1), 0);
}

/** A paragraph as typesetters set it: lines of so many letters, the first one two letters short. */
export function paragraph(x: number, y: number, words: string, letters = 40, size = 10): string {
  let [line, content, at, indent] = ['', '', y, 2];
  const close = () => {
    content += text(x + indent * size, at, line, size);
    [line, at, indent] = ['', at - 2 * size, 0];
  };
  for (const letter of words) {
    if (indent + widthOf(line + letter) > letters) close();
    line += letter;
  }
  close();
  return content;
}

export interface DrawnCell {
  words: string;
  columns?: number;
  rows?: number;
}

export interface DrawnTable {
  left: number;
  top: number;
  /** Of the columns. */
  widths: readonly number[];
  /** Of all rows. */
  height?: number;
  /** How borders are drawn; `none` leaves them out. */
  borders?: 'strokes' | 'boxes' | 'thin boxes' | 'none';
  rows: readonly (readonly (string | DrawnCell)[])[];
}

/** A table, its cells with borders and their texts in the middle, line breaks by `\n`. */
export function table({
  left,
  top,
  widths,
  height = 20,
  borders = 'strokes',
  rows,
}: DrawnTable): string {
  const taken = new Set<string>();
  let content = '';
  for (const [row, cells] of rows.entries()) {
    let column = 0;
    for (const cell of cells) {
      const {
        words,
        columns = 1,
        rows: over = 1,
      } = typeof cell === 'string' ? { words: cell } : cell;
      while (taken.has(`${row}/${column}`)) column += 1;
      for (let below = 0; below < over; below += 1)
        for (let beside = 0; beside < columns; beside += 1)
          taken.add(`${row + below}/${column + beside}`);
      const x = left + widths.slice(0, column).reduce((sum, width) => sum + width, 0);
      const width = widths.slice(column, column + columns).reduce((sum, one) => sum + one, 0);
      const bottom = top - (row + over) * height;
      content += bordersOf(borders, x, bottom, width, over * height);
      const lines = words === '' ? [] : words.split('\n');
      for (const [at, line] of lines.entries()) {
        const y = bottom + (over * height) / 2 - 4 + ((lines.length - 1) / 2 - at) * 10;
        content += text(x + (width - widthOf(line) * 10) / 2, y, line);
      }
      column += columns;
    }
  }
  return content;
}

function bordersOf(
  borders: NonNullable<DrawnTable['borders']>,
  x: number,
  y: number,
  width: number,
  height: number,
): string {
  switch (borders) {
    case 'none':
      return '';
    case 'boxes':
      return `${x} ${y} ${width} ${height} re S\n`;
    case 'thin boxes':
      return [
        [x, y, width, 0.5],
        [x, y + height, width, 0.5],
        [x, y, 0.5, height],
        [x + width, y, 0.5, height],
      ]
        .map((box) => `${box.join(' ')} re f\n`)
        .join('');
    case 'strokes':
      return [
        [x, y, x + width, y],
        [x, y + height, x + width, y + height],
        [x, y, x, y + height],
        [x + width, y, x + width, y + height],
      ]
        .map(([fromX, fromY, toX, toY]) => `${fromX} ${fromY} m ${toX} ${toY} l S\n`)
        .join('');
  }
}
