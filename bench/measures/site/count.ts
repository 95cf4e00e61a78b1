import { globSync } from 'node:fs';

/** Report pages written: those at `<agency>/<year>/`, which the pages of years and comparisons resemble. */
export function reportPages(output: string): string[] {
  const pages = globSync('*/[0-9][0-9][0-9][0-9]/index.html', { cwd: output });
  return pages.filter((page) => !/^(years|compare)\W/.test(page));
}

export function countReportPages(output: string): number {
  return reportPages(output).length;
}
