import { closeSync, globSync, openSync, readSync } from 'node:fs';
import path from 'node:path';

/** PDFs written, by what their first bytes say. */
export function countPdfs(output: string): number {
  return globSync('**/*.pdf', { cwd: output }).filter((file) => isPdf(path.join(output, file)))
    .length;
}

function isPdf(file: string): boolean {
  const start = Buffer.alloc(5);
  const opened = openSync(file, 'r');
  readSync(opened, start);
  closeSync(opened);
  return start.toString('latin1') === '%PDF-';
}
