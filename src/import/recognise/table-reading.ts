import Big from 'big.js';
import type { Form, Table } from '../../form/form.ts';
import type { Confidence, RecognisedFigure, RecognisedTable } from '../recognised.ts';
import type { Place, Remark } from '../source-document.ts';
import { type CellReading, figureAt, type PlacedUnit } from './cell-reading.ts';
import { type Equation, equationsOf, sidesOf } from './sum.ts';
import { tableRemarks } from './table-remarks.ts';
import { unitIn } from './written-figure.ts';

/** The table as a report has it. `placed`: its own units; `place`: where it begins. */
export function readTable(
  form: Form,
  table: Table,
  placed: readonly PlacedUnit[],
  place: Place,
): RecognisedTable {
  const byAddress = new Map<string, { unit: PlacedUnit; reading: CellReading | undefined }>();
  for (const unit of placed) {
    for (const row of unit.unit.rows) {
      for (const { key } of row.columns) {
        const address = `${row.path}.${key}`;
        byAddress.set(address, { unit, reading: unit.cells.get(address) });
      }
    }
  }
  const statedAt = (index: number): Big | null => {
    const digits = byAddress.get(form.facts[index]!.address)?.reading?.taken.digits;
    return digits == null ? null : new Big(digits.replace('+', ''));
  };
  const figures: RecognisedFigure[] = [];
  const totals: RecognisedFigure[] = [];
  for (const [index, fact] of form.facts.entries()) {
    if (fact.table !== table.key || fact.role === 'derived') continue;
    const found = byAddress.get(fact.address);
    const rowSum = rowEquation(form, index);
    const sides = rowSum && sidesOf(rowSum, statedAt);
    const isSumRight = rowSum === undefined || (sides ? sides.left.eq(sides.right) : undefined);
    const confidence = found ? confidenceOf(fact.address, found, isSumRight) : 'doubtful';
    const figure = figureAt(fact.address, found?.reading, confidence, place);
    if (fact.role === 'primary') figures.push(figure);
    else if (figure.digits !== null) totals.push(figure);
  }
  const units = unitsOf(form, placed);
  const remarks: Remark[] = [
    ...tableRemarks(form, table, placed, place, units),
    ...sumRemarks(form, table, totals, statedAt),
  ];
  return { key: table.key, figures, units, totals, remarks };
}

/** The equation between a figure and the others of its row. */
function rowEquation(form: Form, index: number): Equation | undefined {
  const { address } = form.facts[index]!;
  const path = pathOf(address);
  return equationsOf(form).find(({ left, right, isTotal }) => {
    const all = [...left, ...right];
    return (
      isTotal &&
      all.includes(index) &&
      all.every((other) => pathOf(form.facts[other]!.address) === path)
    );
  });
}

function pathOf(address: string): string {
  return address.slice(0, address.lastIndexOf('.'));
}

function confidenceOf(
  address: string,
  { unit: placed, reading }: { unit: PlacedUnit; reading: CellReading | undefined },
  isSumRight: boolean | undefined,
): Confidence {
  const { unit, state } = placed;
  if (state === 'doubtful' || reading?.taken.doubt) return 'doubtful';
  // A cell that the source does not have at all.
  if (!reading) return unit.run.values.length === 0 ? 'likely' : 'doubtful';
  const column = placed.placement.order.columns.find(({ key }) => key === address);
  const isPlain = unit.isExact && column?.isExact === true && !reading.taken.mended;
  return state === 'as-printed' && isPlain && isSumRight === true ? 'certain' : 'likely';
}

function unitsOf(form: Form, placed: readonly PlacedUnit[]): Map<string, string> {
  const units = new Map<string, string>();
  for (const { unit, cells } of placed) {
    for (const [address, { taken }] of cells) {
      const { kind } = form.facts[form.indexByAddress.get(address)!]!;
      if (!kind.unitKey) continue;
      const head = unit.orders[0]!.columns.find(({ key }) => key === address)?.token;
      const stated = taken.unit ?? unitOfHead(head?.text, kind.unitDecimals);
      if (stated) units.set(unit.rows[0]!.key, stated);
    }
  }
  return units;
}

function unitOfHead(
  text: string | undefined,
  allowed: ReadonlyMap<string, number> | undefined,
): string | undefined {
  const stated = text === undefined ? undefined : unitIn(text);
  return stated && allowed?.has(stated) ? stated : undefined;
}

/** Printed totals that differ from their addends. */
function sumRemarks(
  form: Form,
  table: Table,
  totals: readonly RecognisedFigure[],
  statedAt: (index: number) => Big | null,
): Remark[] {
  const placeOf = new Map(totals.map(({ address, place }) => [address, place]));
  const told = new Set<string>();
  return equationsOf(form).flatMap((equation): Remark[] => {
    const fact = form.facts[equation.left[0]!]!;
    const sides = equation.isTotal && fact.table === table.key && sidesOf(equation, statedAt);
    if (!sides || sides.left.eq(sides.right)) return [];
    const message = `“${fact.address}”原文印为 ${sides.left.toFixed()}，各项相加为 ${sides.right.toFixed()}。`;
    if (told.has(message)) return [];
    told.add(message);
    return [{ kind: 'noticed', message, place: placeOf.get(fact.address)!, fact: fact.address }];
  });
}
