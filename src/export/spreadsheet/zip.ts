import { constants, crc32, deflateRawSync } from 'node:zlib';

/** One file of a ZIP archive, compressed once; it may stand in several archives. */
export interface ZipEntry {
  name: string;
  /** Raw DEFLATE data. */
  data: Uint8Array;
  crc: number;
  /** Bytes before compression. */
  size: number;
}

/** The fastest: thousands of workbooks are made, and a higher level saves a tenth of their size. */
const level = constants.Z_BEST_SPEED;

export function zipEntry(name: string, content: string): ZipEntry {
  const bytes = Buffer.from(content);
  return { name, data: deflateRawSync(bytes, { level }), crc: crc32(bytes), size: bytes.length };
}

/** Compresses a file that comes piece by piece. */
export class GrowingEntry {
  readonly #name: string;
  readonly #pieces: Uint8Array[] = [];
  #crc = 0;
  #size = 0;

  constructor(name: string) {
    this.#name = name;
  }

  add(content: string): void {
    this.#compress(content, constants.Z_SYNC_FLUSH);
  }

  /** The whole; nothing may be added any more. */
  end(content: string): ZipEntry {
    this.#compress(content, constants.Z_FINISH);
    const data = Buffer.concat(this.#pieces);
    return { name: this.#name, data, crc: this.#crc, size: this.#size };
  }

  /** Pieces that end on whole bytes and are not the last make one DEFLATE stream together. */
  #compress(content: string, finishFlush: number): void {
    const bytes = Buffer.from(content);
    this.#pieces.push(deflateRawSync(bytes, { level, finishFlush }));
    this.#crc = crc32(bytes, this.#crc);
    this.#size += bytes.length;
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
export function zipArchive(entries: readonly ZipEntry[]): Uint8Array {
  const locals: Uint8Array[] = [];
  const centrals: Uint8Array[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const common = commonHeader(entry, name.length);
    const local = Buffer.alloc(localHeaderSize);
    local.writeUInt32LE(0x04034b50, 0);
    common.copy(local, 4);
    const central = Buffer.alloc(centralHeaderSize);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(versionNeeded, 4);
    common.copy(central, 6);
    central.writeUInt32LE(offset, 42);
    locals.push(local, name, entry.data);
    centrals.push(central, name);
    offset += local.length + name.length + entry.data.length;
    if (offset > largest || entry.size > largest)
      throw new RangeError(`${entry.name} makes the archive larger than ZIP allows`);
  }
  const centralSize = centrals.reduce((size, { length }) => size + length, 0);
  const end = Buffer.alloc(endSize);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(centralSize, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...centrals, end]);
}

/** What the header before a file and that in the directory have in common. */
function commonHeader({ crc, data, size }: ZipEntry, nameLength: number): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(versionNeeded, 0);
  header.writeUInt16LE(deflated, 4);
  header.writeUInt16LE(dosTime, 6);
  header.writeUInt16LE(dosDate, 8);
  header.writeUInt32LE(crc, 10);
  header.writeUInt32LE(data.length, 14);
  header.writeUInt32LE(size, 18);
  header.writeUInt16LE(nameLength, 22);
  return header;
}
