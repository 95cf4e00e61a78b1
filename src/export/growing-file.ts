import { createHash } from 'node:crypto';
import type { DataFile } from './data-files.ts';

export interface WrittenFile {
  bytes: number;
  /** Hexadecimal. */
  sha256: string;
}

/** A file that is written piece by piece, so that a large one is never in memory as a whole. */
export class GrowingFile {
  readonly #path: string;
  readonly #hash = createHash('sha256');
  #bytes = 0;

  constructor(path: string) {
    this.#path = path;
  }

  add(content: Uint8Array): DataFile {
    const isContinued = this.#bytes > 0;
    this.#hash.update(content);
    this.#bytes += content.length;
    return { path: this.#path, content, isContinued };
  }

  /** What the file has become; nothing may be added any more. */
  end(): WrittenFile {
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }
}
