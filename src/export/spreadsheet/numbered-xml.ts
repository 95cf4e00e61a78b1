import type { TextBytes } from '../text-bytes.ts';

/** The piece for row numbers of one length, and where in it they stand. */
interface Prepared {
  piece: Uint8Array;
  places: readonly number[];
}

/**
 * XML of cells, which all name the row that they are in: prepared once for each length of row
 * numbers, so that only the digits have to be filled in.
 */
export class NumberedXml {
  readonly #pieces: readonly Buffer[];
  readonly #byLength: Prepared[] = [];

  /** `xml` has the mark where the row's number stands; XML itself cannot hold it. */
  constructor(xml: string) {
    this.#pieces = xml.split(rowMark).map((piece) => Buffer.from(piece));
  }

  /** `digits` are those of the row's number, in ASCII. */
  addTo(target: TextBytes, digits: Uint8Array): void {
    const { piece, places } = this.#prepared(digits.length);
    target.addFilled(piece, places, digits);
  }

  #prepared(length: number): Prepared {
    const known = this.#byLength[length];
    if (known) return known;
    const gap = Buffer.alloc(length);
    const [first, ...others] = this.#pieces;
    const places: number[] = [];
    let at = first!.length;
    for (const { length: ofPiece } of others) {
      places.push(at);
      at += length + ofPiece;
    }
    const piece = Buffer.concat([first!, ...others.flatMap((other) => [gap, other])]);
    const prepared = { piece, places };
    this.#byLength[length] = prepared;
    return prepared;
  }
}

/** Stands for the row's number. */
export const rowMark = '\0';

const zero = '0'.charCodeAt(0);
const nine = '9'.charCodeAt(0);

/** The digits of a number in ASCII. */
export function asciiDigits(number: number): Uint8Array {
  return Buffer.from(String(number));
}

/** The digits of the next number: the same bytes, changed, where it is as long. */
export function nextDigits(digits: Uint8Array): Uint8Array {
  for (let at = digits.length - 1; at >= 0; at--) {
    if (digits[at]! < nine) {
      digits[at]!++;
      return digits;
    }
    digits[at] = zero;
  }
  return asciiDigits(10 ** digits.length);
}
