import { byteOrderMark, csvRecord, csvText } from './csv.ts';
import type { DataFile } from './data-files.ts';
import type { DataTable } from './data-table.ts';
import type { FactColumns, ReportFigures } from './figure-rows.ts';
import { GrowingFile, type WrittenFile } from './growing-file.ts';

/** What begins a CSV: the mark of UTF-8, and the names of its columns. */
export function csvStart({ fields }: DataTable): string {
  return byteOrderMark + csvRecord(fields.map(({ name }) => name));
}

const factCsv = new WeakMap<FactColumns, string>();

/** The figures of a report as records of a CSV. */
export function figureCsv({ ofReport, records }: ReportFigures): string {
  const columns = ofReport.map(csvText).join(',');
  return records
    .map(({ fact, value, status, unit }) => {
      let csv = factCsv.get(fact);
      if (csv === undefined) {
        csv = Object.values(fact).map(csvText).join(',');
        factCsv.set(fact, csv);
      }
      return `${columns},${csv},${value},${status},${csvText(unit)}\r\n`;
    })
    .join('');
}

const lineEnd = Buffer.from('\n');
const nextItem = Buffer.from(',\n');

/** The figures of several reports as CSV and as JSON, both growing report by report. */
export class FigureFiles {
  readonly #csv: GrowingFile;
  readonly #json: GrowingFile;
  readonly #jsonStart: string;
  #isEmpty = true;

  /** `stem` is the path without its extension; `year` is absent where there are several. */
  constructor(stem: string, year?: number) {
    this.#csv = new GrowingFile(`${stem}.csv`);
    this.#json = new GrowingFile(`${stem}.json`);
    this.#jsonStart = `{${year === undefined ? '' : `"year":${year},`}"reports":[`;
  }

  *begin(table: DataTable): Generator<DataFile> {
    yield* this.#csv.add(Buffer.from(csvStart(table)));
    yield* this.#json.add(Buffer.from(this.#jsonStart));
  }

  /** `csv`: records of one report; `json`: the report as an object. Both in UTF-8. */
  *add(csv: Buffer, json: Buffer): Generator<DataFile> {
    yield* this.#csv.add(csv);
    yield* this.#json.add(this.#isEmpty ? lineEnd : nextItem);
    yield* this.#json.add(json);
    this.#isEmpty = false;
  }

  /** What is left of both; returns what the CSV has become. */
  *end(): Generator<DataFile, WrittenFile> {
    yield* this.#json.add(Buffer.from('\n]}\n'));
    yield* this.#json.end();
    return yield* this.#csv.end();
  }
}
