import {
  type Block,
  type Column,
  type FactDefinition,
  type Identity,
  leafColumns,
  type NumberKind,
  type Row,
  type Table,
} from './form.ts';

/** Derived facts of a group carry this key between the group and the column. */
export const subtotalKey = '小计';
const subtotalId = 'subtotal';

export interface CompiledFacts {
  facts: FactDefinition[];
  indexByAddress: Map<string, number>;
  identities: Identity[];
}

/** A row that has figures, with everything its facts need to know of its surroundings. */
interface LeafRow {
  path: string[];
  ids: string[];
  labels: string[];
  role: 'primary' | 'sum' | 'derived';
  /** Sets of row paths (joined by dots) that add up to this row. */
  addends: string[][];
  columns?: string[];
}

/**
 * Every fact of the tables and the sums among them.
 * Throws FormError where a declared sum names a row that does not exist.
 */
export function compileFacts(tables: readonly Table[]): CompiledFacts {
  const facts: FactDefinition[] = [];
  const indexByAddress = new Map<string, number>();
  const identities: Identity[] = [];
  const ids = new Set<string>();
  const pending: { fact: FactDefinition; addends: string[][] }[] = [];

  const add = (table: Table, row: LeafRow, column: Column, columns: readonly Column[]) => {
    const address = [table.key, ...row.path, column.key].join('.');
    const rowAddends = row.addends.map((set) =>
      set.map((path) => `${table.key}.${path}.${column.key}`),
    );
    const columnAddends = column.isSum && !row.columns ? [siblingColumns(table, row, columns)] : [];
    const isSum = rowAddends.length + columnAddends.length > 0;
    const fact: FactDefinition = {
      address,
      id: [table.id, ...row.ids, column.id].join('.'),
      table: table.key,
      rowLabels: row.labels,
      columnLabel: column.label,
      kind: kindOf(column, columns),
      role: row.role === 'derived' ? 'derived' : isSum ? 'printed-sum' : 'primary',
      addends: [],
    };
    if (indexByAddress.has(address)) throw new FormError(`“${address}”重复：同一处的键不能相同`);
    if (ids.has(fact.id)) throw new FormError(`“${address}”的 id“${fact.id}”与别处重复`);
    ids.add(fact.id);
    indexByAddress.set(address, facts.length);
    facts.push(fact);
    pending.push({ fact, addends: [...columnAddends, ...rowAddends] });
  };

  for (const table of tables) {
    for (const block of table.blocks) addBlock(table, block, add);
    const columns = leafColumns(table.blocks[0]!.columns);
    for (const derived of table.derived) {
      const row: LeafRow = {
        path: [derived.key],
        ids: [derived.id],
        labels: [derived.label],
        role: 'derived',
        addends: [derived.addends],
        ...(derived.columns ? { columns: derived.columns } : {}),
      };
      for (const column of columns) {
        if (!derived.columns || derived.columns.includes(column.key!))
          add(table, row, column, columns);
      }
    }
  }

  const indexOf = (address: string): number => {
    const index = indexByAddress.get(address);
    if (index === undefined) throw new FormError(`格式中没有“${address}”这个数字`);
    return index;
  };
  for (const { fact, addends } of pending) fact.addends = addends.map((set) => set.map(indexOf));
  for (const table of tables) {
    for (const { left, right } of table.balances) {
      for (const column of leafColumns(table.blocks[0]!.columns)) {
        const at = (row: string) => indexOf(`${table.key}.${row}.${column.key}`);
        identities.push({
          table: table.key,
          columnKey: column.key!,
          left: left.map(at),
          right: right.map(at),
        });
      }
    }
  }
  return { facts, indexByAddress, identities };
}

/** Thrown for a form file that contradicts itself; the message is for the form keeper. */
export class FormError extends Error {
  override name = 'FormError';
}

function addBlock(
  table: Table,
  block: Block,
  add: (table: Table, row: LeafRow, column: Column, columns: readonly Column[]) => void,
): void {
  const columns = leafColumns(block.columns);
  const leaves: LeafRow[] = [];
  const subtotals: LeafRow[] = [];
  const visit = (rows: readonly Row[], path: string[], ids: string[], labels: string[]) => {
    for (const row of rows) {
      const own = {
        path: row.key ? [...path, row.key] : path,
        ids: row.id ? [...ids, row.id] : ids,
        labels: [...labels, row.label],
      };
      if (row.rows.length > 0) {
        visit(row.rows, own.path, own.ids, own.labels);
        if (row.hasSubtotal) {
          subtotals.push({
            path: [...own.path, subtotalKey],
            ids: [...own.ids, subtotalId],
            labels: [...own.labels, subtotalKey],
            role: 'derived',
            addends: [primaryPaths(row.rows, own.path)],
          });
        }
      } else {
        const addends = row.isSum ? sumPaths(rows, path) : [];
        leaves.push({ ...own, role: row.isSum ? 'sum' : 'primary', addends });
      }
    }
  };
  visit(block.rows, [], [], []);
  for (const row of [...leaves, ...subtotals])
    for (const column of columns) add(table, row, column, columns);
}

/** The rows that a sum row adds: once row by row, and once with groups by their subtotals. */
function sumPaths(siblings: readonly Row[], path: string[]): string[][] {
  const byRow = primaryPaths(siblings, path);
  if (!siblings.some((row) => row.hasSubtotal)) return [byRow];
  const byGroup = siblings.flatMap((row) => {
    if (row.isSum) return [];
    const own = row.key ? [...path, row.key] : path;
    return row.hasSubtotal ? [[...own, subtotalKey].join('.')] : primaryPaths([row], path);
  });
  return [byRow, byGroup];
}

/** Paths of all rows below that hold primary figures. */
function primaryPaths(rows: readonly Row[], path: string[]): string[] {
  return rows.flatMap((row) => {
    if (row.isSum) return [];
    const own = row.key ? [...path, row.key] : path;
    return row.rows.length > 0 ? primaryPaths(row.rows, own) : [own.join('.')];
  });
}

function siblingColumns(table: Table, row: LeafRow, columns: readonly Column[]): string[] {
  return columns
    .filter((column) => !column.isSum)
    .map((column) => [table.key, ...row.path, column.key].join('.'));
}

/** A sum column has the kind of the columns that it adds. */
function kindOf(column: Column, columns: readonly Column[]): NumberKind {
  const kind = column.kind ?? columns.find((other) => other.kind)?.kind;
  if (!kind) throw new FormError(`“${column.label}”没有写明数类`);
  return kind;
}
