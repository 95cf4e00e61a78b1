import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type Matrix, multiply } from './placing.ts';
import { type Rule, rulesOf } from './rules.ts';

/** What is drawn on a page besides its letters. */
export interface Drawing {
  rules: readonly Rule[];
  /** Areas of its pictures, in square points. */
  pictures: readonly number[];
  /** Whether anything is drawn at all. */
  isDrawn: boolean;
  /** Whether most letters are there for programs only: what a scanner has recognised. */
  hasHiddenText: boolean;
}

/** A page with more is a drawing, and none of them parts the cells of a table. */
const mostRules = 20_000;
const invisible = 3;

const showing = new Set([
  OPS.showText,
  OPS.showSpacedText,
  OPS.nextLineShowText,
  OPS.nextLineSetSpacingShowText,
]);

/**
 * Of the operators of a page as pdf.js gives them.
 *
 * @param page takes them to where they stand on the page as it is to be read
 */
export function readDrawing(
  operators: readonly number[],
  operands: readonly unknown[],
  page: Matrix,
): Drawing {
  const rules: Rule[] = [];
  const pictures: number[] = [];
  const saved: { matrix: Matrix; isHidden: boolean }[] = [];
  let matrix = page;
  let isDrawn = false;
  let isHidden = false;
  let [seen, hidden] = [0, 0];
  const save = () => saved.push({ matrix, isHidden });
  const restore = () => {
    const state = saved.pop();
    if (state) ({ matrix, isHidden } = state);
  };
  for (let index = 0; index < operators.length; index += 1) {
    const operator = operators[index]!;
    const own = (operands[index] ?? []) as readonly unknown[];
    if (operator === OPS.save) save();
    else if (operator === OPS.restore) {
      // pdf.js leaves pictures out, as it is told to: nothing remains but the place made for one.
      if (operators[index - 1] === OPS.transform) pictures.push(areaOf(matrix));
      restore();
    } else if (operator === OPS.paintFormXObjectEnd) restore();
    else if (operator === OPS.transform) matrix = multiply(matrix, own as unknown as Matrix);
    else if (operator === OPS.paintFormXObjectBegin) {
      save();
      if (own[0]) matrix = multiply(matrix, own[0] as Matrix);
    } else if (operator === OPS.setTextRenderingMode) isHidden = own[0] === invisible;
    else if (showing.has(operator)) {
      const [shown] = own;
      const letters = Array.isArray(shown) ? shown.length : 0;
      if (isHidden) hidden += letters;
      else seen += letters;
    } else if (operator === OPS.constructPath) {
      isDrawn ||= Number(own[0]) !== OPS.endPath;
      if (rules.length >= mostRules) continue;
      const [path] = (own[1] ?? []) as readonly (ArrayLike<number> | null)[];
      if (!path) continue;
      for (const rule of rulesOf(Number(own[0]), path, matrix)) {
        rules.push(rule);
        if (rules.length >= mostRules) break;
      }
    }
  }
  return {
    rules: rules.length < mostRules ? rules : [],
    pictures,
    isDrawn: isDrawn || pictures.length > 0,
    hasHiddenText: hidden > seen,
  };
}

function areaOf([a, b, c, d]: Matrix): number {
  return Math.abs(a * d - b * c);
}
