import { csvText } from './csv.ts';
import type { FactColumns, ReportFigures } from './figure-rows.ts';
import type { TextBytes } from './text-bytes.ts';

/** Makes records of figures as CSV; what is said of a fact in every report is worked out once. */
export class FigureCsv {
  readonly #facts = new WeakMap<FactColumns, Buffer>();
  /** By unit, then by status. */
  readonly #ends = new Map<string, Map<string, Buffer>>();

  /** Adds the figures of a report. */
  addTo(target: TextBytes, { ofReport, records }: ReportFigures): void {
    const start = Buffer.from(`${ofReport.map(csvText).join(',')},`);
    for (const { fact, value, status, unit } of records) {
      target.add(start);
      target.add(this.#fact(fact));
      target.addAscii(value);
      target.add(this.#end(status, unit));
    }
  }

  #fact(fact: FactColumns): Buffer {
    let csv = this.#facts.get(fact);
    if (!csv) {
      csv = Buffer.from(`${Object.values(fact).map(csvText).join(',')},`);
      this.#facts.set(fact, csv);
    }
    return csv;
  }

  #end(status: string, unit: string): Buffer {
    const known = this.#ends.get(unit)?.get(status);
    if (known) return known;
    const csv = Buffer.from(`,${status},${csvText(unit)}\r\n`);
    this.#ends.set(unit, (this.#ends.get(unit) ?? new Map()).set(status, csv));
    return csv;
  }
}
