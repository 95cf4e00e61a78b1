import type { SourceDocument } from '../source-document.ts';
import { mostMebibytes, refuseLarge } from './read-bytes.ts';
import { type ReadBounds, ReaderProcess } from './reader-process.ts';

export { ImportError } from './import-error.ts';
export type { ReadBounds } from './reader-process.ts';

const defaults = { timeLimit: 60_000, memoryLimit: 1024 } as const;

/** Processes that wait for the next file: each has its libraries loaded. */
const idle: ReaderProcess[] = [];

/**
 * Reads a file of any format: its kind by what it begins with, else by its name. It is read in a
 * process that is given only these bytes: nothing that they refer to is opened or fetched. A process
 * that takes too long or too much memory is ended, and the program goes on.
 *
 * @param name as whoever imports it calls it; `-` for standard input
 * @param bounds 60 seconds and 1 GiB, where nothing else is said
 * @throws ImportError, in Chinese, where it cannot be read at all; the signal's reason
 */
export async function readDocument(
  name: string,
  bytes: Uint8Array,
  bounds: Partial<ReadBounds> = {},
): Promise<SourceDocument> {
  refuseLarge(bytes.length, mostMebibytes);
  const limits: ReadBounds = { ...defaults, ...bounds };
  // The limit of a heap is for life.
  const isUsual = limits.memoryLimit === defaults.memoryLimit;
  const reader = (isUsual ? idleReader() : undefined) ?? new ReaderProcess(limits.memoryLimit);
  try {
    return await reader.read({ name, bytes }, limits);
  } finally {
    if (isUsual && !reader.hasEnded) idle.push(reader);
    else reader.end();
  }
}

function idleReader(): ReaderProcess | undefined {
  for (let reader = idle.pop(); reader; reader = idle.pop()) if (!reader.hasEnded) return reader;
  return undefined;
}
