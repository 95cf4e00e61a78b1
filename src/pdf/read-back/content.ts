/** What the PDF of a report must show, as plain data: made from the facts, not from a template. */
export interface ExpectedContent {
  /** As messages name the report, such as `河东区郑旺镇 2021` */
  report: string;
  /** Everything in reading order, from the title to the last note. */
  units: ExpectedUnit[];
  /** Lines that stand on each page once, besides its number. */
  runningLines: string[];
  /**
   * Facts that the closing lines hold, in this order. The words around them are the template's;
   * they may hold no other digits.
   */
  colophon: string[];
}

export type ExpectedUnit = ExpectedText | ExpectedMarker | ExpectedRow;

/** A heading, a paragraph, what a list item says before its own paragraphs or lists, a note. */
export interface ExpectedText {
  kind: 'text';
  /** As messages name it, such as `一、总体情况第 3 段` */
  place: string;
  text: string;
}

/** The marker of a list item: its number, or null for a bullet, which may be drawn and no text. */
export interface ExpectedMarker {
  kind: 'marker';
  place: string;
  number: number | null;
}

/** A row of a table: a statutory one with its figures, or an editor's own with labels only. */
export interface ExpectedRow {
  kind: 'row';
  /** As messages name it, such as `表三“（一）予以公开”` */
  place: string;
  labels: string[];
  /** Digits as printed, or “—” where the source does not state them. */
  figures: string[];
  /** Labels of the row that may stand again where the table goes on at the top of a page. */
  header?: string[];
}
