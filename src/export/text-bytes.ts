/**
 * UTF-8 put together from pieces that are bytes already. An archive's data are the same names over
 * and over: joined as strings, they would have to be encoded anew for each report.
 */
export class TextBytes {
  #bytes = Buffer.allocUnsafe(1 << 16);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(piece: Uint8Array): void {
    this.#reserve(piece.length);
    this.#bytes.set(piece, this.#length);
    this.#length += piece.length;
  }

  /** Adds a piece, with the same digits at each of some places in it. */
  addFilled(piece: Uint8Array, places: readonly number[], digits: Uint8Array): void {
    const start = this.#length;
    this.add(piece);
    const bytes = this.#bytes;
    // Byte by byte: a call for a few digits takes longer than they do.
    for (const place of places)
      for (let at = 0; at < digits.length; at++) bytes[start + place + at] = digits[at]!;
  }

  /** Adds short text that is ASCII, such as digits. */
  addAscii(text: string): void {
    this.#reserve(text.length);
    for (let at = 0; at < text.length; at++) this.#bytes[this.#length++] = text.charCodeAt(at);
  }

  addText(text: string): void {
    this.#reserve(text.length * mostBytesPerUnit);
    this.#length += this.#bytes.write(text, this.#length);
  }

  /** A copy of what has been added from a place on. */
  copyFrom(start: number): Buffer {
    return Buffer.from(this.#bytes.subarray(start, this.#length));
  }

  /** What has been added; it is empty again afterwards. */
  take(): Buffer {
    const taken = this.copyFrom(0);
    this.#length = 0;
    return taken;
  }

  #reserve(count: number): void {
    const needed = this.#length + count;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, 2 * this.#bytes.length));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}

/** Of UTF-8, for a UTF-16 code unit. */
const mostBytesPerUnit = 3;
