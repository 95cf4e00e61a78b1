import type { Remark, SourceCell } from '../../source-document.ts';
import { type DomElement, type DomNode, elementsBelow, isElement, textOf } from './dom.ts';
import { isNoteMark, isSilent, leftOutBecause } from './visibility.ts';
import { listLabel } from './word-list.ts';

/** Wider and longer than any table of a report; beyond it, a span is a mistake or malice. */
const mostSpannedColumns = 256;
const mostSpannedRows = 2000;

const rowGroups = new Set(['thead', 'tbody', 'tfoot']);
const cells = new Set(['td', 'th']);

/** Above this, a cell with paragraphs in it is a column of a page. */
const longestCell = 400;
/** Fewer, in a table that lays out a page, are a part of its layout. */
const fewestDataRows = 3;

const paragraphs = new Set(['p', 'div', 'br', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

/** A run of rows that hold data, or a row that only lays out a page. */
export type TablePart = { rows: readonly DomElement[] } | { layout: DomElement };

/**
 * What a table is made of: mostly of rows with data. Others lay out a page: they hold tables, or a
 * whole text in a cell; and there are reports that stand in one table with all their parts. A table
 * of one cell only draws a box, wherever it stands.
 */
export function tableParts(table: DomElement): readonly TablePart[] | 'box' {
  if (isBox(table)) return 'box';
  const rows = rowsOf(table);
  if (!rows.some(laysOut)) return [{ rows }];
  const parts: TablePart[] = [];
  let run: DomElement[] = [];
  const endRun = () => {
    if (run.length >= fewestDataRows) parts.push({ rows: run });
    else parts.push(...run.map((row) => ({ layout: row })));
    run = [];
  };
  for (const row of rows) {
    if (!laysOut(row) && !holdsSentence(row)) {
      run.push(row);
      continue;
    }
    endRun();
    parts.push({ layout: row });
  }
  endRun();
  return parts;
}

/** Whether a row is one of a page, not of data. */
function laysOut(row: DomElement): boolean {
  return cellsOf(row).some((cell) => {
    const below = elementsBelow(cell);
    if (below.some((element) => element.name === 'table' && !isBox(element))) return true;
    const count = below.filter(({ name }) => paragraphs.has(name)).length;
    return count > 1 && textOf(cell).replace(/\s+/g, '').length > longestCell;
  });
}

/** Whether a row among such rows is a paragraph or the heading of a part. */
function holdsSentence(row: DomElement): boolean {
  const [cell, ...others] = cellsOf(row);
  if (!cell || others.length > 0) return false;
  return /。|^\s*[一二三四五六][、.．]/.test(textOf(cell));
}

function isBox(table: DomElement): boolean {
  return rowsOf(table).flatMap(cellsOf).length < 2;
}

/** A table as it is read. */
export interface ReadTable {
  /** With spans that are bounded. */
  rows: SourceCell[][];
  remarks: Remark[];
  /** How many of its characters are links. */
  links: number;
  /** Elements in it whose words are no part of it. */
  left: readonly DomElement[];
}

/** The cells of rows that stand below each other. */
export function readRows(run: readonly DomElement[]): ReadTable {
  const left: DomElement[] = [];
  const isKept = (element: DomElement) => {
    if (leftOutBecause(element) === undefined) return true;
    left.push(element);
    return false;
  };
  const ownRows = run.filter(isKept);
  const tooWide: string[] = [];
  const rows = ownRows.map((row, at) =>
    cellsOf(row)
      .filter(isKept)
      .map((cell): SourceCell => {
        const text = cellText(cell, left);
        const columns = spanOf(cell.attribs.colspan);
        const span = spanOf(cell.attribs.rowspan);
        if (columns > mostSpannedColumns || span > mostSpannedRows) tooWide.push(text);
        const rowsLeft = ownRows.length - at;
        return {
          text,
          // 0 is what HTML calls all that are left.
          rowSpan: Math.min(span || rowsLeft, rowsLeft),
          columnSpan: Math.min(columns || 1, mostSpannedColumns),
          place: {},
        };
      }),
  );
  const anchors = ownRows
    .flatMap(elementsBelow)
    .filter(({ name, attribs }) => name === 'a' && attribs.href !== undefined);
  return {
    rows,
    remarks: tooWide.length === 0 ? [] : [tooWideRemark(tooWide)],
    links: anchors.reduce((sum, anchor) => sum + textOf(anchor).trim().length, 0),
    left,
  };
}

function tooWideRemark(texts: readonly string[]): Remark {
  return {
    kind: 'mended',
    message: `表格里有 ${texts.length} 格声明横跨 ${mostSpannedColumns} 列以上或纵跨 ${mostSpannedRows} 行以上，不合常理，已按表格的实际大小理解。`,
    text: texts.join('\n'),
  };
}

function spanOf(written: string | undefined): number {
  const digits = /^\s*(\d+)/.exec(written ?? '')?.[1];
  return digits === undefined ? 1 : Math.min(Number(digits), Number.MAX_SAFE_INTEGER);
}

function rowsOf(table: DomElement): DomElement[] {
  return table.children
    .filter(isElement)
    .flatMap((child) => (rowGroups.has(child.name) ? child.children.filter(isElement) : [child]))
    .filter(({ name }) => name === 'tr');
}

function cellsOf(row: DomElement): DomElement[] {
  return row.children.filter(isElement).filter(({ name }) => cells.has(name));
}

/** Lines of a cell: paragraphs and line breaks part them. */
function cellText(cell: DomElement, left: DomElement[]): string {
  return cell.children
    .map((child) => lines(child, left))
    .join('')
    .split('\n')
    .map((line) => line.replace(/[ \t\u00a0]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}

function lines(node: DomNode, left: DomElement[]): string {
  if (node.type === 'text') return node.data.replace(/[\r\n]+/g, ' ');
  if (!isElement(node) || isSilent(node) || isNoteMark(node)) return '';
  if (leftOutBecause(node) !== undefined) {
    left.push(node);
    return '';
  }
  if (node.name === 'br') return '\n';
  const text = listLabel(node)?.text ?? node.children.map((child) => lines(child, left)).join('');
  return paragraphs.has(node.name) ? `\n${text}\n` : text;
}
