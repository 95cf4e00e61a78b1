import { isBlank, type YamlEntry, type YamlNode } from '../yaml/node.ts';
import type { Reading } from '../yaml/reading.ts';
import { compileFacts, FormError } from './facts.ts';
import { type Form, leafColumns, type Part, type Table } from './form.ts';
import { readId, readKinds, readRow, readTable } from './read-table.ts';

const formKeys = [
  '格式',
  '基于',
  '名称',
  '依据',
  '文件',
  '适用起始年度',
  '标题',
  '部分',
  '数类',
  '表',
  '替换',
  '可比',
] as const;
const partKeys = ['键', 'id', '标题', '内容', '可省略'] as const;

/**
 * Reads one form file. A form that is 基于 another takes from it all it does not state itself.
 * Returns undefined, with problems in the reading, where the file is not a usable form.
 */
export function readForm(
  reading: Reading,
  root: YamlNode,
  forms: ReadonlyMap<string, Form>,
): Form | undefined {
  const before = reading.problems.length;
  const mapping = reading.mapping(root, '格式文件');
  if (!mapping) return undefined;
  const entries = reading.entries(mapping, formKeys);
  const line = (key: string) => reading.lineAt(entries, key);

  const edition =
    line('格式') ?? reading.fail(mapping, 'key/missing', '缺少“格式”：请写明格式的名称');
  const baseName = line('基于');
  const base = baseName === undefined ? undefined : forms.get(baseName);
  if (baseName !== undefined && !base) {
    reading.fail(
      entries.get('基于')!.value,
      'form/base',
      `没有“${baseName}”这个格式，或它本身有误`,
    );
  }
  const required = (key: string, inherited: string | undefined): string | undefined =>
    line(key) ?? inherited ?? reading.fail(mapping, 'key/missing', `缺少“${key}”`);
  const name = required('名称', base?.name);
  const basis = required('依据', base?.basis);
  const document = required('文件', base?.document);
  const title = required('标题', base?.title);
  const since = entries.get('适用起始年度');
  const sinceYear = since && reading.integer(since.value, '适用起始年度');

  const parts = readParts(reading, entries.get('部分')) ?? base?.parts ?? [];
  const tables =
    readTables(reading, entries, parts) ?? replaceRows(reading, entries.get('替换'), base);
  if (parts.length === 0 || tables.length === 0)
    reading.fail(mapping, 'key/missing', '缺少“部分”或“表”');
  if (reading.problems.length > before || !edition || !name || !basis || !document || !title)
    return undefined;

  try {
    const compiled = compileFacts(tables);
    const comparableNames = new Map([
      ...(base?.comparableNames ?? []),
      ...readComparable(reading, entries.get('可比')),
    ]);
    return {
      edition,
      family: base?.family ?? edition,
      name,
      basis,
      document,
      title,
      parts,
      tables,
      comparableNames,
      ...compiled,
      ...(sinceYear === undefined ? {} : { sinceYear }),
    };
  } catch (error) {
    if (!(error instanceof FormError)) throw error;
    return reading.fail(mapping, 'form/sum', error.message);
  }
}

function readParts(reading: Reading, entry: YamlEntry | undefined): Part[] | undefined {
  if (!entry) return undefined;
  return reading.sequence(entry.value, '部分').flatMap((item) => {
    const mapping = reading.mapping(item, '部分');
    if (!mapping) return [];
    const entries = reading.entries(mapping, partKeys);
    const key = reading.lineAt(entries, '键');
    const id = readId(reading, mapping);
    const title = reading.lineAt(entries, '标题');
    const content =
      entries.get('内容') && reading.choice(entries.get('内容')!.value, '内容', ['文字', '表']);
    const optional = entries.get('可省略') && reading.flag(entries.get('可省略')!.value, '可省略');
    if (!key || !id || !content) {
      reading.fail(item, 'key/missing', '每个部分都要写明“键”“id”和“内容”');
      return [];
    }
    return [
      {
        key,
        id,
        content: content === '表' ? 'table' : 'text',
        optional: optional ?? false,
        ...(title ? { title } : {}),
      },
    ];
  });
}

function readTables(
  reading: Reading,
  entries: Map<string, YamlEntry>,
  parts: readonly Part[],
): Table[] | undefined {
  const entry = entries.get('表');
  if (!entry) return undefined;
  const mapping = reading.mapping(entry.value, '表');
  if (!mapping) return undefined;
  const kinds = readKinds(reading, entries.get('数类'));
  const tableParts = parts.filter((part) => part.content === 'table');
  const found = reading.entries(
    mapping,
    tableParts.map((part) => part.key),
  );
  return tableParts.flatMap((part) => {
    const table = found.get(part.key);
    if (!table) reading.fail(mapping, 'key/missing', `缺少“${part.key}”的表`);
    const read = table && readTable(reading, table.value, part, kinds);
    return read ? [read] : [];
  });
}

/** The base's tables with some rows replaced, each named by its address. */
function replaceRows(
  reading: Reading,
  entry: YamlEntry | undefined,
  base: Form | undefined,
): Table[] {
  if (!base) return [];
  const tables = structuredClone(base.tables);
  if (!entry || isBlank(entry.value)) return tables;
  for (const { key, value } of reading.mapping(entry.value, '替换')?.entries ?? []) {
    const [tableKey, ...path] = key.text.split('.');
    const table = tables.find((candidate) => candidate.key === tableKey);
    let rows = table?.blocks.flatMap((block) => block.rows) ?? [];
    for (const step of path.slice(0, -1)) rows = rows.find((row) => row.key === step)?.rows ?? [];
    const row = rows.find((candidate) => candidate.key === path.at(-1));
    const replacement = readRow(reading, value);
    if (!row) reading.fail(key, 'form/replace', `“${base.edition}”格式中没有“${key.text}”这一行`);
    else if (replacement) Object.assign(row, replacement);
  }
  return tables;
}

function readComparable(reading: Reading, entry: YamlEntry | undefined): [string, string][] {
  if (!entry) return [];
  return (reading.mapping(entry.value, '可比')?.entries ?? []).flatMap(({ key, value }) => {
    const name = reading.line(value, key.text);
    return name ? [[key.text, name] as [string, string]] : [];
  });
}

/** The edition that a report of this year normally uses. */
export function usualEdition(forms: Iterable<Form>, year: number): Form | undefined {
  return [...forms]
    .filter((form) => form.sinceYear !== undefined && form.sinceYear <= year)
    .sort((a, b) => b.sinceYear! - a.sinceYear!)[0];
}

/** Every key that a form uses for rows and columns of one table. */
export function keysOfTable(table: Table): Set<string> {
  const keys = new Set<string>();
  const visit = (rows: Table['blocks'][number]['rows']) => {
    for (const row of rows) {
      if (row.key && !row.isSum) keys.add(row.key);
      visit(row.rows);
    }
  };
  for (const block of table.blocks) {
    visit(block.rows);
    for (const column of leafColumns(block.columns)) if (!column.isSum) keys.add(column.key!);
  }
  return keys;
}
