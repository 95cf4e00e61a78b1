import { inflateSync } from 'node:zlib';

// W3C WOFF 1.0, sections 4 and 5; OpenType, "Organization of an OpenType Font".
const WOFF_HEADER = 44;
const WOFF_ENTRY = 20;
const SFNT_HEADER = 12;
const SFNT_ENTRY = 16;

interface FontTable {
  readonly tag: Buffer;
  readonly checksum: number;
  readonly data: Buffer;
}

/**
 * The OpenType font inside a WOFF 1.0 file: what a browser does with a web font for each document,
 * done once, so that the font can be used as an installed one.
 *
 * @throws RangeError when it is not a WOFF 1.0 file
 */
export function fontFromWoff(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new RangeError('not a WOFF 1.0 file');
  const tables = Array.from({ length: woff.readUInt16BE(12) }, (_, index) =>
    readTable(woff, WOFF_HEADER + WOFF_ENTRY * index),
  );
  const directory = Buffer.alloc(SFNT_HEADER + SFNT_ENTRY * tables.length);
  writeHeader(directory, woff.readUInt32BE(4), tables.length);
  const parts: Buffer[] = [directory];
  let offset = directory.length;
  for (const [index, { tag, checksum, data }] of tables.entries()) {
    const entry = SFNT_HEADER + SFNT_ENTRY * index;
    tag.copy(directory, entry);
    directory.writeUInt32BE(checksum, entry + 4);
    directory.writeUInt32BE(offset, entry + 8);
    directory.writeUInt32BE(data.length, entry + 12);
    const padding = -data.length & 3;
    parts.push(data, Buffer.alloc(padding));
    offset += data.length + padding;
  }
  return Buffer.concat(parts);
}

function readTable(woff: Buffer, entry: number): FontTable {
  const offset = woff.readUInt32BE(entry + 4);
  const storedLength = woff.readUInt32BE(entry + 8);
  const length = woff.readUInt32BE(entry + 12);
  const stored = woff.subarray(offset, offset + storedLength);
  return {
    tag: woff.subarray(entry, entry + 4),
    checksum: woff.readUInt32BE(entry + 16),
    data: storedLength < length ? inflateSync(stored) : stored,
  };
}

function writeHeader(directory: Buffer, flavor: number, tables: number): void {
  const power = Math.floor(Math.log2(tables));
  directory.writeUInt32BE(flavor, 0);
  directory.writeUInt16BE(tables, 4);
  directory.writeUInt16BE(16 << power, 6);
  directory.writeUInt16BE(power, 8);
  directory.writeUInt16BE(16 * tables - (16 << power), 10);
}
