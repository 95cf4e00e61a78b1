import { expect, test } from 'vitest';
import { sumFormula } from '../../src/export/spreadsheet/formula.ts';
import { evaluate } from './formula.ts';
import type { SheetCell } from './xlsx-reader.ts';

const place = (reference: string) => ({
  column: reference.charCodeAt(0) - 65,
  row: Number(reference.slice(1)) - 1,
});
const sumOf = (references: string, decimals = 0) =>
  sumFormula(references.split(' ').map(place), decimals);

test.each([
  ['B5', 'SUM(B5)'],
  ['B5 C5 D5', 'SUM(B5:D5)'],
  ['B5 B6 B8', 'SUM(B5:B6,B8)'],
  ['B5 C5 E5', 'SUM(B5:C5,E5)'],
  ['C6 B5 B6 C5', 'SUM(B5:B6,C5:C6)'],
])('neighbours are joined, and nothing between others is added: %s', (cells, formula) => {
  expect(sumOf(cells)).toBe(formula);
});

test('decimals add up to the exact sum, though a spreadsheet adds in binary', () => {
  const cells = new Map<string, SheetCell>([
    ['A1', { type: 'n', text: '0.1' }],
    ['A2', { type: 'n', text: '0.2' }],
    ['A3', { type: 'n', text: '', formula: sumOf('A1 A2', 1) }],
    ['A4', { type: 'n', text: '', formula: sumOf('A1 A2') }],
  ]);
  const sheet = { name: '', cells, merged: [] };
  expect(evaluate(sheet, 'A3')).toBe(0.3);
  expect(evaluate(sheet, 'A4')).not.toBe(0.3);
});
