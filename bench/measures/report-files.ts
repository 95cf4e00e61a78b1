import { globSync } from 'node:fs';
import path from 'node:path';

/** Paths of all report files of an archive. */
export function reportFiles(root: string): string[] {
  return globSync('reports/*/*.yaml', { cwd: root }).map((file) => path.join(root, file));
}
