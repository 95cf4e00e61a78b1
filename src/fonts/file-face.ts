import { readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { CodePoints, rangesOf } from './code-points.ts';
import { type FontFace, sha256 } from './face.ts';
import type { NamedFont } from './font-names.ts';
import { charactersIn } from './font-reader.ts';
import { cutFont, fontOffsets, type ReadBytes } from './sfnt.ts';

/** What reading the whole of a font has told. */
interface ReadFont {
  readonly fingerprint: string;
  readonly characters: CodePoints;
  readonly isCollection: boolean;
}

/** By file, its size and time, and index: a preview looks at the same fonts again and again. */
const known = new Map<string, ReadFont>();

/**
 * A font in a file of the person's own, which is read whole.
 *
 * @throws FontFormatError where it is damaged, and what the file system throws
 */
export function fileFace({ file, index, name }: NamedFont): FontFace {
  const { size, mtimeMs } = statSync(file);
  const key = [file, index, size, mtimeMs].join('\0');
  let read = known.get(key);
  if (!read) {
    const bytes = readFileSync(file);
    read = {
      fingerprint: sha256(bytes, String(index)),
      characters: CodePoints.fromRanges(rangesOf(charactersIn(single(bytes, index)))),
      isCollection: fontOffsets(reader(bytes)).length > 1,
    };
    known.set(key, read);
  }
  const { fingerprint, characters, isCollection } = read;
  return {
    name,
    fingerprint,
    characters,
    // Neither the browser's list of fonts nor a style sheet can name one font of a collection.
    fontFile: async () => (isCollection ? single(await readFile(file), index) : file),
  };
}

function single(bytes: Buffer, index: number): Buffer {
  const read = reader(bytes);
  const offsets = fontOffsets(read);
  return offsets.length === 1 && offsets[0] === 0 ? bytes : cutFont(read, offsets[index]!);
}

function reader(bytes: Buffer): ReadBytes {
  return (offset, length) => bytes.subarray(offset, offset + length);
}
