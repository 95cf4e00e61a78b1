import { cellText } from '../facts/cell-text.ts';
import type { ReportFacts } from '../facts/facts.ts';
import type { Form, Table } from '../form/form.ts';
import { type Cell, layoutTable } from '../form/layout.ts';
import { escapeHtml } from '../prose/markdown.ts';

/** Rows of 表三 in the editions of today, header rows included. */
const usualRows = 28;

/** A statutory table ready for a template. */
export interface TableView {
  id: string;
  caption: string;
  style: Table['style'];
  /** Whether it has more rows than the editions of today, and must be set closer to fit a page. */
  isDense: boolean;
  /** A `col` for each grid column, by what it holds: labels of row groups, of rows, or figures. */
  columns: string;
  /** The rows of each section as HTML, everything in it escaped. */
  sections: { isHead: boolean; html: string }[];
}

/** A cell's HTML: the same for every report, or made for each around what it shows. */
type PreparedCell = string | { before: string; after: string; cell: Cell };

type PreparedTable = Omit<TableView, 'sections'> & {
  sections: { isHead: boolean; rows: PreparedCell[][] }[];
};

const preparedForms = new WeakMap<Form, PreparedTable[]>();

/**
 * The tables of a report, in the form's order. All but the figures is worked out once per form:
 * a table has some 200 cells, and a template's loop over them would be most of a page's cost.
 */
export function tableViews(facts: ReportFacts): TableView[] {
  let prepared = preparedForms.get(facts.form);
  if (!prepared) {
    prepared = facts.form.tables.map((table) => prepare(facts.form, table));
    preparedForms.set(facts.form, prepared);
  }
  return prepared.map((table) => ({
    ...table,
    sections: table.sections.map(({ isHead, rows }) => ({
      isHead,
      html: rows
        .map((row) => `<tr>${row.map((cell) => fill(cell, facts)).join('')}</tr>`)
        .join('\n'),
    })),
  }));
}

function fill(cell: PreparedCell, facts: ReportFacts): string {
  return typeof cell === 'string'
    ? cell
    : cell.before + escapeHtml(cellText(cell.cell, facts)) + cell.after;
}

function prepare(form: Form, table: Table): PreparedTable {
  const title = form.parts.find((part) => part.key === table.key)?.title ?? table.key;
  const layout = layoutTable(table);
  const rowCount = layout.sections.reduce((count, { rows }) => count + rows.length, 0);
  return {
    id: table.id,
    caption: title.replace(/^[一二三四五六七八九十]+、/, ''),
    style: table.style,
    isDense: rowCount > usualRows,
    columns: Array.from({ length: layout.columns }, (_, at) => {
      const holds =
        at >= layout.stubColumns ? 'figure' : at === layout.stubColumns - 1 ? 'label' : 'group';
      return `<col class="${holds}">`;
    }).join(''),
    sections: layout.sections.map(({ kind, rows }) => ({
      isHead: kind === 'head',
      rows: rows.map((row) => row.map(prepareCell)),
    })),
  };
}

function prepareCell(cell: Cell): PreparedCell {
  const attributes = attributesOf(cell);
  switch (cell.kind) {
    case 'note':
      return `<td${attributes}>${escapeHtml(cell.text)}</td>`;
    case 'figure':
      return { before: `<td${attributes}>`, after: '</td>', cell };
    case 'header':
      return cell.unitOf === undefined
        ? `<th${attributes}>${escapeHtml(cell.label)}</th>`
        : { before: `<th${attributes}>`, after: '</th>', cell };
  }
}

function attributesOf(cell: Cell): string {
  const attributes: Record<string, string | number> = {};
  if (cell.kind === 'header') Object.assign(attributes, { id: cell.id, scope: cell.scope });
  if (cell.kind === 'note') attributes.class = 'corner';
  if (cell.colspan > 1) attributes.colspan = cell.colspan;
  if (cell.rowspan > 1) attributes.rowspan = cell.rowspan;
  if (cell.kind !== 'note' && cell.headers.length > 0) attributes.headers = cell.headers.join(' ');
  if (cell.kind === 'figure') attributes['data-fact'] = cell.address;
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeHtml(String(value))}"`)
    .join('');
}
