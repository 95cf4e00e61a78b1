import { promisify } from 'node:util';
import { constants, crc32, deflateRaw, deflateRawSync } from 'node:zlib';

/** One file of a ZIP archive, compressed once; it may stand in several archives. */
export interface ZipEntry {
  name: string;
  /** Raw DEFLATE data. */
  data: Uint8Array;
  crc: number;
  /** Bytes before compression. */
  size: number;
}

/** A file that is compressed when its archive is made. */
export interface PlainEntry {
  name: string;
  content: Uint8Array;
}

/** What a ZIP archive is made of: plain data, that may be handed to another thread. */
export type ZipContent = readonly (ZipEntry | PlainEntry)[];

/** The fastest: thousands of workbooks are made, and a higher level saves a tenth of their size. */
const level = constants.Z_BEST_SPEED;

const deflateAside = promisify(deflateRaw);

/** A small file, or one that stands in several archives. */
export function zipEntry(name: string, content: string | Uint8Array): ZipEntry {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const entry = compressed({ name, content: bytes });
  // What zlib gives is a view of a larger buffer, all of which would go to another thread.
  return { ...entry, data: new Uint8Array(entry.data) };
}

function compressed({ name, content }: PlainEntry): ZipEntry {
  const data = deflateRawSync(content, { level });
  return { name, data, crc: crc32(content), size: content.length };
}

/** Room for a compressed piece: a larger one goes back and forth between threads. */
const pieceRoom = 1 << 18;

/** Pieces under compression at a time. */
const piecesAtOnce = 3;

/** Compresses a file that comes in large pieces, in other threads. */
export class GrowingEntry {
  readonly #name: string;
  readonly #pieces: Promise<Uint8Array>[] = [];
  #crc = 0;
  #size = 0;

  constructor(name: string) {
    this.#name = name;
  }

  /** Waits where pieces come faster than they are compressed. They must not be changed meanwhile. */
  async add(content: Uint8Array): Promise<void> {
    this.#compress(content, constants.Z_SYNC_FLUSH);
    await this.#pieces.at(-piecesAtOnce);
  }

  /** The whole; nothing may be added any more. */
  async end(content: Uint8Array): Promise<ZipEntry> {
    this.#compress(content, constants.Z_FINISH);
    const data = Buffer.concat(await Promise.all(this.#pieces));
    return { name: this.#name, data, crc: this.#crc, size: this.#size };
  }

  /** Pieces that end on whole bytes and are not the last make one DEFLATE stream together. */
  #compress(content: Uint8Array, finishFlush: number): void {
    this.#pieces.push(deflateAside(content, { level, finishFlush, chunkSize: pieceRoom }));
    this.#crc = crc32(content, this.#crc);
    this.#size += content.length;
  }
}

/** 1980-01-01 00:00, the earliest that ZIP knows: no archive says when it was made. */
const dosTime = 0;
const dosDate = 0x21;
const deflated = 8;
const versionNeeded = 20;
const localHeaderSize = 30;
const centralHeaderSize = 46;
const endSize = 22;
const largest = 0xffffffff;

/** A ZIP archive: the same entries give the same bytes. Throws RangeError above 4 GiB. */
export function zipArchive(content: ZipContent): Uint8Array {
  const entries = content.map((entry) => ('content' in entry ? compressed(entry) : entry));
  const names = entries.map(({ name }) => Buffer.from(name));
  const nameBytes = names.reduce((sum, { length }) => sum + length, 0);
  const dataBytes = entries.reduce((sum, { data }) => sum + data.length, 0);
  const centralStart = entries.length * localHeaderSize + nameBytes + dataBytes;
  const centralSize = entries.length * centralHeaderSize + nameBytes;
  const big = entries.find(({ size }) => size > largest);
  if (big || centralStart > largest)
    throw new RangeError(
      `${big?.name ?? 'what it holds'} makes the archive larger than ZIP allows`,
    );

  const archive = Buffer.allocUnsafe(centralStart + centralSize + endSize);
  let at = 0;
  let central = centralStart;
  for (const [index, entry] of entries.entries()) {
    const name = names[index]!;
    central = archive.writeUInt32LE(0x02014b50, central);
    central = archive.writeUInt16LE(versionNeeded, central);
    central = writeCommonHeader(archive, central, entry, name.length);
    // No comment, first disk, no attributes.
    archive.fill(0, central, central + 10);
    central = archive.writeUInt32LE(at, central + 10);
    archive.set(name, central);
    central += name.length;

    at = archive.writeUInt32LE(0x04034b50, at);
    at = writeCommonHeader(archive, at, entry, name.length);
    archive.set(name, at);
    archive.set(entry.data, at + name.length);
    at += name.length + entry.data.length;
  }
  const end = archive.fill(0, central).subarray(central);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(centralSize, 12);
  end.writeUInt32LE(centralStart, 16);
  return archive;
}

/** Writes what the header before a file and that in the directory share; returns where it ends. */
function writeCommonHeader(
  archive: Buffer,
  start: number,
  { crc, data, size }: ZipEntry,
  nameLength: number,
): number {
  let at = archive.writeUInt16LE(versionNeeded, start);
  // No flags.
  at = archive.writeUInt16LE(0, at);
  at = archive.writeUInt16LE(deflated, at);
  at = archive.writeUInt16LE(dosTime, at);
  at = archive.writeUInt16LE(dosDate, at);
  at = archive.writeUInt32LE(crc, at);
  at = archive.writeUInt32LE(data.length, at);
  at = archive.writeUInt32LE(size, at);
  at = archive.writeUInt16LE(nameLength, at);
  // No extra field.
  return archive.writeUInt16LE(0, at);
}
