import { readdirSync, readFileSync } from 'node:fs';
import { processTreeMemory } from '../src/pdf/process-memory.ts';

/**
 * Bytes of all that a process has started, its own left out; what processes share is counted once.
 * Zero where the system does not tell: it is read from Linux's /proc.
 */
export function memoryOfChildren(id: number): number {
  return childrenOf(id).reduce((sum, child) => sum + (processTreeMemory(child) ?? 0), 0);
}

function childrenOf(id: number): number[] {
  try {
    return readdirSync(`/proc/${id}/task`).flatMap((thread) =>
      readFileSync(`/proc/${id}/task/${thread}/children`, 'utf8')
        .split(' ')
        .filter(Boolean)
        .map(Number),
    );
  } catch {
    return []; // it has ended
  }
}
