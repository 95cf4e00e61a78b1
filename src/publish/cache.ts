import { createHash, hash, randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import * as disk from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { isSystemError } from '../archive/files.ts';
import { isRunningElsewhere } from './staging.ts';

/**
 * PDFs of earlier builds, by a key that names all they were made of (`printKey`). A plain folder:
 * it may be copied, shared between builds and machines, and deleted at any time.
 *
 * Nothing here ever fails a build. What cannot be read is not there, what cannot be written is not
 * kept. The hash in an entry finds damage, not malice: whoever may write to the folder decides
 * what is published from it.
 */
export interface Cache {
  /** The bytes kept under a key, or undefined where there are none that are whole. */
  get(key: string): Promise<Uint8Array | undefined>;
  /** Keeps bytes under a key; whatever was there is replaced. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /**
   * Removes what interrupted builds have left behind, and the entries unused for longest until the
   * limit is kept; entries of this run stay. For the end of a build.
   */
  trim(): Promise<void>;
}

export interface CacheOptions {
  /** Most bytes that entries may take up; 2 GiB by default. */
  limitBytes?: number;
  /** Told at most once, in Chinese, that the folder cannot be used as it should. */
  warn?: (message: string) => void;
  /** The operations on files; Node's own by default. */
  files?: CacheFiles;
}

export type CacheFiles = Pick<
  typeof disk,
  'lstat' | 'mkdir' | 'readdir' | 'readFile' | 'rename' | 'unlink' | 'utimes' | 'writeFile'
>;

const gibibyte = 2 ** 30;
const dayMs = 24 * 60 * 60 * 1000;

/** Longer than any document could be: such a file is no entry, and must not fill the memory. */
const maxEntryBytes = gibibyte;

const keyPattern = /^[0-9a-f]{64}$/;

/** `<key>.<machine>-<process>-<random>.new`, beside the entry that it becomes. */
const temporaryPattern = /^[0-9a-f]{64}\.([0-9a-f]{8})-(\d+)-[0-9a-f-]{36}\.new$/;

/** Processes are numbered per machine, and a folder may be shared between several. */
const machine = hash('sha256', hostname()).slice(0, 8);

/** First line of an entry; then the hash of key and bytes in hexadecimal and a line feed; then the bytes. */
const magic = 'gongkai-cache 1\n';
const headerLength = magic.length + 64 + 1;

/** Opens a folder as cache; it is made when something is first kept. */
export function openCache(folder: string, options: CacheOptions = {}): Cache {
  return new FolderCache(folder, options);
}

class FolderCache implements Cache {
  readonly #folder: string;
  readonly #limitBytes: number;
  readonly #files: CacheFiles;
  readonly #warn: (message: string) => void;
  #hasWarned = false;
  /** Keys that this run has read or written. */
  readonly #used = new Set<string>();
  /** Temporaries that this run is writing. */
  readonly #underWay = new Set<string>();

  constructor(folder: string, { limitBytes, warn, files }: CacheOptions) {
    this.#folder = folder;
    this.#limitBytes = limitBytes ?? 2 * gibibyte;
    this.#files = files ?? disk;
    this.#warn = warn ?? (() => {});
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    const file = this.#fileOf(key);
    try {
      const stats = await this.#files.lstat(file);
      // A pipe would keep the reader waiting for ever.
      if (!stats.isFile() || stats.size > maxEntryBytes) return undefined;
      const bytes = readEntry(key, await this.#files.readFile(file));
      if (bytes) await this.#markUsed(key, file, stats);
      return bytes;
    } catch (error) {
      this.#tolerate(error, '读不了');
      return undefined;
    }
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    const file = this.#fileOf(key);
    const temporary = `${file}.${machine}-${process.pid}-${randomUUID()}.new`;
    this.#underWay.add(temporary);
    try {
      await this.#write(temporary, makeEntry(key, bytes));
      await this.#files.rename(temporary, file);
      this.#used.add(key);
    } catch (error) {
      this.#tolerate(error, '写不进');
      await this.#remove(temporary);
    } finally {
      this.#underWay.delete(temporary);
    }
  }

  async trim(): Promise<void> {
    try {
      const { entries, temporaries } = await this.#list();
      for (const temporary of temporaries)
        if (this.#isAbandoned(temporary)) await this.#remove(temporary.file);
      let size = entries.reduce((sum, entry) => sum + entry.stats.size, 0);
      const byAge = entries.sort((a, b) => a.stats.mtimeMs - b.stats.mtimeMs);
      for (const { name, file, stats } of byAge) {
        if (size <= this.#limitBytes) break;
        if (this.#used.has(name)) continue;
        if (await this.#remove(file)) size -= stats.size;
      }
    } catch (error) {
      this.#tolerate(error, '清理不了');
    }
  }

  /** Throws RangeError where the key is no hash: no path is ever made of anything else. */
  #fileOf(key: string): string {
    if (!keyPattern.test(key)) throw new RangeError(`not a key: ${key}`);
    return path.join(this.#folder, key.slice(0, 2), key);
  }

  async #write(file: string, content: Uint8Array): Promise<void> {
    try {
      await this.#files.writeFile(file, content, { flag: 'wx' });
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
      await this.#files.mkdir(path.dirname(file), { recursive: true });
      await this.#files.writeFile(file, content, { flag: 'wx' });
    }
  }

  /** The time of the last change tells when an entry was last used, to the day. */
  async #markUsed(key: string, file: string, { mtimeMs }: Stats): Promise<void> {
    this.#used.add(key);
    const now = Date.now();
    if (now - mtimeMs < dayMs) return;
    try {
      await this.#files.utimes(file, new Date(now), new Date(now));
    } catch (error) {
      // Somebody else's folder may be read all the same.
      if (!isSystemError(error)) throw error;
    }
  }

  async #list(): Promise<{ entries: Listed[]; temporaries: Listed[] }> {
    const entries: Listed[] = [];
    const temporaries: Listed[] = [];
    for (const shelf of await this.#namesIn(this.#folder)) {
      if (!/^[0-9a-f]{2}$/.test(shelf)) continue;
      const names = await this.#namesIn(path.join(this.#folder, shelf));
      const listed = await Promise.all(names.map((name) => this.#listed(shelf, name)));
      for (const each of listed) {
        if (each && keyPattern.test(each.name)) entries.push(each);
        if (each && temporaryPattern.test(each.name)) temporaries.push(each);
      }
    }
    return { entries, temporaries };
  }

  /** Names in a folder; none where another build, or a person, has removed it. */
  async #namesIn(folder: string): Promise<string[]> {
    try {
      return await this.#files.readdir(folder);
    } catch (error) {
      if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return [];
      throw error;
    }
  }

  async #listed(shelf: string, name: string): Promise<Listed | undefined> {
    const file = path.join(this.#folder, shelf, name);
    try {
      const stats = await this.#files.lstat(file);
      return stats.isFile() ? { name, file, stats } : undefined;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  }

  #isAbandoned({ name, file, stats }: Listed): boolean {
    if (this.#underWay.has(file)) return false;
    const [, writer, pid] = temporaryPattern.exec(name)!;
    if (writer === machine) return !isRunningElsewhere(Number(pid));
    // Whether another machine's process lives cannot be asked; no write takes a day.
    return Date.now() - stats.mtimeMs > dayMs;
  }

  async #remove(file: string): Promise<boolean> {
    try {
      await this.#files.unlink(file);
      return true;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return true;
      this.#tolerate(error, '删不掉');
      return false;
    }
  }

  /** Lets a failure of the file system pass, and tells of the first that is one. */
  #tolerate(error: unknown, what: string): void {
    if (!isSystemError(error)) throw error;
    if (error.code === 'ENOENT' || this.#hasWarned) return;
    this.#hasWarned = true;
    this.#warn(
      `PDF 缓存${what}（${this.#folder}，${error.code}）：这次照常生成，只是用不上或存不下缓存`,
    );
  }
}

interface Listed {
  name: string;
  file: string;
  stats: Stats;
}

/** The key is part of the hash, so that an entry under another's name is damaged too. */
function entryHash(key: string, bytes: Uint8Array): string {
  return createHash('sha256').update(key).update(bytes).digest('hex');
}

function makeEntry(key: string, bytes: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`${magic}${entryHash(key, bytes)}\n`, 'latin1'), bytes]);
}

function readEntry(key: string, content: Buffer): Uint8Array | undefined {
  const bytes = content.subarray(headerLength);
  const header = content.toString('latin1', 0, headerLength);
  return header === `${magic}${entryHash(key, bytes)}\n` ? bytes : undefined;
}

function codeOf(error: unknown): string {
  if (!isSystemError(error)) throw error;
  return error.code ?? '';
}
