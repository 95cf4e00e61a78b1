import { getDocument, OPS, Util } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A character as it stands on a page. */
export interface Glyph {
  readonly text: string;
  /** Left edge, in points from the left edge of the page. */
  readonly x: number;
  /** Baseline, in points from the upper edge of the page. */
  readonly y: number;
  /** How far it moves on, in points. */
  readonly advance: number;
  /** Points. */
  readonly size: number;
  /** Name of the embedded font, without the mark of its subset. */
  readonly font: string;
}

/** Points per millimetre. */
export const MILLIMETRE = 72 / 25.4;

type Matrix = [number, number, number, number, number, number];

/** The characters of each page of a PDF in the order in which they are drawn, spaces left out. */
export async function readGlyphs(bytes: Uint8Array): Promise<Glyph[][]> {
  const task = getDocument({
    data: new Uint8Array(bytes),
    verbosity: 0,
    fontExtraProperties: true,
  });
  const pdf = await task.promise;
  const pages: Glyph[][] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const [, , , height] = page.view as Matrix;
    const { fnArray, argsArray } = await page.getOperatorList();
    const fontName = (id: string) =>
      String((page.commonObjs.get(id) as { name: string }).name).replace(/^[A-Z]{6}\+/, '');
    pages.push(drawnGlyphs(fnArray, argsArray as unknown[][], fontName, height));
  }
  await task.destroy();
  return pages;
}

/** Follows the text operators of a page (ISO 32000-1, 9.4), as far as a browser writes them. */
function drawnGlyphs(
  operators: readonly number[],
  operands: readonly unknown[][],
  fontName: (id: string) => string,
  height: number,
): Glyph[] {
  const glyphs: Glyph[] = [];
  const saved: Matrix[] = [];
  let view: Matrix = [1, 0, 0, 1, 0, 0];
  let line: Matrix = view;
  let x = 0;
  let font = '';
  let size = 0;
  for (const [index, operator] of operators.entries()) {
    const operand = operands[index] ?? [];
    if (operator === OPS.save) saved.push(view);
    else if (operator === OPS.restore) view = saved.pop()!;
    else if (operator === OPS.transform) view = Util.transform(view, operand) as Matrix;
    else if (operator === OPS.setFont) {
      font = fontName(operand[0] as string);
      size = operand[1] as number;
    } else if (operator === OPS.beginText) {
      line = [1, 0, 0, 1, 0, 0];
      x = 0;
    } else if (operator === OPS.setTextMatrix) {
      line = [...(operand.length === 6 ? operand : (operand[0] as number[]))] as Matrix;
      x = 0;
    } else if (operator === OPS.moveText) {
      const move = [1, 0, 0, 1, ...(operand as number[])];
      line = Util.transform(line, move) as Matrix;
      x = 0;
    } else if (operator === OPS.showText) {
      for (const shown of operand[0] as (number | { unicode: string; width: number })[]) {
        if (typeof shown === 'number') {
          x -= (shown / 1000) * size;
          continue;
        }
        const matrix = Util.transform(view, Util.transform(line, [1, 0, 0, 1, x, 0])) as Matrix;
        const scale = Math.hypot(matrix[0], matrix[1]);
        const advance = (shown.width / 1000) * size;
        if (shown.unicode.trim()) {
          glyphs.push({
            text: shown.unicode,
            x: matrix[4],
            y: height - matrix[5],
            advance: advance * scale,
            size: size * scale,
            font,
          });
        }
        x += advance;
      }
    }
  }
  return glyphs;
}

/** The glyphs of a page as lines, from top to bottom, each from left to right. */
export function linesOf(glyphs: readonly Glyph[]): Glyph[][] {
  const lines: Glyph[][] = [];
  for (const glyph of [...glyphs].sort((a, b) => a.y - b.y)) {
    const line = lines.at(-1);
    if (line && glyph.y - line[0]!.y < 1) line.push(glyph);
    else lines.push([glyph]);
  }
  return lines.map((line) => line.sort((a, b) => a.x - b.x));
}

export function textOf(glyphs: readonly Glyph[]): string {
  return glyphs.map(({ text }) => text).join('');
}
