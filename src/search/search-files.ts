import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compareText } from '../finding/finding.ts';
import type { Publication } from '../site/publication.ts';
import { wordsOf } from './page/words.js';
import { PagefindProcess, SearchIndexError } from './pagefind-process.ts';
import { type Portion, searchPortions } from './portions.ts';
import type { SearchRecord } from './records.ts';
import { withSettledOrder } from './settled-order.ts';

/** A file by its path in the site, with `/` between its parts. */
export interface SearchFile {
  path: string;
  content: string | Uint8Array;
}

export interface SearchOptions {
  /** Path of Pagefind's program. */
  program: string;
  /** Ends the work early. */
  signal?: AbortSignal;
  /** Reports that an index has at most, for tests; otherwise what memory allows. */
  reportsAtMost?: number;
}

/** Where the search page finds its index. */
const folder = 'search/pagefind';

/**
 * No language: Pagefind would cut Chinese again, by a dictionary, where it is said to be Chinese,
 * and no stemming is wanted either. What it finds is named after the language, so that the page can
 * tell by the portion's name in it where that is from.
 */
function languageOf({ name }: Portion): string {
  return name === '' ? 'und' : `und-x-${name}`;
}

/** Part of words beside letters and digits: 26.55 is one, and not 2655. */
const wordCharacters = '.';

/** Files that Pagefind adds and the search page does without: its ready-made interfaces. */
const unused = /^pagefind-.*(ui|highlight).*\.(js|css)$/;

/** Its program for the browser. The first portion has it for all. */
const programFile = /^(pagefind(-worker)?\.js|wasm\..*)$/;

/** Scripts that ask the index. They belong to it: were they another version's, nothing would be found. */
const scripts = ['find.js', 'words.js', 'excerpt.js'];
const scriptFolder = path.join(import.meta.dirname, 'page');

/** Records sent before an answer is waited for. */
const recordsAtOnce = 256;

/**
 * The index of all published reports and agencies, in portions, and the scripts that ask it, in an
 * order that is always the same. Pagefind's program is run for one portion after the other, so that
 * memory does not grow with their number; it has ended when the first file of its portion is there, and
 * reaches no network.
 *
 * Throws SearchIndexError, or the signal's reason.
 */
export async function* searchFiles(
  publication: Publication,
  options: SearchOptions,
): AsyncGenerator<SearchFile> {
  const portions = searchPortions(publication, options.reportsAtMost);
  for (const portion of portions) yield* await indexWith(portion, options);
  for (const name of scripts)
    yield { path: `search/${name}`, content: readFileSync(path.join(scriptFolder, name)) };
  yield { path: 'search/portions.js', content: listOf(portions) };
}

/** The portions beside the first, as the search page is told of them. */
function listOf(portions: readonly Portion[]): string {
  const told = portions.slice(1).map(({ name, year }) => ({ name, year }));
  return `export const portions = ${JSON.stringify(told)};\n`;
}

async function indexWith(
  portion: Portion,
  { program, signal }: SearchOptions,
): Promise<SearchFile[]> {
  signal?.throwIfAborted();
  using pagefind = new PagefindProcess(program);
  const stop = () => pagefind[Symbol.dispose]();
  signal?.addEventListener('abort', stop);
  try {
    return await indexFiles(pagefind, portion);
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

async function indexFiles(pagefind: PagefindProcess, portion: Portion): Promise<SearchFile[]> {
  const { index_id: index } = await pagefind.ask({
    type: 'NewIndex',
    config: { include_characters: wordCharacters },
  });
  const underWay: Promise<unknown>[] = [];
  const language = languageOf(portion);
  for (const record of portion.records) {
    const added = pagefind.ask(addition(record, index, language));
    // Awaited later: a failure in between must not count as unheard.
    added.catch(() => {});
    if (underWay.push(added) >= recordsAtOnce) await Promise.all(underWay.splice(0));
  }
  await Promise.all(underWay);
  const { files } = await pagefind.ask({ type: 'GetFiles', index_id: index });
  if (!Array.isArray(files)) throw new SearchIndexError('检索程序没有交出索引');
  const isFirst = portion.name === '';
  const within = isFirst ? folder : `${folder}/${portion.name}`;
  const made = (files as { path: string; content: string }[])
    .filter((file) => !unused.test(file.path) && (isFirst || !programFile.test(file.path)))
    .map((file) => ({ path: file.path, content: Buffer.from(file.content, 'base64') }));
  return withSettledOrder(made)
    .map((file) => ({ ...file, path: `${within}/${file.path}` }))
    .toSorted((a, b) => compareText(a.path, b.path));
}

function addition(record: SearchRecord, index: unknown, language: string) {
  const { address, title, part, text, filters, year } = record;
  return {
    type: 'AddRecord',
    index_id: index,
    url: address,
    language,
    content: wordsOf(text),
    // These are searched too, so they are cut into words as well.
    meta: { title: wordsOf(title), part: wordsOf(part) },
    filters,
    // What belongs to no year comes last.
    sort: { year: String(year ?? 0) },
  };
}
