/** YAML as a tree in which every value knows where it stands in its source. */
export type YamlNode = YamlScalar | YamlMapping | YamlSequence;

export interface YamlScalar {
  kind: 'scalar';
  /** Offset of the first character: its quote, or the `|` of a block. */
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
