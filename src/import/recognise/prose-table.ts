import { escapeMarkdown } from '../read/inline-markdown.ts';
import type { Place, TableBlock } from '../source-document.ts';
import { guardedMarkdown } from './guarded-markdown.ts';

const mostRows = 200;
const mostColumns = 20;

/**
 * A table of the agency's own as lines of Markdown with their places; merged cells stand where they
 * begin. Undefined for one without two columns and two rows, or too large for a text.
 */
export function tableLines({ rows }: TableBlock): { line: string; place: Place }[] | undefined {
  const grid = gridOf(rows.slice(0, mostRows + 1));
  const width = Math.max(...grid.map((cells) => cells.length));
  if (rows.length > mostRows || width > mostColumns || width < 2 || rows.length < 2)
    return undefined;
  const lines = grid.map((cells, at) => ({
    line: rowLine(Array.from({ length: width }, (_, column) => cells[column] ?? '')),
    place: rows[at]![0]?.place ?? {},
  }));
  const rule = { line: `|${' --- |'.repeat(width)}`, place: lines[0]!.place };
  return [lines[0]!, rule, ...lines.slice(1)];
}

function gridOf(rows: TableBlock['rows']): string[][] {
  const covered: number[] = [];
  return rows.map((cells) => {
    const texts: string[] = [];
    const begun: [number, number][] = [];
    const skip = () => {
      while ((covered[texts.length] ?? 0) > 0) texts.push('');
    };
    for (const { text, columnSpan, rowSpan } of cells) {
      skip();
      if (texts.length > mostColumns) break;
      const span = Math.min(Math.max(1, columnSpan), mostColumns + 1);
      for (let at = texts.length; at < texts.length + span; at += 1) begun.push([at, rowSpan]);
      texts.push(text, ...Array.from({ length: span - 1 }, () => ''));
    }
    skip();
    for (const [column, left] of covered.entries()) if (left > 0) covered[column] = left - 1;
    for (const [column, span] of begun) covered[column] = Math.max(0, span - 1);
    return texts;
  });
}

function rowLine(cells: readonly string[]): string {
  return `| ${cells.map(cellMarkdown).join(' | ')} |`;
}

function cellMarkdown(text: string): string {
  const words = text.trim().replace(/\s*\n\s*/g, ' ');
  return guardedMarkdown(escapeMarkdown(words)).replace(/(?<!\\)\|/g, '\\|');
}
