/** What surrounds the rows of a sheet. */
export interface SheetFrame {
  /** Widths of the columns in characters. */
  widths: readonly number[];
  /** Rows at the top that stay in sight; none if absent. */
  frozenRows?: number;
  /** Ranges such as `A1:C1`. */
  merged?: readonly string[];
  /** Range whose columns can be filtered. */
  filter?: string;
}

const namespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** Everything before the rows. */
export function sheetStart({
  widths,
  frozenRows,
}: Pick<SheetFrame, 'widths' | 'frozenRows'>): string {
  const pane = frozenRows
    ? `<pane ySplit="${frozenRows}" topLeftCell="A${frozenRows + 1}" activePane="bottomLeft" state="frozen"/>`
    : '';
  const columns = widths.map(
    (width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  return [
    `<worksheet xmlns="${namespace}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`,
    `<sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>`,
    `<cols>${columns.join('')}</cols><sheetData>`,
  ].join('');
}

/** Everything after the rows. Prints as wide as one A4 page. */
export function sheetEnd({ merged = [], filter }: Pick<SheetFrame, 'merged' | 'filter'>): string {
  const ranges = merged.map((range) => `<mergeCell ref="${range}"/>`);
  return [
    '</sheetData>',
    filter === undefined ? '' : `<autoFilter ref="${filter}"/>`,
    ranges.length > 0 ? `<mergeCells count="${ranges.length}">${ranges.join('')}</mergeCells>` : '',
    '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>',
    '<pageSetup paperSize="9" fitToHeight="0"/></worksheet>',
  ].join('');
}

export function sheetXml(frame: SheetFrame, rows: string): string {
  return sheetStart(frame) + rows + sheetEnd(frame);
}

/** A row, counted from 1, with a height in points where it must not be Excel's own choice. */
export function rowXml(number: number, cells: string, height?: number): string {
  const fixed = height === undefined ? '' : ` ht="${height}" customHeight="1"`;
  return `<row r="${number}"${fixed}>${cells}</row>`;
}
