// OpenType 1.9, "Organization of an OpenType Font" and "Font Collections".
const headerLength = 12;
const entryLength = 16;
const flavors = new Set([0x00010000, 0x4f54544f, 0x74727565]); // TrueType, OTTO, true
const collectionTag = 0x74746366; // ttcf
const mostFonts = 256;

/** Bytes of a font file; fewer than asked for where the file ends. */
export type ReadBytes = (offset: number, length: number) => Buffer;

export interface FontTable {
  readonly tag: string;
  readonly checksum: number;
  readonly data: Buffer;
}

/** What is no TrueType or OpenType font, or a damaged one. */
export class FontFormatError extends Error {
  override name = 'FontFormatError';
}

/**
 * Where the fonts of a file begin: one, or those of a collection.
 *
 * @throws FontFormatError where the file is neither
 */
export function fontOffsets(read: ReadBytes): number[] {
  const flavor = whole(read, 0, 4).readUInt32BE(0);
  if (flavors.has(flavor)) return [0];
  if (flavor !== collectionTag) throw new FontFormatError('not a TrueType or OpenType font');
  const count = whole(read, 8, 4).readUInt32BE(0);
  if (count === 0 || count > mostFonts) throw new FontFormatError(`a collection of ${count} fonts`);
  const offsets = whole(read, headerLength, 4 * count);
  return Array.from({ length: count }, (_, index) => offsets.readUInt32BE(4 * index));
}

/**
 * The font that begins at an offset, as a file of its own; with the tables `wanted` only, where
 * not all are needed.
 *
 * @throws FontFormatError where the file ends too early
 */
export function cutFont(read: ReadBytes, offset: number, wanted?: ReadonlySet<string>): Buffer {
  const header = whole(read, offset, headerLength);
  const flavor = header.readUInt32BE(0);
  if (!flavors.has(flavor)) throw new FontFormatError('not a TrueType or OpenType font');
  const count = header.readUInt16BE(4);
  const entries = whole(read, offset + headerLength, entryLength * count);
  const tables = Array.from({ length: count }, (_, index) => entryLength * index)
    .map((at) => ({
      tag: entries.toString('latin1', at, at + 4),
      checksum: entries.readUInt32BE(at + 4),
      start: entries.readUInt32BE(at + 8),
      length: entries.readUInt32BE(at + 12),
    }))
    .filter(({ tag }) => wanted?.has(tag) ?? true);
  return writeFont(
    flavor,
    tables.map(({ tag, checksum, start, length }) => ({
      tag,
      checksum,
      data: whole(read, start, length),
    })),
  );
}

/** A font file made of tables. */
export function writeFont(flavor: number, tables: readonly FontTable[]): Buffer {
  const directory = Buffer.alloc(headerLength + entryLength * tables.length);
  writeHeader(directory, flavor, tables.length);
  const parts: Buffer[] = [directory];
  let offset = directory.length;
  for (const [index, { tag, checksum, data }] of tables.entries()) {
    const entry = headerLength + entryLength * index;
    directory.write(tag, entry, 'latin1');
    directory.writeUInt32BE(checksum, entry + 4);
    directory.writeUInt32BE(offset, entry + 8);
    directory.writeUInt32BE(data.length, entry + 12);
    const padding = -data.length & 3;
    parts.push(data, Buffer.alloc(padding));
    offset += data.length + padding;
  }
  return Buffer.concat(parts);
}

function writeHeader(directory: Buffer, flavor: number, tables: number): void {
  const power = tables === 0 ? 0 : Math.floor(Math.log2(tables));
  directory.writeUInt32BE(flavor, 0);
  directory.writeUInt16BE(tables, 4);
  directory.writeUInt16BE(16 << power, 6);
  directory.writeUInt16BE(power, 8);
  directory.writeUInt16BE(Math.max(0, 16 * tables - (16 << power)), 10);
}

function whole(read: ReadBytes, offset: number, length: number): Buffer {
  const bytes = read(offset, length);
  if (bytes.length < length) throw new FontFormatError('the file ends too early');
  return bytes;
}
