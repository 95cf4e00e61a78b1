import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import path from 'node:path';

/** A file's content in short. */
export interface FileHash {
  /** In lower-case hexadecimal. */
  sha256: string;
  /** In bytes. */
  size: number;
}

/** What lies below a folder, by path with `/` between its parts, in the order of code points. */
export interface Listing {
  /** Regular files. */
  files: string[];
  /** Links, pipes, devices: nothing that is read or followed. */
  others: string[];
}

/** Thrown when what was a regular file is none any more. */
export class NotRegularFileError extends Error {
  override name = 'NotRegularFileError';
}

/** Files read at a time. */
const atOnce = 8;
const bufferBytes = 256 * 1024;

/** Lists a folder at every depth; links are named and not followed. Throws what the file system throws. */
export async function listFiles(folder: string): Promise<Listing> {
  const listing: Listing = { files: [], others: [] };
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  for (const entry of entries) {
    if (entry.isDirectory()) continue;
    const file = path.relative(folder, path.join(entry.parentPath, entry.name));
    const list = entry.isFile() ? listing.files : listing.others;
    list.push(file.split(path.sep).join('/'));
  }
  return {
    files: listing.files.sort(compareCodePoints),
    others: listing.others.sort(compareCodePoints),
  };
}

/**
 * Hashes files below a folder, a few at a time, piece by piece: memory does not grow with them.
 * A file that cannot be read is passed to `fail`, which may throw; by default it does. The result
 * has the order of `files`.
 */
export async function hashFiles(
  folder: string,
  files: readonly string[],
  fail: (file: string, error: unknown) => void = (_, error) => {
    throw error;
  },
): Promise<Map<string, FileHash>> {
  const hashes = new Map<string, FileHash>();
  const waiting = files.values();
  const work = async () => {
    const buffer = Buffer.allocUnsafe(bufferBytes);
    for (const file of waiting) {
      try {
        hashes.set(file, await hashFile(path.join(folder, file), buffer));
      } catch (error) {
        fail(file, error);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return new Map(files.flatMap((file) => (hashes.has(file) ? [[file, hashes.get(file)!]] : [])));
}

/**
 * Hashes one regular file. A link is not followed, a pipe not waited for.
 * Throws what the file system throws, or NotRegularFileError.
 */
export async function hashFile(
  file: string,
  buffer: Buffer = Buffer.allocUnsafe(bufferBytes),
): Promise<FileHash> {
  // Systems that know neither flag have neither danger.
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  const handle = await open(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    if (!(await handle.stat()).isFile()) throw new NotRegularFileError(file);
    const digest = createHash('sha256');
    let size = 0;
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length);
      if (bytesRead === 0) break;
      digest.update(buffer.subarray(0, bytesRead));
      size += bytesRead;
    }
    return { sha256: digest.digest('hex'), size };
  } finally {
    await handle.close();
  }
}

/** Orders text by code point, as `sort` does in the C locale. */
export function compareCodePoints(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
