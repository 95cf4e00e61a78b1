/** 校验单: what a signer reads of one report before it is published, in reading order. */
export interface ReviewSheet {
  /** File names begin with it: `<agency>-<year>`. */
  stem: string;
  /** As messages name the report, such as `柳林镇 2021`. */
  name: string;
  title: string;
  isDemo: boolean;
  isDraft: boolean;
  /** `YYYY-MM-DD` that the PDF is dated: the report's, so that the same content gives the same bytes. */
  date: string;
  sections: ReviewSection[];
  /** What may be long, behind the place for the signature. */
  annexes: ReviewSection[];
}

export interface ReviewSection {
  id: string;
  title: string;
  blocks: ReviewBlock[];
}

export type ReviewBlock = ReviewText | ReviewTable;

export interface ReviewText {
  kind: 'text';
  text: string;
}

export interface ReviewTable {
  kind: 'table';
  /** One per column; empty where the first cell of each row says what follows it. */
  head: string[];
  /** Index of the label that names the row. */
  rowHeader: number;
  rows: ReviewRow[];
}

export interface ReviewRow {
  labels: string[];
  /** What stands right of the labels, set as numbers are. */
  figures: ReviewFigure[];
}

export interface ReviewFigure {
  text: string;
  /** Of the report's own fact, where it is one. */
  address?: string;
}

export function paragraph(text: string): ReviewText {
  return { kind: 'text', text };
}

/** A table of words, whose rows are named by their first cell. */
export function wordTable(head: string[], rows: readonly string[][], rowHeader = 0): ReviewTable {
  return { kind: 'table', head, rowHeader, rows: rows.map((labels) => ({ labels, figures: [] })) };
}

/** The sheet with each of its texts replaced by what `change` makes of it. */
export function mapTexts(sheet: ReviewSheet, change: (text: string) => string): ReviewSheet {
  const section = ({ id, title, blocks }: ReviewSection): ReviewSection => ({
    id,
    title: change(title),
    blocks: blocks.map((block) =>
      block.kind === 'text' ? paragraph(change(block.text)) : mapTable(block, change),
    ),
  });
  return {
    ...sheet,
    title: change(sheet.title),
    sections: sheet.sections.map(section),
    annexes: sheet.annexes.map(section),
  };
}

function mapTable(table: ReviewTable, change: (text: string) => string): ReviewTable {
  return {
    ...table,
    head: table.head.map(change),
    rows: table.rows.map(({ labels, figures }) => ({
      labels: labels.map(change),
      figures: figures.map((figure) => ({ ...figure, text: change(figure.text) })),
    })),
  };
}
