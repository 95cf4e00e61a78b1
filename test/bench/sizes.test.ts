import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { countReportPages } from '../../bench/measures/site/count.ts';
import { outputSizes } from '../../bench/measures/site/sizes.ts';
import { temporaryFolder } from '../roots.ts';

test('the files of a site are told by kind, for each report', async () => {
  await using site = await temporaryFolder();
  const kibibytes: Record<string, number> = {
    'index.html': 2,
    'town/2021/index.html': 8,
    'town/2022/index.html': 8,
    'years/2021/index.html': 1,
    'compare/2021/index.html': 1,
    'town/2021/report.json': 3,
    'data/all.json': 5,
    'data/all.csv': 6,
    'data/all.xlsx': 4,
    'search/index.html': 4,
    'search/pagefind/pagefind-entry.json': 1,
    'search/pagefind/fragment/zh_0123456.pf_fragment': 9,
    'assets/screen.0123456789abcdef.css': 7,
    '.gongkai': 0,
  };
  for (const [name, size] of Object.entries(kibibytes)) {
    const file = path.join(site.path, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, 'a'.repeat(size * 1024));
  }
  expect(countReportPages(site.path)).toBe(2);
  const { reportPage, ...sizes } = outputSizes(site.path, 2);
  expect(sizes).toEqual({
    pages: 6,
    files: 13,
    html: 12,
    json: 4,
    csv: 3,
    xlsx: 2,
    search: 5,
    other: 3.5,
  });
  // 8 KiB of one letter.
  expect(reportPage).toBeGreaterThan(0);
  expect(reportPage).toBeLessThan(0.1);
});
