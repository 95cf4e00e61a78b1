import { csvStart } from './csv.ts';
import type { DataFile } from './data-files.ts';
import { figuresTable } from './data-table.ts';
import { GrowingFile, type WrittenFile } from './growing-file.ts';

/** Between two reports of a list in JSON; each piece of several reports begins with it. */
export const nextItem = ',\n';

/**
 * The figures of several reports as CSV and as JSON, both growing by pieces, which may be those of
 * other files too.
 */
export class FigureFiles {
  readonly #csv: GrowingFile;
  readonly #jsonPath: string;
  readonly #jsonStart: string;
  #isEmpty = true;

  /** `stem` is the path without its extension; `year` is absent where there are several. */
  constructor(stem: string, year?: number) {
    this.#csv = new GrowingFile(`${stem}.csv`);
    this.#jsonPath = `${stem}.json`;
    this.#jsonStart = `{${year === undefined ? '' : `"year":${year},`}"reports":[`;
  }

  *begin(): Generator<DataFile> {
    yield this.#csv.add(Buffer.from(csvStart(figuresTable)));
    yield { path: this.#jsonPath, content: this.#jsonStart, isContinued: false };
  }

  /** `csv`: records; `json`: reports as objects, `nextItem` before each. */
  *add(csv: Buffer, json: Buffer): Generator<DataFile> {
    yield this.#csv.add(csv);
    // Nothing comes before the first of the list, so its comma goes.
    yield this.#nextJson(this.#isEmpty ? json.subarray(1) : json);
    this.#isEmpty = false;
  }

  /** Returns what the CSV has become. */
  *end(): Generator<DataFile, WrittenFile> {
    yield this.#nextJson('\n]}\n');
    return this.#csv.end();
  }

  #nextJson(content: string | Uint8Array): DataFile {
    return { path: this.#jsonPath, content, isContinued: true };
  }
}
