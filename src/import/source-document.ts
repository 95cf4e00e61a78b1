/** Where something stands in a source; only what the format knows, all counted from 1. */
export interface Place {
  page?: number;
  line?: number;
  table?: number;
  row?: number;
  /** Of the row's own cells. */
  cell?: number;
}

/** A paragraph, a heading, an item of a list; in plain text, a line. */
export interface TextBlock {
  kind: 'text';
  /** Level of a heading, where the source marks it as one. */
  level?: number;
  /** Depth of a list's item, from 1, and its number where it has one. */
  item?: { depth: number; number?: number };
  text: string;
  /** The same as inline Markdown: bold, emphasis, links; else escaped. */
  markdown: string;
  place: Place;
}

export interface SourceCell {
  /** Lines of a cell are parted by `\n`. */
  text: string;
  rowSpan: number;
  columnSpan: number;
  place: Place;
}

/** A table; of plain text, neighbouring lines with tabs in them. Its spans are not yet expanded. */
export interface TableBlock {
  kind: 'table';
  rows: readonly (readonly SourceCell[])[];
  place: Place;
}

export type Block = TextBlock | TableBlock;

/** What a person should know of how something was read. */
export interface Remark {
  /**
   * `mended`: debris taken away or a misprint understood; `left-out`: found no place in the draft,
   * `text` has it whole; `noticed`: for information; `needs-person`: somebody has to decide.
   */
  kind: 'mended' | 'left-out' | 'noticed' | 'needs-person';
  /** In Chinese, a whole sentence. */
  message: string;
  place?: Place;
  /** The source's own words. */
  text?: string;
  /** Address of the fact concerned. */
  fact?: string;
}

export type SourceFormat = 'docx' | 'html' | 'text' | 'markdown' | 'pdf';

/** A file of any format, as far as its making does not matter any more. */
export interface SourceDocument {
  /** As it was named by whoever imports it. */
  name: string;
  format: SourceFormat;
  /** What the format itself gives as the title. */
  title?: string;
  /** Date of publication, where the format itself says it: `YYYY-MM-DD` with or without ` HH:mm`. */
  published?: string;
  blocks: readonly Block[];
  remarks: readonly Remark[];
}
