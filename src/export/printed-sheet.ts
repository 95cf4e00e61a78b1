import { labelWithUnit, notStatedMark } from '../facts/cell-text.ts';
import type { Fact } from '../facts/facts.ts';
import type { Form, Table } from '../form/form.ts';
import { type Cell, type HeaderCell, layoutTable, type TableLayout } from '../form/layout.ts';
import { decimalsOf } from '../report/figure.ts';
import {
  emptyCell,
  isKeptExactly,
  numberEnd,
  numberStart,
  type SharedTexts,
  sharedTextCell,
  textCell,
} from './spreadsheet/cells.ts';
import { type Place, range, reference, sumFormula } from './spreadsheet/formula.ts';
import { rowXml, sheetEnd, sheetStart } from './spreadsheet/sheet-xml.ts';
import { numberStyle, styles } from './spreadsheet/styles.ts';
import { xmlDeclaration } from './spreadsheet/workbook.ts';
import type { TextBytes } from './text-bytes.ts';

/** Rows above the table: the report's title and the heading of the part. */
const rowsAbove = 2;
const titleHeight = 48;
const headingHeight = 24;

/** A statutory table as a sheet, but for what is a report's own. */
export interface PrintedSheet {
  name: string;
  /** Adds the sheet's XML for one report, whose facts are in the order of the form. */
  addTo: (target: TextBytes, title: string, facts: readonly Fact[]) => void;
}

/** What adds a piece of a sheet for one report. */
type Filler = (target: TextBytes, facts: readonly Fact[]) => void;

/** A piece of a sheet: the same in every report, or made for each. */
type Piece = string | Filler;

/** Prepares the statutory tables of a form as sheets, their labels in the list of shared texts. */
export function printedSheets(form: Form, shared: SharedTexts): PrintedSheet[] {
  return form.tables.map((table) => {
    const heading = form.parts.find(({ key }) => key === table.key)?.title ?? table.key;
    const number = /^([一二三四五六七八九十]+)、/.exec(heading)?.[1];
    return {
      name: number === undefined ? table.key : `表${number}`,
      addTo: prepare(form, table, heading, shared),
    };
  });
}

function prepare(
  form: Form,
  table: Table,
  heading: string,
  shared: SharedTexts,
): PrintedSheet['addTo'] {
  const layout = layoutTable(table);
  const placed = placeCells(layout);
  const places = new Map(
    placed.flatMap(({ cell, at }) => (cell.kind === 'figure' ? [[cell.address, at]] : [])),
  );
  const merged = placed
    .filter(({ cell }) => cell.colspan > 1 || cell.rowspan > 1)
    .map(({ cell, at }) => range(at, lastOf(cell, at)));
  const lastColumn = layout.columns - 1;
  const above = Array.from({ length: rowsAbove }, (_, row) =>
    range({ row, column: 0 }, { row, column: lastColumn }),
  );
  const pieces = [
    rowXml(
      rowsAbove,
      sharedTextCell(`A${rowsAbove}`, shared.indexOf(heading), styles.heading),
      headingHeight,
    ),
    ...rowsOf(placed, (placedCell) => cellPieces(placedCell, form, places, shared)),
    sheetEnd({ merged: lastColumn > 0 ? [...above, ...merged] : merged }),
  ];
  const fillers = joinTexts(pieces).map(fillerOf);
  const start =
    xmlDeclaration + sheetStart({ widths: widthsOf(table, layout), ...frozenRows(layout) });
  return (target, title, facts) => {
    target.addText(start + rowXml(1, textCell('A1', title, styles.title), titleHeight));
    for (const fill of fillers) fill(target, facts);
  };
}

function fillerOf(piece: Piece): Filler {
  if (typeof piece !== 'string') return piece;
  const bytes = Buffer.from(piece);
  return (target) => target.add(bytes);
}

interface PlacedCell {
  cell: Cell;
  at: Place;
}

/** Where each cell stands, those that reach over several rows or columns at their beginning. */
function placeCells({ sections }: TableLayout): PlacedCell[] {
  const placed: PlacedCell[] = [];
  const taken = new Set<string>();
  let row = rowsAbove;
  for (const cells of sections.flatMap((section) => section.rows)) {
    let column = 0;
    for (const cell of cells) {
      while (taken.has(reference({ row, column }))) column++;
      const at = { row, column };
      placed.push({ cell, at });
      for (const covered of coveredBy(cell, at)) taken.add(reference(covered));
    }
    row++;
  }
  return placed;
}

function lastOf({ colspan, rowspan }: Cell, { row, column }: Place): Place {
  return { row: row + rowspan - 1, column: column + colspan - 1 };
}

/** All places that a cell takes, row by row. */
function coveredBy(cell: Cell, at: Place): Place[] {
  return Array.from({ length: cell.rowspan }, (_, down) =>
    Array.from({ length: cell.colspan }, (_, right) => ({
      row: at.row + down,
      column: at.column + right,
    })),
  ).flat();
}

/** The rows as pieces; what a cell covers besides its beginning is there for its borders. */
function rowsOf(placed: readonly PlacedCell[], show: (cell: PlacedCell) => Piece): Piece[] {
  const cells = placed.flatMap((placedCell) => {
    const [first, ...others] = coveredBy(placedCell.cell, placedCell.at);
    return [
      { at: first!, piece: show(placedCell) },
      ...others.map((at) => ({ at, piece: emptyCell(reference(at), styles.label) as Piece })),
    ];
  });
  const rows = Map.groupBy(cells, ({ at }) => at.row);
  return [...rows]
    .sort(([a], [b]) => a - b)
    .flatMap(([row, inRow]) => [
      `<row r="${row + 1}">`,
      ...inRow.sort((a, b) => a.at.column - b.at.column).map(({ piece }) => piece),
      '</row>',
    ]);
}

function cellPieces(
  { cell, at }: PlacedCell,
  form: Form,
  places: ReadonlyMap<string, Place>,
  shared: SharedTexts,
): Piece {
  const place = reference(at);
  switch (cell.kind) {
    case 'note':
      return sharedTextCell(place, shared.indexOf(cell.text), styles.label);
    case 'header':
      return headerPiece(cell, form, place, shared);
    case 'figure':
      return figurePiece(form, cell.address, place, places, shared);
  }
}

function headerPiece(
  { label, unitOf }: HeaderCell,
  form: Form,
  place: string,
  shared: SharedTexts,
): Piece {
  const cell = sharedTextCell(place, shared.indexOf(label), styles.label);
  if (unitOf === undefined) return cell;
  const index = form.indexByAddress.get(unitOf);
  if (index === undefined) return cell;
  return (target, facts) => {
    const { unit } = facts[index]!;
    target.addText(
      unit === undefined ? cell : textCell(place, labelWithUnit(label, unit), styles.label),
    );
  };
}

function figurePiece(
  form: Form,
  address: string,
  place: string,
  places: ReadonlyMap<string, Place>,
  shared: SharedTexts,
): Piece {
  const index = form.indexByAddress.get(address)!;
  const addends = printedAddends(form, index, places);
  const addendPlaces = addends.map((addend) => places.get(form.facts[addend]!.address)!);
  const missing = Buffer.from(
    sharedTextCell(place, shared.indexOf(notStatedMark), styles.notStated),
  );
  /** What stands before the digits, by the cell's style, without and with a formula. */
  const starts: Uint8Array[][] = [[], []];
  const startOf = (decimals: number, style: number, isLive: boolean) => {
    const known = starts[Number(isLive)]![style];
    if (known) return known;
    const formula = isLive ? sumFormula(addendPlaces, decimals) : '';
    const made = Buffer.from(numberStart(place, style, formula));
    starts[Number(isLive)]![style] = made;
    return made;
  };
  return (target, facts) => {
    const { text, origin } = facts[index]!;
    if (text === null) target.add(missing);
    else if (!isKeptExactly(text)) target.addText(textCell(place, text, styles.label));
    else {
      const decimals = decimalsOf(text);
      const isLive =
        addends.length > 0 &&
        origin === 'computed' &&
        // A sum over editions may have a total without the rows that it is made of.
        addends.every((addend) => {
          const { text } = facts[addend]!;
          return text !== null && isKeptExactly(text);
        });
      target.add(startOf(decimals, numberStyle(decimals, text.startsWith('+')), isLive));
      target.addAscii(text.replace(/^\+/, ''));
      target.add(numberEndBytes);
    }
  };
}

const numberEndBytes = Buffer.from(numberEnd);

/** The first set of addends that the table prints altogether; none where there is no such set. */
function printedAddends(
  form: Form,
  index: number,
  places: ReadonlyMap<string, Place>,
): readonly number[] {
  const isPrinted = (addend: number) => places.has(form.facts[addend]!.address);
  return form.facts[index]!.addends.find((set) => set.every(isPrinted)) ?? [];
}

function widthsOf({ style }: Table, { columns, stubColumns }: TableLayout): number[] {
  const ofGroups = 14;
  const ofLabels = style === 'matrix' ? 42 : 24;
  const ofFigures = style === 'stacked' ? 20 : 11;
  return Array.from({ length: columns }, (_, at) => {
    if (style === 'stacked') return at === 0 ? ofLabels : ofFigures;
    if (at >= stubColumns) return ofFigures;
    return at === stubColumns - 1 ? ofLabels : ofGroups;
  });
}

/** Column labels stay in sight, where they are the same for all rows. */
function frozenRows({ sections }: TableLayout): { frozenRows?: number } {
  const head = sections.filter(({ kind }) => kind === 'head').flatMap(({ rows }) => rows);
  return head.length > 0 ? { frozenRows: rowsAbove + head.length } : {};
}

/** Neighbouring texts as one. */
function joinTexts(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (typeof piece === 'string' && typeof last === 'string')
      joined[joined.length - 1] = last + piece;
    else joined.push(piece);
  }
  return joined;
}
