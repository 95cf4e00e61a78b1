import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { home } from '../../src/archive/load.ts';
import { inspect } from '../../src/check/inspect.ts';
import { fixtureRoot, temporaryRoot } from '../roots.ts';
import { buildPages } from './built-site.ts';

test('no agency can take the place of a column of the site', async () => {
  const site = await buildPages(fixtureRoot('full'));
  const agencies = new Set(site.publication.agencyIds);
  const entries = await readdir(site.folder, { withFileTypes: true });
  await site.remove();
  const columns = entries
    .filter((entry) => entry.isDirectory() && !agencies.has(entry.name))
    .map(({ name }) => name);
  expect(columns).toEqual(expect.arrayContaining(['years', 'compare', 'data', 'sitemap']));

  const lines = columns.map((name) => `${name}: {名称: 某局, 类型: 部门, 层级: 县}`);
  await using root = await temporaryRoot(fixtureRoot('bad-input/base'), {
    'data/agencies.yaml': `town: {名称: 某镇, 类型: 乡镇街道, 层级: 乡}\n${lines.join('\n')}\n`,
  });
  const { findings } = inspect(home, root.path);
  // A name with a character that no id may have is refused for that.
  const refused = findings.filter(({ rule }) => /^agency\/(reserved|id)$/.test(rule));
  expect(refused.map(({ line }) => line)).toEqual(columns.map((_, at) => at + 2));
});
