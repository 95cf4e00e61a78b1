import { globSync } from 'node:fs';

/** Report pages written: those at `<agency>/<year>/`. */
export function countReportPages(output: string): number {
  return globSync('*/*/index.html', { cwd: output }).length;
}
