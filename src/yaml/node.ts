/** YAML as a tree in which every value knows where it stands in its source. */
export type YamlNode = YamlScalar | YamlMapping | YamlSequence;

export interface YamlScalar {
  kind: 'scalar';
  /** Offset of the first character, quotes included. */
  start: number;
  text: string;
  style: 'plain' | 'quoted' | 'block';
  /** Offsets of the written value, and its indentation where it is a block. */
  raw: { start: number; end: number; indent: number };
}

export interface YamlEntry {
  key: YamlScalar;
  value: YamlNode;
}

export interface YamlMapping {
  kind: 'mapping';
  start: number;
  entries: YamlEntry[];
}

export interface YamlSequence {
  kind: 'sequence';
  start: number;
  items: YamlNode[];
}

/** The value under a key, or undefined. */
export function childOf(mapping: YamlMapping, key: string): YamlNode | undefined {
  return mapping.entries.find((entry) => entry.key.text === key)?.value;
}

/** Whether nothing at all is written after a key. */
export function isBlank(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.style === 'plain' && node.text === '';
}

/**
 * Offset in the source of the character at `index` of a scalar's value.
 * Exact for one-line scalars and literal blocks; where folding or escapes changed the text,
 * the place is found by walking both texts side by side.
 */
export function offsetInSource(source: string, scalar: YamlScalar, index: number): number {
  const { start, end } = scalar.raw;
  if (start < 0) return scalar.start;
  const written = source.slice(start, end);
  if (scalar.style !== 'block' && written === scalar.text) return start + index;
  let at = 0;
  for (let i = 0; i < index && at < written.length; i++) {
    at = skipTo(written, at, scalar.text[i]!) + 1;
  }
  return start + skipTo(written, at, scalar.text[index] ?? '');
}

/** First place from `at` where `character` stands with only white space before it, else `at`. */
function skipTo(written: string, at: number, character: string): number {
  let place = at;
  if (character === '\n' || character === ' ') {
    if (written[place] === character) return place;
    while (place < written.length && written[place] === ' ') place++;
    return /\s/.test(written[place] ?? '') ? place : at;
  }
  while (place < written.length && written[place] !== character && /\s/.test(written[place]!)) {
    place++;
  }
  return written[place] === character ? place : at;
}
