import {
  type Column,
  type Form,
  leafColumns,
  type NumberKind,
  type Row,
  type Table,
} from '../form/form.ts';

/** A row to be filled: its rows below, or else its cells. */
export interface OpenRow {
  key: string;
  rows: readonly OpenRow[];
  cells: readonly OpenCell[];
}

/** A cell that holds a primary figure. */
export interface OpenCell {
  key: string;
  kind: NumberKind;
  address: string;
  /** Index of its fact in the form. */
  index: number;
}

const openTables = new WeakMap<Table, readonly OpenRow[]>();

/** Rows of a table that editors fill, worked out once per form and not once per report. */
export function openRowsOf(form: Form, table: Table): readonly OpenRow[] {
  let rows = openTables.get(table);
  if (!rows) {
    rows = table.blocks.flatMap((block) =>
      openRows(form, block.rows, leafColumns(block.columns), table.key),
    );
    openTables.set(table, rows);
  }
  return rows;
}

/** Groups without a key are replaced by their rows. */
function openRows(
  form: Form,
  rows: readonly Row[],
  columns: readonly Column[],
  path: string,
): OpenRow[] {
  return rows.flatMap((row) => {
    if (row.isSum) return [];
    if (row.key === undefined) return openRows(form, row.rows, columns, path);
    const own = `${path}.${row.key}`;
    const isGroup = row.rows.length > 0;
    return [
      {
        key: row.key,
        rows: openRows(form, row.rows, columns, own),
        cells: isGroup ? [] : columns.flatMap((column) => openCell(form, column, own)),
      },
    ];
  });
}

function openCell(form: Form, column: Column, path: string): OpenCell[] {
  if (column.isSum) return [];
  const address = `${path}.${column.key}`;
  const index = form.indexByAddress.get(address)!;
  return [{ key: column.key!, kind: form.facts[index]!.kind, address, index }];
}
