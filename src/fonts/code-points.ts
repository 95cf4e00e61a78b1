const highest = 0x10ffff;

/** A set of Unicode code points, asked far more often than it is made: one bit for each. */
export class CodePoints {
  readonly #bits: Uint8Array;

  private constructor(bits: Uint8Array) {
    this.#bits = bits;
  }

  /** From ranges written one after the other: first, last, first, last … */
  static fromRanges(ranges: readonly number[]): CodePoints {
    const bits = new Uint8Array((highest + 1) / 8);
    for (let at = 0; at + 1 < ranges.length; at += 2) {
      for (let code = ranges[at]!; code <= ranges[at + 1]!; code++)
        bits[code >> 3]! |= 1 << (code & 7);
    }
    return new CodePoints(bits);
  }

  /** All that any of the sets has. */
  static union(sets: Iterable<CodePoints>): CodePoints {
    const bits = new Uint8Array((highest + 1) / 8);
    for (const set of sets) {
      for (let at = 0; at < bits.length; at++) bits[at]! |= set.#bits[at]!;
    }
    return new CodePoints(bits);
  }

  has(code: number): boolean {
    return (this.#bits[code >> 3]! & (1 << (code & 7))) !== 0;
  }

  /** Those of its code points that `isMeant` says yes to. */
  filter(isMeant: (code: number) => boolean): CodePoints {
    const bits = new Uint8Array(this.#bits.length);
    for (let code = 0; code <= highest; code++) {
      if (this.#bits[code >> 3] === 0) code |= 7;
      else if (this.has(code) && isMeant(code)) bits[code >> 3]! |= 1 << (code & 7);
    }
    return new CodePoints(bits);
  }

  /** Whether it has every character of a text. */
  hasAll(text: string): boolean {
    for (const character of text) if (!this.has(character.codePointAt(0)!)) return false;
    return true;
  }
}

/** Code points as ranges, for `CodePoints.fromRanges`. */
export function rangesOf(codes: Iterable<number>): number[] {
  const ranges: number[] = [];
  for (const code of [...codes].sort((a, b) => a - b)) {
    if (code < 0 || code > highest) continue;
    if (ranges.length > 0 && code <= ranges.at(-1)! + 1) ranges[ranges.length - 1] = code;
    else ranges.push(code, code);
  }
  return ranges;
}
