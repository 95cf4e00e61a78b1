import Big from 'big.js';
import type { Form, NumberKind } from '../../form/form.ts';
import type { Confidence, RecognisedFigure } from '../recognised.ts';
import type { Place } from '../source-document.ts';
import type { Unit } from './form-reading.ts';
import { type Placement, placeCells, shiftedPlacements, trimBlanks } from './placement.ts';
import type { Token } from './source-row.ts';
import { areConsistent, type Equation, equationsOf } from './sum.ts';
import { type TakenFigure, takeFigure, unitIn } from './written-figure.ts';

/** What a cell of the source gives to a place of the form. */
export interface CellReading {
  cell: Token;
  taken: TakenFigure;
}

/** A unit with its cells in their places. */
export interface PlacedUnit {
  unit: Unit;
  placement: Placement;
  /** By address. */
  cells: ReadonlyMap<string, CellReading>;
  /**
   * `as-printed`: cells stand where the source has them; `moved`: the sums leave but one other
   * way; `doubtful`: they cannot be right as they stand, or may be meant otherwise.
   */
  state: 'as-printed' | 'moved' | 'doubtful';
}

/** Puts every unit's cells in their places, and looks by the sums whether they can stand there. */
export function placeUnits(form: Form, units: readonly Unit[]): PlacedUnit[] {
  const printed = units.map((unit) => place(form, unit, placeCells(unit.run, unit.orders)));
  const values = valuesOf(printed);
  return printed.map((placed) => settled(form, placed, values));
}

function place(form: Form, unit: Unit, placement: Placement): PlacedUnit {
  const cells = new Map<string, CellReading>();
  for (const [address, cell] of placement.cells) {
    const { kind } = form.facts[form.indexByAddress.get(address)!]!;
    const head = unit.orders[0]!.columns.find(({ key }) => key === address)?.token;
    cells.set(address, { cell, taken: takeFigure(cell.text, kind, headUnit(kind, head)) });
  }
  return { unit, placement, cells, state: 'as-printed' };
}

/** The unit that a column's label gives, where it is one of money. */
export function headUnit(kind: NumberKind, head: Token | undefined): string | undefined {
  const isMoney = kind.unitKey !== undefined || kind.unit?.includes('元');
  return head && isMoney ? unitIn(head.text) : undefined;
}

function valuesOf(placed: readonly PlacedUnit[]): Map<string, Big> {
  const values = new Map<string, Big>();
  for (const { cells } of placed) addValues(values, cells);
  return values;
}

function addValues(values: Map<string, Big>, cells: PlacedUnit['cells']): void {
  for (const [address, { taken }] of cells) {
    if (taken.digits !== null) values.set(address, new Big(taken.digits.replace('+', '')));
  }
}

/**
 * A row that is visibly one cell short or long, and whose sums are wrong as it stands, is moved if
 * the sums of row and columns allow exactly one way. Nothing is moved for its sums alone: then a
 * printed total may simply be wrong, as many are.
 */
function settled(form: Form, printed: PlacedUnit, values: ReadonlyMap<string, Big>): PlacedUnit {
  const { unit, placement } = printed;
  const equations = equationsTouching(form, unit);
  const others = new Map(values);
  for (const { columns } of unit.orders)
    for (const { key } of columns) if (key !== undefined) others.delete(key);
  const canBe = ({ cells }: PlacedUnit) => {
    const all = new Map(others);
    addValues(all, cells);
    return areConsistent(equations, (index) => all.get(form.facts[index]!.address) ?? null);
  };
  // The sums say as well that what follows a row is none of its figures.
  const isFollowed = placement.fit === 'long' && !unit.run.isInline && equations.length > 0;
  if ((placement.fit === 'whole' || isFollowed) && canBe(printed)) return printed;
  if (equations.length === 0) return placement.fit === 'whole' ? printed : inDoubt(printed);
  if (placement.fit === 'merged') return inDoubt(printed);
  const isBesideOne = placement.fit !== 'whole' || isOneShort(unit);
  const ways = isBesideOne
    ? distinctWays(
        unit.orders
          .flatMap((order) => shiftedPlacements(unit.run, order))
          .map((candidate) => place(form, unit, candidate))
          .filter(canBe),
      )
    : [];
  if (ways.length === 1) return { ...ways[0]!, state: 'moved' };
  const isMisplaced =
    placement.fit !== 'whole' || isOneShort(unit) || isWrongBothWays(form, printed, values);
  return isMisplaced ? inDoubt(printed) : printed;
}

/** Cells that stand under their columns stay there; where the source does not say, none is guessed. */
function inDoubt(printed: PlacedUnit): PlacedUnit {
  const { unit, placement } = printed;
  if (placement.fit === 'whole' || placement.fit === 'merged')
    return { ...printed, state: 'doubtful' };
  const stray = unit.run.values;
  return {
    unit,
    placement: { ...placement, cells: new Map(), extra: [], stray },
    cells: new Map(),
    state: 'doubtful',
  };
}

function isOneShort({ run, orders }: Unit): boolean {
  return orders.some(({ columns }) => trimBlanks(run.values).length === columns.length - 1);
}

function distinctWays(ways: readonly PlacedUnit[]): PlacedUnit[] {
  const bySignature = new Map<string, PlacedUnit>();
  for (const way of ways) {
    const signature = [...way.cells].map(([address, { cell }]) => `${address}=${cell.text}`);
    bySignature.set(signature.sort().join('\n'), way);
  }
  return [...bySignature.values()];
}

/** Whether the row's own sum is wrong, and the sum of a column that it is part of as well. */
function isWrongBothWays(
  form: Form,
  { unit, cells }: PlacedUnit,
  values: ReadonlyMap<string, Big>,
): boolean {
  const statedAt = (index: number) => values.get(form.facts[index]!.address) ?? null;
  const wrong = equationsTouching(form, unit).filter(
    (equation) =>
      [...equation.left, ...equation.right].every((index) => statedAt(index) !== null) &&
      !areConsistent([equation], statedAt),
  );
  const isOwn = ({ left, right }: Equation) =>
    [...left, ...right].every((index) => cells.has(form.facts[index]!.address));
  return wrong.some(isOwn) && wrong.some((equation) => !isOwn(equation));
}

function equationsTouching(form: Form, { rows }: Unit): Equation[] {
  const own = new Set<number>();
  for (const row of rows)
    for (const { key } of row.columns) own.add(form.indexByAddress.get(`${row.path}.${key}`)!);
  return equationsOf(form).filter(({ left, right }) =>
    [...left, ...right].some((index) => own.has(index)),
  );
}

/** A figure as the contract has it. */
export function figureAt(
  address: string,
  reading: CellReading | undefined,
  confidence: Confidence,
  place: Place,
): RecognisedFigure {
  return {
    address,
    digits: reading?.taken.digits ?? null,
    written: reading?.cell.text ?? '',
    confidence,
    place: reading?.cell.place ?? place,
  };
}
