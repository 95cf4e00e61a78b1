import type { ReportFacts } from '../facts/facts.ts';
import { type Block, type Column, leafColumns, type Row, type Table } from '../form/form.ts';
import type { ExpectedRow } from '../pdf/read-back/content.ts';

/** What stands in a cell whose figure the source does not state. */
const notStated = '—';

/**
 * The rows of a statutory table as the form prescribes them, header rows included. Worked out from
 * the form itself, not from the layout that pages and PDFs are made by.
 */
export function expectedTable(table: Table, name: string, facts: ReportFacts): ExpectedRow[] {
  const show = (address: string) => facts.get(address)?.text ?? notStated;
  switch (table.style) {
    case 'stacked':
      return table.blocks.flatMap((block) => stackedRows(table, block, name, facts, show));
    case 'matrix':
      return matrixRows(table, name, show);
    case 'single-row':
      return singleRow(table, name, show);
  }
}

type Show = (address: string) => string;

/** 表二: of each block its title, its column labels, and its rows. */
function stackedRows(
  table: Table,
  block: Block,
  name: string,
  facts: ReportFacts,
  show: Show,
): ExpectedRow[] {
  const title = block.title ?? '';
  const only = block.rows.length === 1 ? block.rows[0] : undefined;
  const columnLabels = block.columns.map(({ key, label, kind }) => {
    const address = [table.key, only?.key, key].join('.');
    const unit = only && kind?.unitKey ? facts.get(address)?.unit : undefined;
    return unit === undefined ? label : `${label}（单位：${unit}）`;
  });
  return [
    headerRow(`${name}“${title}”`, [title]),
    headerRow(`${name}“${title}”的表头`, [table.stubLabel ?? '', ...columnLabels]),
    ...block.rows.map(
      (row): ExpectedRow => ({
        kind: 'row',
        place: `${name}“${row.label}”`,
        labels: [row.label],
        figures: block.columns.map(({ key }) => show([table.key, row.key, key].join('.'))),
      }),
    ),
  ];
}

/** 表三: a row begins with the labels of the groups that it opens. */
function matrixRows(table: Table, name: string, show: Show): ExpectedRow[] {
  const { columns, rows } = table.blocks[0]!;
  const keys = leafColumns(columns).map(({ key }) => key);
  const bodyRows = (siblings: readonly Row[], path: readonly string[]): ExpectedRow[] =>
    siblings.flatMap((row): ExpectedRow[] => {
      const own = row.key === undefined ? path : [...path, row.key];
      if (row.rows.length === 0) {
        const figures = keys.map((key) => show([...own, key].join('.')));
        return [{ kind: 'row', place: `${name}“${row.label}”`, labels: [row.label], figures }];
      }
      const [first, ...others] = bodyRows(row.rows, own);
      return [{ ...first!, labels: [row.label, ...first!.labels] }, ...others];
    });
  const [first, ...others] = columnLabels(columns);
  return [
    headerRow(`${name}的表头`, [table.corner ?? '', ...first!]),
    ...others.map((labels) => headerRow(`${name}的表头`, labels)),
    ...bodyRows(rows, [table.key]),
  ];
}

/** 表四: the rows stand side by side, and their figures in one row below. */
function singleRow(table: Table, name: string, show: Show): ExpectedRow[] {
  const { columns, rows } = table.blocks[0]!;
  const asColumns = (siblings: readonly Row[]): Column[] =>
    siblings.map(({ label, rows: below }) => ({
      label,
      isSum: false,
      columns: below.length > 0 ? asColumns(below) : columns,
    }));
  const keys = leafColumns(columns).map(({ key }) => key);
  const figures = (siblings: readonly Row[], path: readonly string[]): string[] =>
    siblings.flatMap((row) => {
      const own = row.key === undefined ? path : [...path, row.key];
      if (row.rows.length > 0) return figures(row.rows, own);
      return keys.map((key) => show([...own, key].join('.')));
    });
  return [
    ...columnLabels(asColumns(rows)).map((labels) => headerRow(`${name}的表头`, labels)),
    {
      kind: 'row',
      place: `${name}的数字`,
      labels: [],
      figures: figures(rows, [table.key]),
    },
  ];
}

/** The labels of each header row; a column stands in the topmost that it reaches. */
function columnLabels(columns: readonly Column[]): string[][] {
  if (columns.length === 0) return [];
  const below = columnLabels(columns.flatMap((column) => column.columns));
  return [columns.map(({ label }) => label), ...below];
}

function headerRow(place: string, labels: string[]): ExpectedRow {
  return { kind: 'row', place, labels, figures: [] };
}
