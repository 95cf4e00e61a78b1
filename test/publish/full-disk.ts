import fs from 'node:fs';
import disk from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';

/** A disk on which a write fails, and all that follow; renames need no space and fail only once. */
export interface DiskFault {
  /** Which write is the first to fail, from 1. */
  at: number;
  /** Where the disk is mounted; by default everything is on it. */
  below?: string;
  /** Such as ENOSPC. */
  code: string;
}

/** What was written, and whether it was refused, in order; `mkdir /a/b`, `write` where the file is open. */
export interface DiskWrites {
  done: string[];
  refused: string[];
}

// biome-ignore lint/suspicious/noExplicitAny: stands for functions of any kind
type Operation = (...values: any[]) => any;
type Operations = Record<string, Operation>;

/** Operations that name what they write, at which place among their arguments. */
const named = {
  writeFile: 0,
  appendFile: 0,
  mkdir: 0,
  mkdtemp: 0,
  open: 0,
  copyFile: 1,
  rename: 1,
  symlink: 1,
};

/** Operations on an open file. */
const unnamed = ['write', 'writev'];

/**
 * One list for all threads, which a text in shared memory is; else the writes of one could not be
 * numbered together with those of the others. Each line is a write, with a sign before it.
 */
interface Journal {
  fault?: DiskFault;
  /** Held while it is added to, then its bytes and its lines. */
  counts: Int32Array;
  text: Uint8Array;
}

const journalKey = 'disk';
const journalSize = 1 << 20;

/** Node's own operations as they were before `watchDisk`. */
const { existsSync, writeFileSync } = fs;
/** Whether what is written is no matter of the program's. */
let isOurs = false;

/** Puts itself between this thread and its disk, for good. To be called before all else is loaded. */
export function watchDisk(): void {
  const atOnce = fs as unknown as Operations;
  const later = disk as unknown as Operations;
  for (const [name, place] of Object.entries(named)) {
    const refuse = (values: unknown[]) => {
      if (name === 'open' && !opensForWriting(values[1])) return undefined;
      const error = refusal(name, String(values[place]));
      if (error && name === 'writeFile') writeHalf(values);
      return error;
    };
    watch(atOnce, name, refuse, giveBack);
    watch(atOnce, `${name}Sync`, refuse, raise);
    watch(later, name, refuse, async (error) => raise(error));
  }
  for (const name of unnamed) {
    const refuse = ([file]: unknown[]) => (Number(file) > 2 ? refusal(name) : undefined);
    watch(atOnce, name, refuse, giveBack);
    watch(atOnce, `${name}Sync`, refuse, raise);
  }
  syncBuiltinESMExports();
}

function watch(
  owner: Operations,
  name: string,
  refuse: (values: unknown[]) => Error | undefined,
  fail: (error: Error, values: unknown[]) => unknown,
): void {
  const original = owner[name]!;
  owner[name] = (...values) => {
    const error = isOurs ? undefined : refuse(values);
    return error ? fail(error, values) : original(...values);
  };
}

function giveBack(error: Error, values: unknown[]): void {
  process.nextTick(values.at(-1) as Operation, error);
}

function raise(error: Error): never {
  throw error;
}

/** Runs work on a disk with a fault, or a sound one, and tells what was written by any thread. */
export async function onDisk<Result>(
  fault: DiskFault | undefined,
  work: () => Promise<Result>,
): Promise<{ result: Result; writes: DiskWrites }> {
  const journal: Journal = {
    ...(fault ? { fault } : {}),
    counts: new Int32Array(new SharedArrayBuffer(12)),
    text: new Uint8Array(new SharedArrayBuffer(journalSize)),
  };
  // Threads that are started from now on have it too.
  setEnvironmentData(journalKey, journal as never);
  try {
    return { result: await work(), writes: writesOf(journal) };
  } finally {
    setEnvironmentData(journalKey, undefined as never);
  }
}

function writesOf({ counts, text }: Journal): DiskWrites {
  const lines = Buffer.from(text.slice(0, counts[1])).toString().split('\n').slice(0, -1);
  const { done = [], refused = [] } = Object.groupBy(lines, (line) =>
    line.startsWith('+') ? 'done' : 'refused',
  );
  return { done: done.map((line) => line.slice(1)), refused: refused.map((line) => line.slice(1)) };
}

/** The error of a write that is to fail; undefined for one that may be done. */
function refusal(name: string, file?: string): Error | undefined {
  const journal = getEnvironmentData(journalKey) as unknown as Journal | undefined;
  if (!journal) return undefined;
  const { fault, counts, text } = journal;
  const write = file === undefined ? name : `${name} ${file}`;
  const isConcerned = fault && (fault.below === undefined || file?.startsWith(fault.below));
  while (Atomics.compareExchange(counts, 0, 0, 1) !== 0);
  const number = Atomics.add(counts, 2, 1) + 1;
  const isRefused =
    isConcerned && (number === fault.at || (number > fault.at && name !== 'rename'));
  const line = Buffer.from(`${isRefused ? '-' : '+'}${write}\n`);
  text.set(line, counts[1]);
  Atomics.add(counts, 1, line.length);
  Atomics.store(counts, 0, 0);
  if (!isRefused) return undefined;
  const place = file === undefined ? {} : { path: file };
  const facts = { code: fault.code, syscall: name, errno: -28, ...place };
  return Object.assign(new Error(`${fault.code}: injected, ${write}`), facts);
}

/** A disk that is full still takes the first half of a file. */
function writeHalf([file, content]: readonly unknown[]): void {
  if (typeof file !== 'string' || existsSync(file) || !existsSync(path.dirname(file))) return;
  const bytes = Buffer.from(content as string);
  isOurs = true;
  writeFileSync(file, bytes.subarray(0, bytes.length / 2));
  isOurs = false;
}

function opensForWriting(flags: unknown): boolean {
  if (typeof flags === 'number') return (flags & 3) !== 0;
  return typeof flags === 'string' && /[wa+]/.test(flags);
}
