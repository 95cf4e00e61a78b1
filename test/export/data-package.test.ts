import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixtureRoot, projectRoot } from '../roots.ts';
import { type BuiltSite, buildPages } from '../site/built-site.ts';
import { readCsv, readTable } from './csv-reader.ts';

interface Field {
  name: string;
  title: string;
  type: string;
  constraints?: { required?: boolean; enum?: string[] };
}

interface Resource {
  name: string;
  path: string;
  bytes: number;
  hash: string;
  schema: {
    fields: Field[];
    primaryKey: string[];
    foreignKeys?: { fields: string[]; reference: { resource: string; fields: string[] } }[];
  };
}

/** What Table Schema says of the values of each type used. */
const lexical: Readonly<Record<string, RegExp>> = {
  string: /^/,
  number: /^-?\d+(\.\d+)?$/,
  integer: /^\d+$/,
  year: /^\d{4}$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
};

/** The profile of the specification. It is of draft 04, of which it uses nothing that has changed since. */
async function profileOf(name: string) {
  const file = path.join(fixtureRoot('datapackage-schema'), `${name}.json`);
  const { $schema, ...schema } = JSON.parse(await readFile(file, 'utf8'));
  expect($schema).toContain('draft-04');
  return new Ajv({ strict: false, validateFormats: false }).compile(schema);
}

describe.each([
  ['the five seed reports', projectRoot],
  ['the full fixture', fixtureRoot('full')],
  ['an edition of its own', fixtureRoot('invented-edition')],
])('the data package of %s', (_, root) => {
  let site: BuiltSite;
  let resources: Resource[];
  let content: { resources: Resource[] };
  const tables = new Map<string, Record<string, string>[]>();
  const bytesOf = (file: string) => readFile(path.join(site.folder, 'data', file));
  beforeAll(async () => {
    site = await buildPages(root);
    content = JSON.parse(String(await bytesOf('datapackage.json')));
    resources = content.resources;
    for (const { name, path } of resources) tables.set(name, readTable(await bytesOf(path)));
  });
  afterAll(() => site.remove());

  test('is a Tabular Data Package', async () => {
    const isPackage = await profileOf('tabular-data-package');
    expect(isPackage(content), JSON.stringify(isPackage.errors)).toBe(true);
    const isResource = await profileOf('tabular-data-resource');
    for (const resource of resources)
      expect(isResource(resource), JSON.stringify(isResource.errors)).toBe(true);
    const { resources: __, ...rest } = content;
    expect(isPackage(rest)).toBe(false);
  });

  test('describes every CSV of the folder once, with size and hash', async () => {
    const files = site.files.filter((file) => /^data\/.*\.csv$/.test(file));
    expect(resources.map((resource) => `data/${resource.path}`).sort()).toEqual(files);
    for (const { path, bytes, hash } of resources) {
      const found = await bytesOf(path);
      expect(bytes, path).toBe(found.length);
      expect(hash, path).toBe(`sha256:${createHash('sha256').update(found).digest('hex')}`);
    }
  });

  test('names the columns of each CSV in order, all with a Chinese title', async () => {
    for (const { path, schema } of resources) {
      expect(readCsv(await bytesOf(path))[0], path).toEqual(schema.fields.map(({ name }) => name));
      for (const { title } of schema.fields) expect(title).toMatch(/\p{Script=Han}|ASCII/u);
    }
  });

  test('every value is of its column’s type and keeps its constraints', () => {
    for (const { name, schema } of resources) {
      for (const row of tables.get(name)!) {
        for (const { name: column, type, constraints } of schema.fields) {
          const value = row[column]!;
          const at = `${name}.${column}: ${value}`;
          if (value === '') expect(constraints?.required ?? false, at).toBe(false);
          else expect(value, at).toMatch(lexical[type]!);
          if (value !== '' && constraints?.enum) expect(constraints.enum, at).toContain(value);
        }
      }
    }
  });

  test('primary keys are unique, and foreign keys are found', () => {
    const keyOf = (row: Record<string, string>, fields: readonly string[]) =>
      JSON.stringify(fields.map((field) => row[field]));
    for (const { name, schema } of resources) {
      const rows = tables.get(name)!;
      expect(rows.length, name).toBeGreaterThan(0);
      const keys = rows.map((row) => keyOf(row, schema.primaryKey));
      expect(new Set(keys).size, name).toBe(rows.length);
      for (const { fields, reference } of schema.foreignKeys ?? []) {
        const target = tables.get(reference.resource === '' ? name : reference.resource)!;
        const known = new Set(target.map((row) => keyOf(row, reference.fields)));
        for (const row of rows)
          if (fields.every((field) => row[field] !== ''))
            expect(known.has(keyOf(row, fields)), `${name} ${keyOf(row, fields)}`).toBe(true);
      }
    }
  });

  test('every figure of a form is in the dictionary of its edition', () => {
    const known = new Map(
      tables.get('facts')!.map((row) => [`${row.edition} ${row.address}`, row] as const),
    );
    for (const row of tables.get('figures')!) {
      if (row.part === '统计') continue;
      const { id, part, column, role } = known.get(`${row.edition} ${row.address}`)!;
      expect({ id, part, column, role }).toEqual({
        id: row.id,
        part: row.part,
        column: row.column,
        role: row.role,
      });
      expect(id).toMatch(/^[a-z][a-z\d.-]*$/);
    }
  });
});
