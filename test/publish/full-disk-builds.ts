import type { Ran } from '../cli/recorder.ts';
import { type DiskFault, type DiskWrites, onDisk } from './full-disk.ts';

/** A command line to run, and what is wrong with the disk. */
export interface Order {
  args: string[];
  fault?: DiskFault;
}

export interface Outcome extends Ran {
  writes: DiskWrites;
}

// A process of its own, that runs one command line after the other.
const { run } = await import('../cli/recorder.ts');
process.on('message', async ({ args, fault }: Order) => {
  const { result, writes } = await onDisk(fault, () => run(...args));
  process.send!({ ...result, writes } satisfies Outcome);
});
