import { createHash } from 'node:crypto';
import type { DataFile } from './data-files.ts';

/** Bytes that are gathered before they are written. */
const pieceSize = 1 << 20;

export interface WrittenFile {
  bytes: number;
  /** Hexadecimal. */
  sha256: string;
}

/** A text file that is written piece by piece, so that a large one is never in memory as a whole. */
export class GrowingFile {
  readonly #path: string;
  readonly #hash = createHash('sha256');
  #gathered: Buffer[] = [];
  #gatheredBytes = 0;
  #bytes = 0;
  #isBegun = false;

  constructor(path: string) {
    this.#path = path;
  }

  *add(piece: Buffer): Generator<DataFile> {
    this.#hash.update(piece);
    this.#bytes += piece.length;
    this.#gathered.push(piece);
    this.#gatheredBytes += piece.length;
    if (this.#gatheredBytes >= pieceSize) yield this.#take();
  }

  /** What is left; nothing may be added any more. */
  *end(): Generator<DataFile, WrittenFile> {
    yield this.#take();
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }

  #take(): DataFile {
    const content = Buffer.concat(this.#gathered);
    const piece = { path: this.#path, content, isContinued: this.#isBegun };
    this.#gathered = [];
    this.#gatheredBytes = 0;
    this.#isBegun = true;
    return piece;
  }
}
