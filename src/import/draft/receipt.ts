import type { RecognisedFigure, RecognisedReport } from '../recognised.ts';
import type { Remark } from '../source-document.ts';
import { allRemarks } from './all-remarks.ts';

/** What became of a source: plain data, the same for the same source. */
export interface Receipt {
  /** As it was named. */
  source: string;
  /** Id; null where nobody has said and the source does not tell. */
  agency: string | null;
  year: number | null;
  /** Edition, such as `2021`. */
  form: string;
  title: string | null;
  /** `YYYY-MM-DD`, with ` HH:mm` where the source has it. */
  published: string | null;
  /** Whether agency and year are known, and every primary figure and every part is stated. */
  complete: boolean;
  /** Primary figures and totals of the tables that the source has, in the form's order. */
  figures: readonly RecognisedFigure[];
  mended: readonly ReceiptEntry[];
  leftOut: readonly ReceiptEntry[];
  needsPerson: readonly ReceiptEntry[];
  noticed: readonly ReceiptEntry[];
}

export type ReceiptEntry = Omit<Remark, 'kind'>;

/** The receipt of a source. */
export function receiptOf(recognised: RecognisedReport): Receipt {
  const { name, agency, year, title, published, tables } = recognised;
  const remarks = allRemarks(recognised);
  const entries = (wanted: Remark['kind']): ReceiptEntry[] =>
    remarks.flatMap(({ kind, ...entry }) => (kind === wanted ? [entry] : []));
  return {
    source: name,
    agency: agency ?? null,
    year: year ?? null,
    form: tables.form.edition,
    title: title ?? null,
    published: published ?? null,
    complete: isComplete(recognised),
    figures: figuresOf(recognised),
    mended: entries('mended'),
    leftOut: entries('left-out'),
    needsPerson: entries('needs-person'),
    noticed: entries('noticed'),
  };
}

function isComplete({ agency, year, tables, prose }: RecognisedReport): boolean {
  const stated = new Set(
    tables.tables.flatMap(({ figures }) =>
      figures.flatMap(({ address, digits }) => (digits === null ? [] : [address])),
    ),
  );
  const written = new Set(prose.map(({ key }) => key));
  return (
    agency !== undefined &&
    year !== undefined &&
    tables.form.facts.every(({ role, address }) => role !== 'primary' || stated.has(address)) &&
    tables.form.parts.every(
      ({ key, content, optional }) => content === 'table' || optional || written.has(key),
    )
  );
}

function figuresOf({ tables: { form, tables } }: RecognisedReport): RecognisedFigure[] {
  const at = (address: string) => form.indexByAddress.get(address) ?? form.facts.length;
  return tables
    .flatMap(({ figures, totals }) => [...figures, ...totals])
    .sort((one, other) => at(one.address) - at(other.address));
}

/** The receipt as JSON, with a line end. */
export function receiptJson(receipt: Receipt): string {
  return `${JSON.stringify(receipt, undefined, 2)}\n`;
}
