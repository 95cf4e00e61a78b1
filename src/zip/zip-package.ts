import { crc32, inflateRawSync } from 'node:zlib';
import { ToldError } from '../told-error.ts';

const mebibyte = 1024 * 1024;
const mostEntries = 4000;
const largestPart = 48 * mebibyte;
const largestWhole = 96 * mebibyte;

const localHeader = 0x04034b50;
const centralHeader = 0x02014b50;
const endOfDirectory = 0x06054b50;
const endSize = 22;
const longestComment = 0xffff;
const stored = 0;
const deflated = 8;

interface Entry {
  method: number;
  isEncrypted: boolean;
  packed: number;
  checksum: number;
  offset: number;
}

const damaged = '文件不完整或已经损坏（ZIP 结构读不通）：请重新下载或另存一次再导入';

/** An archive that cannot be read; the message, in Chinese, says why and what to do. */
export class ZipError extends ToldError {
  override readonly name = 'ZipError';
}

/**
 * A ZIP archive of which only the parts asked for are unpacked. What it declares of sizes is not
 * believed: unpacking stops at limits of its own.
 */
export class ZipPackage {
  readonly #bytes: Buffer;
  readonly #entries: ReadonlyMap<string, Entry>;
  #unpacked = 0;

  /** @throws ZipError where the directory cannot be read or is too long */
  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#entries = readDirectory(this.#bytes);
  }

  /** Names of all its parts, in the order of the directory. */
  get names(): readonly string[] {
    return [...this.#entries.keys()];
  }

  /**
   * A part as text, UTF-8; undefined where there is none.
   *
   * @throws ZipError where it is encrypted, damaged or larger than any report's
   */
  text(name: string): string | undefined {
    const entry = this.#entries.get(name);
    if (!entry) return undefined;
    const bytes = this.#unpack(entry);
    this.#unpacked += bytes.length;
    if (this.#unpacked > largestWhole) throw tooLarge();
    // A figure could be another one.
    if (crc32(bytes) !== entry.checksum) throw new ZipError(damaged);
    return new TextDecoder().decode(bytes);
  }

  #unpack({ method, isEncrypted, packed, offset }: Entry): Uint8Array {
    if (isEncrypted) throw new ZipError('文件有密码保护，读不了：请打开后去掉密码，另存再导入');
    const bytes = this.#bytes;
    if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== localHeader)
      throw new ZipError(damaged);
    const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
    const data = bytes.subarray(start, start + packed);
    if (data.length < packed) throw new ZipError(damaged);
    if (method === stored) return data;
    if (method !== deflated)
      throw new ZipError('文件的压缩方式不是 Word 所用的，读不了：请用 Word 打开后另存再导入');
    try {
      return inflateRawSync(data, { maxOutputLength: largestPart });
    } catch (error) {
      const isTooLarge =
        error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
      throw isTooLarge ? tooLarge() : new ZipError(damaged);
    }
  }
}

function tooLarge(): ZipError {
  return new ZipError(
    `文件展开后超过 ${largestPart / mebibyte} MiB，年报不会这么大（可能是压缩炸弹），不予读取`,
  );
}

function readDirectory(bytes: Buffer): Map<string, Entry> {
  const end = findEnd(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > mostEntries)
    throw new ZipError(`文件里有 ${count} 个部件，超过 ${mostEntries} 个，不是正常的 Word 文件`);
  const entries = new Map<string, Entry>();
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== centralHeader)
      throw new ZipError(damaged);
    const nameLength = bytes.readUInt16LE(at + 28);
    const written = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    // Some programs on Windows write their own separator.
    const name = written.replaceAll('\\', '/').replace(/^\/+/, '');
    const entry: Entry = {
      method: bytes.readUInt16LE(at + 10),
      isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      checksum: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      offset: bytes.readUInt32LE(at + 42),
    };
    if (!entries.has(name)) entries.set(name, entry);
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function findEnd(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - endSize - longestComment);
  for (let at = bytes.length - endSize; at >= first; at -= 1)
    if (bytes.readUInt32LE(at) === endOfDirectory) return at;
  throw new ZipError(damaged);
}
