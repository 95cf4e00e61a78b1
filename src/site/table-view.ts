import type { ReportFacts } from '../facts/facts.ts';
import type { Form, Table } from '../form/form.ts';
import { type Cell, layoutTable } from '../form/layout.ts';
import { escapeHtml } from '../prose/markdown.ts';

/** What stands in a cell whose figure the source does not state. */
export const notStatedMark = '—';

/** Rows of 表三 in the editions of today, header rows included. */
const usualRows = 28;

/** A statutory table ready for a template: only tags, attributes and texts are left to write. */
export interface TableView {
  id: string;
  caption: string;
  style: Table['style'];
  /** Whether it has more rows than the editions of today, and must be set closer to fit a page. */
  isDense: boolean;
  /** What each grid column holds: labels of row groups, labels of rows, figures. */
  columns: ('group' | 'label' | 'figure')[];
  sections: { isHead: boolean; rows: CellView[][] }[];
}

export interface CellView {
  tag: 'th' | 'td';
  /** Attributes as HTML, escaped, each with a space before it. */
  attributes: string;
  text: string;
}

interface PreparedCell {
  cell: Cell;
  tag: 'th' | 'td';
  attributes: string;
}

interface PreparedTable {
  table: Table;
  caption: string;
  columns: TableView['columns'];
  sections: { isHead: boolean; rows: PreparedCell[][] }[];
}

const preparedForms = new WeakMap<Form, PreparedTable[]>();

/** The tables of a report, in the form's order. The layout is worked out once per form. */
export function tableViews(facts: ReportFacts): TableView[] {
  let prepared = preparedForms.get(facts.form);
  if (!prepared) {
    prepared = facts.form.tables.map((table) => prepare(facts.form, table));
    preparedForms.set(facts.form, prepared);
  }
  return prepared.map(({ table, caption, columns, sections }) => ({
    id: table.id,
    caption,
    style: table.style,
    isDense: sections.reduce((rows, section) => rows + section.rows.length, 0) > usualRows,
    columns,
    sections: sections.map(({ isHead, rows }) => ({
      isHead,
      rows: rows.map((row) =>
        row.map(({ cell, tag, attributes }) => ({ tag, attributes, text: textOf(cell, facts) })),
      ),
    })),
  }));
}

function prepare(form: Form, table: Table): PreparedTable {
  const title = form.parts.find((part) => part.key === table.key)?.title ?? table.key;
  const layout = layoutTable(table);
  return {
    table,
    columns: Array.from({ length: layout.columns }, (_, at) =>
      at >= layout.stubColumns ? 'figure' : at === layout.stubColumns - 1 ? 'label' : 'group',
    ),
    caption: title.replace(/^[一二三四五六七八九十]+、/, ''),
    sections: layout.sections.map(({ kind, rows }) => ({
      isHead: kind === 'head',
      rows: rows.map((row) =>
        row.map((cell) => ({
          cell,
          tag: cell.kind === 'header' ? 'th' : 'td',
          attributes: attributesOf(cell),
        })),
      ),
    })),
  };
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

function textOf(cell: Cell, facts: ReportFacts): string {
  switch (cell.kind) {
    case 'note':
      return cell.text;
    case 'figure':
      return facts.get(cell.address)?.text ?? notStatedMark;
    case 'header':
      return cell.unitOf === undefined
        ? cell.label
        : labelWithUnit(cell.label, facts.get(cell.unitOf)?.unit);
  }
}

/** A column whose unit each report names says it as the form does elsewhere. */
function labelWithUnit(label: string, unit: string | undefined): string {
  return unit === undefined ? label : `${label}（单位：${unit}）`;
}
