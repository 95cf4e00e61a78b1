import { cellsOf, type SheetContent } from './xlsx-reader.ts';

/**
 * The value of a cell as a spreadsheet works it out, in binary fractions: a number, or what the
 * formula gives when everything below it is worked out too. Knows SUM and ROUND.
 */
export function evaluate(sheet: SheetContent, reference: string): number {
  const cell = sheet.cells.get(reference);
  if (cell?.type !== 'n') throw new Error(`${reference} is no number`);
  return cell.formula === undefined ? Number(cell.text) : evaluateFormula(sheet, cell.formula);
}

function evaluateFormula(sheet: SheetContent, formula: string): number {
  const [, inner, decimals] = /^ROUND\((.+),(\d+)\)$/.exec(formula) ?? [];
  if (inner !== undefined) return Number(evaluateFormula(sheet, inner).toFixed(Number(decimals)));
  const [, ranges] = /^SUM\(([A-Z\d:,]+)\)$/.exec(formula) ?? [];
  if (ranges === undefined) throw new Error(`not a known formula: ${formula}`);
  return ranges
    .split(',')
    .flatMap(cellsOf)
    .reduce((sum, reference) => sum + evaluate(sheet, reference), 0);
}
