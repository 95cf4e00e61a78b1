import fs from 'node:fs';
import disk from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';

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

let fault: DiskFault | undefined;
let writes: DiskWrites = { done: [], refused: [] };

/** Node's own operations as they were before `watchDisk`. */
const { existsSync, writeFileSync } = fs;
/** Whether what is written is no matter of the program's. */
let isOurs = false;

/** Puts itself between this process and its disk, for good. To be called before all else is loaded. */
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

/** Runs work on a disk with a fault, or a sound one, and tells what was written. */
export async function onDisk<Result>(
  next: DiskFault | undefined,
  work: () => Promise<Result>,
): Promise<{ result: Result; writes: DiskWrites }> {
  fault = next;
  writes = { done: [], refused: [] };
  try {
    return { result: await work(), writes };
  } finally {
    fault = undefined;
  }
}

/** The error of a write that is to fail; undefined for one that may be done. */
function refusal(name: string, file?: string): Error | undefined {
  const write = file === undefined ? name : `${name} ${file}`;
  const number = writes.done.length + writes.refused.length + 1;
  const isConcerned = fault && (fault.below === undefined || file?.startsWith(fault.below));
  const isRefused =
    isConcerned && (number === fault!.at || (number > fault!.at && name !== 'rename'));
  writes[isRefused ? 'refused' : 'done'].push(write);
  if (!fault || !isRefused) return undefined;
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
