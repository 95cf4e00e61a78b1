import type { Site } from '../archive/site.ts';
import { headers } from './headers.ts';
import { topOf } from './redirect-files.ts';

/**
 * The `_headers` file that several hosts of static sites follow. It knows no patterns but `*`, and
 * adds what several sections say to one header: so only what holds for all files stands under `/*`,
 * and what differs stands under its folder where that can be told from the others.
 */
export function headersFile(site: Pick<Site, 'domain'>): string {
  const top = topOf(site);
  const everywhere = headers.flatMap(({ name, cases, otherwise }) =>
    cases.length > 0 || otherwise === undefined ? [] : [`  ${name}: ${otherwise}\n`],
  );
  const inAssets = headers
    .flatMap(({ name, cases }) =>
      cases
        .filter(({ files }) => files.test(`/assets/screen.${'0'.repeat(16)}.css`))
        .map(({ value }) => `  ${name}: ${value}\n`),
    )
    .join('');
  return `${top}/*\n${everywhere.join('')}${top}/assets/*\n${inAssets}`;
}
