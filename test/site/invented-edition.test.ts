import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inventedReport, requestColumns } from '../fixtures/invented-edition/expected.ts';
import { fixtureRoot, projectRoot } from '../roots.ts';
import { printedCells } from '../seeds/printed-cells.ts';
import { type BuiltSite, buildPages } from './built-site.ts';
import { figureCells } from './figure-cells.ts';

const key = `${inventedReport.agency}/${inventedReport.year}`;

let site: BuiltSite;
beforeAll(async () => {
  site = await buildPages(fixtureRoot('invented-edition'));
});
afterAll(() => site.remove());

test('an edition that the code does not know is set from its form alone', () => {
  const found = figureCells(site.report(key)).map(({ headers, text }) => ({
    labels: headers,
    text,
  }));
  const invented = { ...inventedReport, form: '2021', requestColumns, lastGroup: '（七）其他处理' };
  expect(found).toEqual(printedCells({ ...invented, form: '2021' }));
});

test('its headers that are read out are those that are seen', () => {
  for (const { headers, seen, fact } of figureCells(site.report(key)))
    expect([...headers].sort(), fact).toEqual([...seen].sort());
});

test('its report.json holds the same figures, unprinted ones included', () => {
  const { form, title, facts } = site.reportJson(key);
  expect({ form, title }).toEqual({ form: '2031', title: inventedReport.title });
  for (const { fact, text } of figureCells(site.report(key)))
    expect(facts[fact], fact).toBe(Number(text));
  for (const [fact, digits] of Object.entries(inventedReport.derived))
    expect(facts[fact], fact).toBe(Number(digits));
});

test('its prose speaks of what is new in it', () => {
  const text = site.report(key).texts('.prose').join('\n');
  for (const phrase of inventedReport.phrases) expect(text).toContain(phrase);
});

test('nothing of it stands in code, templates or styles', async () => {
  for (const folder of ['src', 'templates', 'styles']) {
    const files = await readdir(path.join(projectRoot, folder), {
      recursive: true,
      withFileTypes: true,
    });
    for (const file of files.filter((entry) => entry.isFile())) {
      const content = await readFile(path.join(file.parentPath, file.name), 'utf8');
      expect(content, file.name).not.toMatch(/农民专业合作社|移送其他机关|farmers-cooperative/);
    }
  }
});
