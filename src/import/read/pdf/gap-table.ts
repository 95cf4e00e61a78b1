import type { Piece } from './content-items.ts';
import { joinedText, type Line, widestSpace } from './lines.ts';
import type { PageCell, PageTable } from './page-table.ts';

const fewestRows = 2;
const mostLabelLines = 2;
/** Between tables stand headings, which belong to neither. */
const heading = /^(第.{1,4}条|[一二三四五六]、)/;

interface Segment {
  text: string;
  left: number;
  right: number;
}

interface Stretch {
  kind: 'lines' | 'rows';
  lines: Line[];
}

/** Stretches of lines; those of which each line has several texts far apart are rows of a table. */
export function splitByGaps(lines: readonly Line[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const line of lines) add(stretches, isRow(line) ? 'rows' : 'lines', [line]);
  const split: Stretch[] = [];
  for (const [at, { kind, lines: own }] of stretches.entries()) {
    const last = split.at(-1);
    const labels =
      last?.kind === 'rows' ? labelLines(last.lines, own, stretches[at + 1]?.lines) : 0;
    add(split, 'rows', own.slice(0, labels));
    const rest = own.slice(labels);
    const isTable = kind === 'rows' && (rest.length >= fewestRows || split.at(-1)?.kind === 'rows');
    add(split, isTable ? 'rows' : 'lines', rest);
  }
  return split;
}

function add(stretches: Stretch[], kind: Stretch['kind'], lines: readonly Line[]): void {
  if (lines.length === 0) return;
  const last = stretches.at(-1);
  if (last?.kind === kind) last.lines.push(...lines);
  else stretches.push({ kind, lines: [...lines] });
}

function isRow(line: Line): boolean {
  return segmentsOf(line).length > 1;
}

/**
 * How many of the lines below a row stand in its first column alone, as the rest of a label does:
 * close below, or between rows.
 */
function labelLines(
  above: readonly Line[],
  lines: readonly Line[],
  below: readonly Line[] | undefined,
): number {
  if (isRow(lines[0]!)) return 0;
  const seconds = [...above, ...(below ?? [])].flatMap((line) => segmentsOf(line).slice(1, 2));
  const firstEnd = Math.min(...seconds.map(({ left }) => left));
  const isBetween = below !== undefined && lines.length <= mostLabelLines;
  const end = lines.findIndex(({ right, text, y, size }, at) => {
    const drop = (lines[at - 1] ?? above.at(-1)!).y - y;
    return right >= firstEnd || heading.test(text) || !(isBetween || drop < 1.35 * size);
  });
  return Math.min(end < 0 ? lines.length : end, mostLabelLines);
}

/** A table without lines: its columns are those of the rows that have most. */
export function gapTable(lines: readonly Line[]): PageTable {
  const rows = lines.map(segmentsOf);
  const most = Math.max(...rows.map(({ length }) => length));
  const full = rows.filter(({ length }) => length === most);
  const columns = Array.from({ length: most }, (_, at) => ({
    left: Math.min(...full.map((row) => row[at]!.left)),
    right: Math.max(...full.map((row) => row[at]!.right)),
  }));
  return {
    kind: 'table',
    page: lines[0]!.page,
    lastPage: lines.at(-1)!.page,
    rows: rows.map((row, at) => cellsOf(row, columns, lines[at]!.page)),
    columns: most,
    edges: [columns[0]!.left, ...columns.map(({ right }) => right)],
    lines,
  };
}

function cellsOf(
  row: readonly Segment[],
  columns: readonly { left: number; right: number }[],
  page: number,
): PageCell[] {
  const cells = columns.map(
    (_, column): PageCell => ({ text: '', column, rowSpan: 1, columnSpan: 1, page }),
  );
  for (const segment of row) {
    const at = nearest(segment, columns);
    const cell = cells[at]!;
    cells[at] = {
      ...cell,
      text: cell.text === '' ? segment.text : `${cell.text} ${segment.text}`,
    };
  }
  return cells;
}

function nearest(segment: Segment, columns: readonly { left: number; right: number }[]): number {
  const distances = columns.map(({ left, right }) =>
    Math.abs((left + right) / 2 - (segment.left + segment.right) / 2),
  );
  return distances.indexOf(Math.min(...distances));
}

function segmentsOf({ pieces }: Line): Segment[] {
  const groups: Piece[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const piece of pieces) {
    if (piece.text.trim() === '') continue;
    if (piece.x - end > widestSpace * piece.size) groups.push([piece]);
    else groups.at(-1)!.push(piece);
    end = piece.x + piece.width;
  }
  return groups.map((group) => ({
    text: joinedText(group),
    left: group[0]!.x,
    right: group.at(-1)!.x + group.at(-1)!.width,
  }));
}
