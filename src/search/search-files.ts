import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compareText } from '../finding/finding.ts';
import type { Publication } from '../site/publication.ts';
import { wordsOf } from './page/words.js';
import { PagefindProcess, SearchIndexError } from './pagefind-process.ts';
import { type SearchRecord, searchRecords } from './records.ts';
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
}

/** Where the search page finds its index. */
const folder = 'search/pagefind';

/**
 * No language: Pagefind would cut Chinese again, by a dictionary, where it is said to be Chinese,
 * and no stemming is wanted either.
 */
const language = 'und';

/** Part of words beside letters and digits: 26.55 is one, and not 2655. */
const wordCharacters = '.';

/** Files that Pagefind adds and the search page does without: its ready-made interfaces. */
const unused = /^pagefind-.*(ui|highlight).*\.(js|css)$/;

/** Scripts that ask the index. They belong to it: were they another version's, nothing would be found. */
const scripts = ['find.js', 'words.js', 'excerpt.js'];
const scriptFolder = path.join(import.meta.dirname, 'page');

/** Records sent before an answer is waited for. */
const recordsAtOnce = 256;

/**
 * The index of all published reports and agencies, and the scripts that ask it, in an order that is
 * always the same. Pagefind's program has ended when the first file is there, and reaches no network.
 *
 * Throws SearchIndexError, or the signal's reason.
 */
export async function* searchFiles(
  publication: Publication,
  options: SearchOptions,
): AsyncGenerator<SearchFile> {
  yield* await indexWith(publication, options);
  for (const name of scripts)
    yield { path: `search/${name}`, content: readFileSync(path.join(scriptFolder, name)) };
}

async function indexWith(
  publication: Publication,
  { program, signal }: SearchOptions,
): Promise<SearchFile[]> {
  signal?.throwIfAborted();
  using pagefind = new PagefindProcess(program);
  const stop = () => pagefind[Symbol.dispose]();
  signal?.addEventListener('abort', stop);
  try {
    return await indexFiles(pagefind, publication);
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

async function indexFiles(
  pagefind: PagefindProcess,
  publication: Publication,
): Promise<SearchFile[]> {
  const { index_id: index } = await pagefind.ask({
    type: 'NewIndex',
    config: { include_characters: wordCharacters },
  });
  const underWay: Promise<unknown>[] = [];
  for (const record of searchRecords(publication)) {
    const added = pagefind.ask(addition(record, index));
    // Awaited later: a failure in between must not count as unheard.
    added.catch(() => {});
    if (underWay.push(added) >= recordsAtOnce) await Promise.all(underWay.splice(0));
  }
  await Promise.all(underWay);
  const { files } = await pagefind.ask({ type: 'GetFiles', index_id: index });
  if (!Array.isArray(files)) throw new SearchIndexError('检索程序没有交出索引');
  const made = (files as { path: string; content: string }[])
    .filter((file) => !unused.test(file.path))
    .map((file) => ({ path: file.path, content: Buffer.from(file.content, 'base64') }));
  return withSettledOrder(made)
    .map((file) => ({ ...file, path: `${folder}/${file.path}` }))
    .toSorted((a, b) => compareText(a.path, b.path));
}

function addition({ address, title, part, text, filters, year }: SearchRecord, index: unknown) {
  return {
    type: 'AddRecord',
    index_id: index,
    url: address,
    language,
    content: wordsOf(text),
    // These are searched too, so they are cut into words as well.
    meta: { title: wordsOf(title), part: wordsOf(part) },
    filters,
    sort: year === undefined ? {} : { year: String(year) },
  };
}
