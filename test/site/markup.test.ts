import path from 'node:path';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { expect, test } from 'vitest';
import { fixtureRoot, projectRoot } from '../roots.ts';
import { buildPages } from './built-site.ts';
import { everyPageRoot, pageOfKind } from './every-page.ts';

const validator = new HtmlValidate(new FileSystemConfigLoader());

/** What html-validate has to say, as `file:line rule: message`; .htmlvalidate.mjs holds the rules. */
async function faults(html: string, file: string): Promise<string[]> {
  const { results } = await validator.validateString(html, path.join(projectRoot, '_site', file));
  return results.flatMap(({ messages }) =>
    messages.map(({ line, ruleId, message }) => `${file}:${line} ${ruleId}: ${message}`),
  );
}

test.each([
  ['the five seed reports', projectRoot],
  ['the full fixture', fixtureRoot('full')],
  ['the invented edition', fixtureRoot('invented-edition')],
])('html-validate has nothing to say about %s', async (_, root) => {
  const site = await buildPages(root);
  for (const page of site.pages.values()) expect(await faults(page.html, page.file)).toEqual([]);
  await site.remove();
});

test('html-validate has nothing to say about any kind of page', async () => {
  await using root = await everyPageRoot();
  const site = await buildPages(root.path);
  for (const file of Object.values(pageOfKind))
    expect(await faults(site.pages.get(file)!.html, file)).toEqual([]);
  await site.remove();
});

test('html-validate is heard where there is something to say', async () => {
  const html =
    '<!DOCTYPE html><html><head><title>题</title></head><body><p id="a"><p id="a"></body></html>';
  const rules = (await faults(html, 'x.html')).map((fault) => fault.split(/[ :]/)[2]);
  expect(rules).toEqual(expect.arrayContaining(['element-required-attributes', 'no-dup-id']));
});
