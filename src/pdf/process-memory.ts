import { readdirSync, readFileSync } from 'node:fs';

/**
 * Memory of a process and all that it has started, in bytes, with what they share counted once;
 * undefined where the system does not tell (it is read from Linux's /proc).
 */
export function processTreeMemory(root: number): number | undefined {
  const children = childrenByParent();
  if (!children) return undefined;
  let bytes = 0;
  const waiting = [root];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    bytes += ownMemory(id);
    waiting.push(...(children.get(id) ?? []));
  }
  return bytes === 0 ? undefined : bytes;
}

function childrenByParent(): Map<number, number[]> | undefined {
  const children = new Map<number, number[]>();
  for (const name of entriesOf('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    // The program's name, in parentheses, may hold anything.
    const [, parent] = /.*\) \S (\d+)/s.exec(textOf(`/proc/${name}/stat`)) ?? [];
    if (parent === undefined) continue;
    const siblings = children.get(Number(parent)) ?? [];
    siblings.push(Number(name));
    children.set(Number(parent), siblings);
  }
  return children.size > 0 ? children : undefined;
}

/** Its proportional share; a process that has ended meanwhile has none. */
function ownMemory(id: number): number {
  const [, kibibytes] = /^Pss:\s+(\d+)/m.exec(textOf(`/proc/${id}/smaps_rollup`)) ?? [];
  return Number(kibibytes ?? 0) * 1024;
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
