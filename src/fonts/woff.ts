import { inflateSync } from 'node:zlib';
import { type FontTable, writeFont } from './sfnt.ts';

// W3C WOFF 1.0, sections 4 and 5.
const headerLength = 44;
const entryLength = 20;

/**
 * The OpenType font inside a WOFF 1.0 file: what a browser does with a web font for each document,
 * done once, so that the font can be used as an installed one.
 *
 * @throws RangeError when it is not a WOFF 1.0 file
 */
export function fontFromWoff(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new RangeError('not a WOFF 1.0 file');
  const tables = Array.from({ length: woff.readUInt16BE(12) }, (_, index) =>
    readTable(woff, headerLength + entryLength * index),
  );
  return writeFont(woff.readUInt32BE(4), tables);
}

function readTable(woff: Buffer, entry: number): FontTable {
  const offset = woff.readUInt32BE(entry + 4);
  const storedLength = woff.readUInt32BE(entry + 8);
  const length = woff.readUInt32BE(entry + 12);
  const stored = woff.subarray(offset, offset + storedLength);
  return {
    tag: woff.toString('latin1', entry, entry + 4),
    checksum: woff.readUInt32BE(entry + 16),
    data: storedLength < length ? inflateSync(stored) : stored,
  };
}
