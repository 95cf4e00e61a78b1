import type { YamlScalar } from './node.ts';

const known = new WeakMap<YamlScalar, Uint32Array>();

/**
 * Offset in the source of the character at `index` of a scalar's value;
 * of a folded block only where it begins.
 */
export function offsetInSource(source: string, scalar: YamlScalar, index: number): number {
  const { start, end } = scalar.raw;
  if (start < 0 || isFolded(source, scalar)) return scalar.start;
  const { length } = scalar.text;
  // Folding and escapes always shorten.
  if (scalar.style !== 'block' && end - start === length) return start + Math.min(index, length);
  let offsets = known.get(scalar);
  if (!offsets) {
    offsets =
      scalar.style === 'block' ? literalOffsets(source, scalar) : flowOffsets(source, scalar);
    known.set(scalar, offsets);
  }
  return offsets[index] ?? Math.min(end, source.length);
}

/** Whether a value is a block that joins its lines (`>`). */
export function isFolded(source: string, { style, start }: YamlScalar): boolean {
  return style === 'block' && source[start] === '>';
}

/** Line by line: what follows the indentation is the text. */
function literalOffsets(source: string, { text, raw }: YamlScalar): Uint32Array {
  const offsets = new Uint32Array(text.length);
  // A block of blank lines has no indentation of its own.
  const indent = raw.indent < 0 ? source.length : raw.indent;
  let at = raw.start;
  for (let index = 0; index < text.length; index++) {
    for (let n = 0; n < indent && source[at] === ' '; n++) at++;
    while (index < text.length && text[index] !== '\n') offsets[index++] = at++;
    if (index < text.length) offsets[index] = Math.min(at, source.length);
    at += source.startsWith('\r\n', at) ? 2 : 1;
  }
  return offsets;
}

const escapeLengths: Readonly<Record<string, number>> = { x: 4, u: 6, U: 10 };

/** Plain and quoted scalars: white space with line breaks is folded, escapes are one character. */
function flowOffsets(source: string, { start, text, style, raw }: YamlScalar): Uint32Array {
  const offsets = new Uint32Array(text.length);
  const quote = style === 'quoted' ? source[start] : undefined;
  const space = /[ \t\r\n]+/y;
  let index = 0;
  for (let at = raw.start; at < raw.end; ) {
    const sign = source[at]!;
    space.lastIndex = at;
    const run = space.exec(source)?.[0];
    let length = 1;
    let written = 1;
    if (run && /[\r\n]/.test(run)) {
      const breaks = run.match(/\r\n?|\n/g)!.length;
      length = run.length;
      written = Math.max(1, breaks - 1);
    } else if (run) {
      for (let n = 0; n < run.length - 1; n++) offsets[index++] = at++;
    } else if (sign === '\\' && quote === '"') {
      const escaped = source[at + 1]!;
      space.lastIndex = at + 1;
      const joined = /[\r\n]/.test(escaped);
      length = joined ? 1 + space.exec(source)![0].length : (escapeLengths[escaped] ?? 2);
      written = joined ? 0 : text.codePointAt(index)! > 0xffff ? 2 : 1;
    } else if (sign === "'" && quote === "'") length = 2;
    for (let n = 0; n < written; n++) offsets[index++] = at;
    at += length;
  }
  return offsets;
}
