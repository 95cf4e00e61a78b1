import {
  AlignmentType,
  BorderStyle,
  LineRuleType,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { points, textWidth } from './measures.ts';
import { styleIds } from './styles.ts';

/** How the text of a table is set; lengths in points. */
export interface TableLook {
  /** From one line to the next. */
  pitch: number;
  padding: { upright: number; side: number };
}

export interface CellLook {
  /** In twips. */
  width: number;
  /** Whether it names columns or blocks. */
  isHead: boolean;
  alignment: (typeof AlignmentType)[keyof typeof AlignmentType];
  columnSpan?: number;
  rowSpan?: number;
  /** Room beside the text, in twips; that of the table, where nothing is said. */
  left?: number;
  right?: number;
}

/** A cell; the size of its letters is that of the runs. */
export function cellOf(children: ParagraphChild[], look: TableLook, cell: CellLook): TableCell {
  const upright = points(look.padding.upright);
  const side = points(look.padding.side);
  return new TableCell({
    width: { size: cell.width, type: WidthType.DXA },
    ...(cell.columnSpan === undefined ? {} : { columnSpan: cell.columnSpan }),
    ...(cell.rowSpan === undefined ? {} : { rowSpan: cell.rowSpan }),
    margins: {
      top: upright,
      bottom: upright,
      left: cell.left ?? side,
      right: cell.right ?? side,
    },
    verticalAlign: VerticalAlignTable.CENTER,
    children: [
      new Paragraph({
        style: cell.isHead ? styleIds.headCell : styleIds.cell,
        alignment: cell.alignment,
        spacing: { line: points(look.pitch), lineRule: LineRuleType.EXACT },
        children,
      }),
    ],
  });
}

/** A row is never cut by the end of a page; `keepNext` holds it to the row below. */
export function rowOf(
  children: TableCell[],
  { isHead, keepNext = false }: { isHead: boolean; keepNext?: boolean },
): TableRow {
  return new TableRow({
    children,
    cantSplit: true,
    ...(isHead ? { tableHeader: true } : {}),
    ...(keepNext ? { keepNext } : {}),
  });
}

const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const;

/** A table over the whole width of the text. */
export function tableOf(columnWidths: readonly number[], rows: TableRow[]): Table {
  return new Table({
    rows,
    columnWidths,
    width: { size: textWidth, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    borders: {
      top: line,
      bottom: line,
      left: line,
      right: line,
      insideHorizontal: line,
      insideVertical: line,
    },
  });
}
