import type { FontSet } from '../fonts/font-set.ts';
import { explainMissing, missingCharacters } from '../fonts/missing.ts';
import type { YamlNode, YamlScalar } from '../yaml/node.ts';
import { offsetInSource } from '../yaml/offsets.ts';
import type { Reading } from '../yaml/reading.ts';

/** Tells of the characters that cannot be printed, in the values under some keys, at any depth. */
export function findMissingGlyphs(
  reading: Reading,
  root: YamlNode,
  keys: ReadonlySet<string>,
  fonts: FontSet,
): void {
  for (const scalar of valuesUnder(root, keys)) {
    for (const missing of missingCharacters(scalar.text, fonts)) {
      reading.fail(
        offsetInSource(reading.source.text, scalar, missing.index),
        'fonts/missing-glyph',
        explainMissing(missing),
      );
    }
  }
}

function* valuesUnder(node: YamlNode, keys: ReadonlySet<string>): Generator<YamlScalar> {
  if (node.kind === 'sequence') for (const item of node.items) yield* valuesUnder(item, keys);
  if (node.kind !== 'mapping') return;
  for (const { key, value } of node.entries) {
    if (value.kind !== 'scalar') yield* valuesUnder(value, keys);
    else if (keys.has(key.text)) yield value;
  }
}
