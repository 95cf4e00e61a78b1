import { type Form, type Table, tableOf } from '../../form/form.ts';
import { remainder } from '../../report/figures.ts';
import { notStated } from '../../report/number.ts';
import { type OpenCell, type OpenRow, openRowsOf } from '../../report/open-rows.ts';
import type { RecognisedTable } from '../recognised.ts';
import type { DraftLine } from './draft-line.ts';

/** Digits by address; null where the source states none. */
type DigitsAt = (address: string) => string | null;

/**
 * The primary figures of a table as an editor would type them: 0 or 未载 once for everything below
 * where it is all the same. `table` is undefined where the source has none.
 */
export function tableLines(
  form: Form,
  key: string,
  table: RecognisedTable | undefined,
): DraftLine[] {
  const digits = new Map(table?.figures.map((figure) => [figure.address, figure.digits]));
  const writer = new TableWriter((address) => digits.get(address) ?? null, table?.units);
  return writer.rowsBelow(key, openRowsOf(form, tableOf(form, key) as Table), key, '');
}

class TableWriter {
  private readonly digitsAt: DigitsAt;
  private readonly units: ReadonlyMap<string, string>;

  constructor(digitsAt: DigitsAt, units: ReadonlyMap<string, string> = new Map()) {
    this.digitsAt = digitsAt;
    this.units = units;
  }

  /** A key with rows below it. */
  rowsBelow(key: string, rows: readonly OpenRow[], path: string, indent: string): DraftLine[] {
    const uniform = this.uniform(rows);
    if (uniform !== undefined) return [{ text: `${indent}${key}: ${uniform}`, path }];
    return [
      { text: `${indent}${key}:`, path },
      ...rows.flatMap((row) => {
        const own = `${path}.${row.key}`;
        return row.rows.length > 0
          ? this.rowsBelow(row.key, row.rows, own, `${indent}  `)
          : [{ text: `${indent}  ${row.key}: ${this.row(row)}`, path: own }];
      }),
    ];
  }

  private row({ key, cells }: OpenRow): string {
    const unit = this.unitOf(key, cells);
    const uniform = this.uniformCells(cells);
    if (unit === undefined && uniform !== undefined) return uniform;
    const [only, ...others] = cells;
    if (unit === undefined && only && others.length === 0) return this.written(only);
    // What most cells are is said once.
    const count = (value: string) => cells.filter((cell) => this.written(cell) === value).length;
    const rest = [notStated, '0']
      .filter((value) => unit === undefined && count(value) > 1)
      .sort((one, other) => count(other) - count(one))[0];
    const members = cells
      .filter((cell) => this.written(cell) !== rest)
      .map((cell) => `${cell.key}: ${this.written(cell)}`);
    if (rest !== undefined) members.push(`${remainder}: ${rest}`);
    if (unit !== undefined) members.push(unit);
    return `{${members.join(', ')}}`;
  }

  /** The unit of a row that has a choice, where it is known or must be named. */
  private unitOf(key: string, cells: readonly OpenCell[]): string | undefined {
    const amount = cells.find(({ kind }) => kind.unitKey !== undefined);
    if (!amount) return undefined;
    const unit = this.units.get(key);
    const digits = this.digitsAt(amount.address);
    const isNeeded = digits !== null && Number(digits) !== 0;
    return unit !== undefined || isNeeded
      ? `${amount.kind.unitKey}: ${unit ?? notStated}`
      : undefined;
  }

  /** `0` or 未载 where every figure below is that; undefined otherwise, or where a unit is named. */
  private uniform(rows: readonly OpenRow[]): string | undefined {
    const values = new Set(
      rows.map((row) =>
        row.rows.length > 0
          ? this.uniform(row.rows)
          : this.unitOf(row.key, row.cells) === undefined
            ? this.uniformCells(row.cells)
            : undefined,
      ),
    );
    const [value] = values;
    return values.size === 1 ? value : undefined;
  }

  private uniformCells(cells: readonly OpenCell[]): string | undefined {
    const values = new Set(cells.map((cell) => this.written(cell)));
    const [value] = values;
    return values.size === 1 && (value === '0' || value === notStated) ? value : undefined;
  }

  private written({ address }: OpenCell): string {
    return this.digitsAt(address) ?? notStated;
  }
}
