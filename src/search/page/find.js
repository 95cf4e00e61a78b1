import { createInstance } from './pagefind/pagefind.js';
import { termsOf, textOf } from './words.js';

export { excerpt, hasAll, marked } from './excerpt.js';
export { termsOf };

/** Words of a query that are looked for each by itself, where no part of a report has all. */
const wordLimit = 16;

/** A match in a title or in a part's name counts this much more than one in the text. */
const ranking = { metaWeights: { title: 2, part: 3 } };

let index;

/** Loads what every search needs: some 100 KB, once. */
export function prepare() {
  index ??= openIndex();
  return index;
}

/**
 * Pagefind cuts a query into words where the page's language asks for that, and has no other way to
 * be told than by the page. These queries are cut already. Nobody notices: it reads the language at
 * once.
 */
function openIndex() {
  const { documentElement: root } = document;
  const { lang } = root;
  root.lang = 'und';
  try {
    return createInstance({ ranking });
  } finally {
    root.lang = lang;
  }
}

/**
 * What is found for a query: records in order, and whether they have only some of its words; if it
 * is asked for, also how many there are by each value of each filter, for which more must be loaded.
 * Without words there is nothing to find.
 */
export async function find(query, { filters, sort, isCounted }) {
  const words = [...new Set(termsOf(query).flatMap((term) => term.words))];
  if (words.length === 0) return { results: [], isPartial: false };
  const options = { filters: filtersOf(filters), sort: sort ? { [sort]: 'desc' } : {} };
  const pagefind = prepare();
  if (isCounted) await pagefind.filters();
  const found = await pagefind.search(words.join(' '), options);
  if (found.results.length === 0) {
    const results = await findSome(words, options.filters);
    return { results, isPartial: true };
  }
  const counts = isCounted ? await countsOf(words, filters, found.filters) : undefined;
  return { results: found.results, counts, isPartial: false };
}

/** Records with some of the words, those first that have the most and rarest of them. */
async function findSome(words, filters) {
  if (words.length < 2) return [];
  const pagefind = prepare();
  const found = await Promise.all(
    words.slice(0, wordLimit).map((word) => pagefind.search(`"${word}"`, { filters })),
  );
  const scores = new Map();
  for (const { results } of found)
    for (const result of results) {
      const known = scores.get(result.id) ?? { result, score: 0 };
      known.score += 1 + 1 / results.length;
      scores.set(result.id, known);
    }
  return [...scores.values()].sort((a, b) => b.score - a.score).map(({ result }) => result);
}

/** Of a filter that is set, how many there would be by its other values. */
async function countsOf(words, filters, counts) {
  const set = Object.keys(filtersOf(filters));
  const others = await Promise.all(
    set.map(async (name) => {
      const { [name]: _, ...rest } = filtersOf(filters);
      const found = await prepare().search(words.join(' '), { filters: rest });
      return [name, found.filters[name] ?? {}];
    }),
  );
  return { ...counts, ...Object.fromEntries(others) };
}

function filtersOf(filters) {
  return Object.fromEntries(
    Object.entries(filters)
      .filter(([, value]) => value)
      .map(([name, value]) => [name, [value]]),
  );
}

/** What a result shows. Its address is from the site's top. */
export async function read(result) {
  const { raw_url, url, content, raw_content, meta } = await result.data();
  return {
    address: raw_url ?? url,
    title: textOf(meta.title),
    part: textOf(meta.part),
    text: textOf(content ?? raw_content),
  };
}
