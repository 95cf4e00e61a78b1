import { type Block, type Column, leafColumns, type Row, type Table } from './form.ts';

/** A cell that names rows or columns. */
export interface HeaderCell {
  kind: 'header';
  id: string;
  label: string;
  scope: 'col' | 'colgroup' | 'row' | 'rowgroup';
  colspan: number;
  rowspan: number;
  /** Ids of the headers that govern this header. */
  headers: string[];
  /** Address of the fact whose unit belongs to the label, where each report names it. */
  unitOf?: string;
}

/** A cell with a remark: the corner of 表三. */
export interface NoteCell {
  kind: 'note';
  text: string;
  colspan: number;
  rowspan: number;
}

/** A cell that shows one fact. */
export interface FigureCell {
  kind: 'figure';
  address: string;
  colspan: number;
  rowspan: number;
  /** Ids of the headers that govern this figure, outermost first, rows before columns. */
  headers: string[];
}

export type Cell = HeaderCell | NoteCell | FigureCell;

export interface TableSection {
  kind: 'head' | 'body';
  rows: Cell[][];
}

/** A statutory table as a grid, ready for any medium that knows rowspan and colspan. */
export interface TableLayout {
  /** Width of the grid in columns. */
  columns: number;
  /** Grid columns taken by row labels. */
  stubColumns: number;
  sections: TableSection[];
}

/** Computes the layout of a table from its form; the same one serves HTML and PDF. */
export function layoutTable(table: Table): TableLayout {
  switch (table.style) {
    case 'stacked':
      return layoutStacked(table);
    case 'matrix':
      return layoutMatrix(table);
    case 'single-row':
      return layoutSingleRow(table);
  }
}

/** 表二: each block is a band, a line of column labels, and its rows, in one common grid. */
function layoutStacked(table: Table): TableLayout {
  const widest = Math.max(...table.blocks.map((block) => leafColumns(block.columns).length));
  const sections = table.blocks.map((block, index): TableSection => {
    const blockId = `${table.id}-block-${index + 1}`;
    const columns = leafColumns(block.columns);
    const span = (at: number) => (at === columns.length - 1 ? widest - columns.length + 1 : 1);
    const band = header(blockId, block.title ?? '', 'colgroup', widest + 1, 1, []);
    const stub = header(`${blockId}-stub`, table.stubLabel ?? '', 'col', 1, 1, [blockId]);
    const columnHeaders = columns.map((column, at) => ({
      ...header(`${blockId}-${column.id}`, column.label, 'col', span(at), 1, [blockId]),
      ...(column.kind?.unitKey && block.rows.length === 1
        ? { unitOf: [table.key, block.rows[0]!.key, column.key].join('.') }
        : {}),
    }));
    const rows = block.rows.map((row): Cell[] => {
      const rowHeader = header(`${table.id}-${row.id}`, row.label, 'row', 1, 1, [blockId, stub.id]);
      const figures = columns.map((column, at) =>
        figure(
          [table.key, row.key!, column.key!],
          [blockId, rowHeader.id, columnHeaders[at]!.id],
          span(at),
        ),
      );
      return [rowHeader, ...figures];
    });
    return { kind: 'body', rows: [[band], [stub, ...columnHeaders], ...rows] };
  });
  return { columns: widest + 1, stubColumns: 1, sections };
}

/** 表三: a tree of row labels on the left, a tree of column labels above. */
function layoutMatrix(table: Table): TableLayout {
  const { columns, rows } = table.blocks[0]!;
  const stubColumns = depthOfRows(rows);
  const head = columnHeaders(table, columns);
  const corner: NoteCell = {
    kind: 'note',
    text: table.corner ?? '',
    colspan: stubColumns,
    rowspan: head.rows.length,
  };
  head.rows[0]!.unshift(corner);

  const body: Cell[][] = [];
  const rowIds = shortestIds(`${table.id}-r`);
  const visit = (
    siblings: readonly Row[],
    depth: number,
    path: string[],
    ids: string[],
    groups: HeaderCell[],
    opening: Cell[],
  ) => {
    let before = opening;
    for (const [index, row] of siblings.entries()) {
      const id = rowIds([...ids, row.id ?? `group-${index + 1}`]);
      const ownPath = row.key ? [...path, row.key] : path;
      const headers = groups.map((group) => group.id);
      if (row.rows.length > 0) {
        const group = header(id, row.label, 'rowgroup', 1, countLeaves(row), headers);
        visit(
          row.rows,
          depth + 1,
          ownPath,
          [...ids, row.id ?? ''],
          [...groups, group],
          [...before, group],
        );
      } else {
        const label = header(id, row.label, 'row', stubColumns - depth, 1, headers);
        const figures = head.leaves.map((leaf) =>
          figure([table.key, ...ownPath, leaf.key], [...headers, id, ...leaf.headers]),
        );
        body.push([...before, label, ...figures]);
      }
      before = [];
    }
  };
  visit(rows, 0, [], [], [], []);
  return {
    columns: stubColumns + head.leaves.length,
    stubColumns,
    sections: [
      { kind: 'head', rows: head.rows },
      { kind: 'body', rows: body },
    ],
  };
}

/** 表四: the rows become groups of columns, and all figures stand in one row. */
function layoutSingleRow(table: Table): TableLayout {
  const block = table.blocks[0]!;
  const head = columnHeaders(table, rowsAsColumns(block));
  const paths = leafRowPaths(block.rows, []);
  const columns = leafColumns(block.columns);
  const figures = head.leaves.map((leaf, at) =>
    figure([table.key, ...paths[Math.floor(at / columns.length)]!, leaf.key], leaf.headers),
  );
  return {
    columns: head.leaves.length,
    stubColumns: 0,
    sections: [
      { kind: 'head', rows: head.rows },
      { kind: 'body', rows: [figures] },
    ],
  };
}

function rowsAsColumns(block: Block): Column[] {
  const convert = (rows: readonly Row[]): Column[] =>
    rows.map((row) => ({
      label: row.label,
      isSum: false,
      ...(row.id ? { id: row.id } : {}),
      columns: row.rows.length > 0 ? convert(row.rows) : block.columns,
    }));
  return convert(block.rows);
}

function leafRowPaths(rows: readonly Row[], path: string[]): string[][] {
  return rows.flatMap((row) => {
    const own = row.key ? [...path, row.key] : path;
    return row.rows.length > 0 ? leafRowPaths(row.rows, own) : [own];
  });
}

interface ColumnHead {
  rows: Cell[][];
  leaves: { key: string; headers: string[] }[];
}

/** Header rows for a tree of columns; a leaf reaches down to the last header row. */
function columnHeaders(table: Table, columns: readonly Column[]): ColumnHead {
  const depth = depthOfColumns(columns);
  const rows: Cell[][] = Array.from({ length: depth }, () => []);
  const leaves: ColumnHead['leaves'] = [];
  const columnIds = shortestIds(`${table.id}-c`);
  const visit = (siblings: readonly Column[], level: number, ids: string[], headers: string[]) => {
    for (const [index, column] of siblings.entries()) {
      const ownIds = [...ids, column.id ?? `group-${index + 1}`];
      const id = columnIds(ownIds);
      if (column.columns.length > 0) {
        rows[level]!.push(
          header(id, column.label, 'colgroup', leafColumns(column.columns).length, 1, headers),
        );
        visit(column.columns, level + 1, ownIds, [...headers, id]);
      } else {
        rows[level]!.push(header(id, column.label, 'col', 1, depth - level, headers));
        leaves.push({ key: column.key!, headers: [...headers, id] });
      }
    }
  };
  visit(columns, 0, [], []);
  return { rows, leaves };
}

/**
 * Ids below a prefix: of a path only its end, where no other header has it already. Every figure
 * names all its headers, so that long ids would be half of a page.
 */
function shortestIds(prefix: string): (path: readonly string[]) => string {
  const taken = new Set<string>();
  return (path) => {
    const short = `${prefix}-${path.at(-1)}`;
    const id = taken.has(short) ? [prefix, ...path].join('-') : short;
    taken.add(id);
    return id;
  };
}

function header(
  id: string,
  label: string,
  scope: HeaderCell['scope'],
  colspan: number,
  rowspan: number,
  headers: string[],
): HeaderCell {
  return { kind: 'header', id, label, scope, colspan, rowspan, headers };
}

function figure(path: string[], headers: string[], colspan = 1): FigureCell {
  return { kind: 'figure', address: path.join('.'), colspan, rowspan: 1, headers };
}

function depthOfRows(rows: readonly Row[]): number {
  return rows.reduce((deepest, row) => Math.max(deepest, 1 + depthOfRows(row.rows)), 0);
}

function depthOfColumns(columns: readonly Column[]): number {
  return columns.reduce(
    (deepest, column) => Math.max(deepest, 1 + depthOfColumns(column.columns)),
    0,
  );
}

function countLeaves(row: Row): number {
  return row.rows.length > 0 ? row.rows.reduce((sum, child) => sum + countLeaves(child), 0) : 1;
}
