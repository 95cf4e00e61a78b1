import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openPaginator } from '../../src/pdf/paginate.ts';
import type { PrintDocument } from '../../src/pdf/print-document.ts';
import { fixtureRoot } from '../roots.ts';

const page = (body: string) => `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">
<title>试</title><link rel="stylesheet" href="/styles/print.css"></head><body>${body}</body></html>`;

const printDocument = (title: string, html: string): PrintDocument => ({
  html,
  title,
  language: 'zh-CN',
  date: '2022-01-20',
});

/** Documents that need different faces, characters, tables and numbers of pages. */
const documents = [
  printDocument('样', readFileSync(path.join(fixtureRoot('print'), 'sample.html'), 'utf8')),
  printDocument('短', page('<h1>短</h1><p>公开</p>')),
  printDocument('生僻', page('<h1>生僻</h1><h2>昇喆</h2><p>彧玥堃㛃䶮<strong>龙门</strong></p>')),
  printDocument('长', page(`<h1>长</h1>${'<h2>节</h2><p>公开政府信息。</p>'.repeat(80)}`)),
  printDocument('表', page(`<table>${'<tr><td>行</td><td>12.50</td></tr>'.repeat(70)}</table>`)),
];

/** The PDF of each document, with its title. */
async function paginateAll(order: readonly PrintDocument[], concurrency: number) {
  await using paginator = await openPaginator({ concurrency });
  const print = async (document: PrintDocument): Promise<[string, Uint8Array]> => [
    document.title,
    await paginator.paginate(document),
  ];
  return await Promise.all(order.map(print));
}

test('a document gives the same bytes first and last, alone and among others', async () => {
  const expected = new Map(await paginateAll(documents, 1));
  const short = documents[1]!;
  const repeated = Array.from({ length: 6 }, () => short);
  const others = await paginateAll([...documents.toReversed(), ...repeated, ...documents], 3);
  expect(others).toHaveLength(16);
  for (const [title, bytes] of others) expect(bytes, title).toEqual(expected.get(title));
  // Not because all are the same.
  const kinds = [...expected.values()].map((bytes) => Buffer.from(bytes).toString('latin1'));
  expect(new Set(kinds).size).toBe(documents.length);
});
