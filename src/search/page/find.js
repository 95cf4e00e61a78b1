import { createInstance } from './pagefind/pagefind.js';
import { portions } from './portions.js';
import { termsOf, textOf } from './words.js';

export { excerpt, hasAll, marked } from './excerpt.js';
export { termsOf };

/** Words of a query that are looked for each by itself, where no part of a report has all. */
const wordLimit = 16;

/** A match in a title or in a part's name counts this much more than one in the text. */
const ranking = { metaWeights: { title: 2, part: 3 } };

/**
 * What agencies count more where they have an index to themselves. In it a name's words are common and
 * all texts short; beside reports both count for them.
 */
const agencyWeight = 4;

/** What the first portion's results are named after. Those of others have the portion's name behind. */
const language = 'und';
const languageOf = ({ name }) => `${language}-x-${name}`;
const yearOf = new Map(portions.map((portion) => [languageOf(portion), portion.year]));

let index;
const merged = new Map();

/** Loads what every search needs, once: some 100 KB, and of a large site the portions that are asked. */
export async function prepare({ 年度: year } = {}) {
  index ??= openIndex();
  const asked = portions.filter((portion) => !year || String(portion.year) === year);
  await Promise.all(asked.map(merge));
  return index;
}

function merge(portion) {
  const { name } = portion;
  if (!merged.has(name)) {
    const { pathname } = new URL(`pagefind/${name}/`, import.meta.url);
    const options = { language: languageOf(portion), ranking, ...mark(languageOf(portion)) };
    merged.set(name, index.mergeIndex(pathname, options));
  }
  return merged.get(name);
}

/** A filter by which a search can be confined to portions. */
function mark(portion) {
  return portions.length === 0 ? {} : { mergeFilter: { portion } };
}

/**
 * Pagefind cuts a query into words where the page's language asks for that, and has no other way to
 * be told than by the page. These queries are cut already. Nobody notices: it reads the language at
 * once.
 */
function openIndex() {
  const { documentElement: root } = document;
  const { lang } = root;
  root.lang = language;
  try {
    return createInstance({
      ranking,
      indexWeight: portions.length === 0 ? 1 : agencyWeight,
      ...mark(language),
    });
  } finally {
    root.lang = lang;
  }
}

/**
 * What is found for a query: records in order, and whether they have only some of its words. Without
 * words there is nothing to find.
 */
export async function find(query, { filters, sort }) {
  const words = wordsOf(query);
  if (words.length === 0) return { results: [], isPartial: false };
  const { results } = await findAll(words, filters, sort);
  if (results.length > 0) return { results, isPartial: false };
  return { results: await findSome(words, filters), isPartial: true };
}

/**
 * How many records with all words there are by each value of each filter, for which more must be
 * loaded; of a filter that is set, how many there would be by its other values.
 */
export async function count(query, { filters }) {
  const pagefind = await prepare();
  await pagefind.filters();
  const words = wordsOf(query);
  const set = Object.keys(filtersOf(filters));
  const [found, ...others] = await Promise.all([
    findAll(words, filters),
    ...set.map((name) => findAll(words, { ...filters, [name]: '' })),
  ]);
  const ofSet = set.map((name, at) => [name, others[at].filters[name] ?? {}]);
  return { ...found.filters, ...Object.fromEntries(ofSet) };
}

function wordsOf(query) {
  return [...new Set(termsOf(query).flatMap((term) => term.words))];
}

/** Records with all of the words, and how many by what is loaded of the filters. */
async function findAll(words, filters, sort) {
  const pagefind = await prepare(filters);
  const isMerged = portions.length > 0;
  const options = {
    filters: filtersOf(filters),
    sort: sort && !isMerged ? { [sort]: 'desc' } : {},
  };
  const term = words.join(' ');
  const found = await pagefind.search(term, options);
  if (!isMerged) return { ...found, results: found.results.sort(inOrder) };
  const [whole, others] = await portionsWith(words, found.results);
  if (whole.length === 0) return { results: [], filters: {} };
  if (others.length > 0) {
    options.filters.portion = { any: whole };
    Object.assign(found, await pagefind.search(term, options));
  }
  const inTurn = sort ? (a, b) => yearOfResult(b) - yearOfResult(a) || inOrder(a, b) : inOrder;
  return { ...found, results: found.results.sort(inTurn) };
}

/**
 * The portions that there are results of: those that know all words, and others. Pagefind leaves out
 * of a query what an index knows nothing of, so either all of a portion's results have a word or none.
 */
async function portionsWith(words, results) {
  const firsts = new Map();
  for (const result of results)
    if (!firsts.has(portionOf(result))) firsts.set(portionOf(result), result);
  const checked = await Promise.all(
    [...firsts].map(async ([portion, first]) => ({
      portion,
      isWhole: await hasWords(first, words),
    })),
  );
  const those = (isWhole) =>
    checked.filter((each) => each.isWhole === isWhole).map(({ portion }) => portion);
  return [those(true), those(false)];
}

async function hasWords(result, words) {
  const { content, meta } = await result.data();
  const all = `${meta.title} ${meta.part} ${content}`.normalize('NFKC').toLowerCase().split(' ');
  const known = all.map((word) => word.replaceAll(/[^\p{L}\p{N}.]/gu, ''));
  return words.every((word) => known.some((each) => each.includes(word.toLowerCase())));
}

/** Of like results the newest first. Pagefind's scores are another each time, by some millionths. */
function inOrder(a, b) {
  const score = ({ score }) => Math.round(score * 1000);
  return (
    score(b) - score(a) ||
    yearOfResult(b) - yearOfResult(a) ||
    Number(contentOf(a) > contentOf(b)) - 0.5
  );
}

/** A part of an id that is the same in every portion. */
function contentOf({ id }) {
  return id.slice(id.lastIndexOf('_'));
}

function portionOf({ id }) {
  return id.slice(0, id.lastIndexOf('_'));
}

function yearOfResult(result) {
  return yearOf.get(portionOf(result)) ?? 0;
}

/**
 * Records with all those words that there are at all; otherwise with some, those first that have the
 * most and rarest of them.
 */
async function findSome(words, filters) {
  if (words.length < 2) return [];
  const pagefind = await prepare(filters);
  const options = { filters: filtersOf(filters) };
  const found = await Promise.all(
    words.slice(0, wordLimit).map(async (word) => {
      const { results } = await pagefind.search(`"${word}"`, options);
      return { word, results };
    }),
  );
  const there = found.filter(({ results }) => results.length > 0);
  if (there.length > 0 && there.length < found.length) {
    const withThose = await findAll(
      there.map(({ word }) => word),
      filters,
    );
    if (withThose.results.length > 0) return withThose.results;
  }
  const scores = new Map();
  for (const { results } of there)
    for (const result of results) {
      const known = scores.get(result.id) ?? { result, score: 0 };
      known.score += 1 + 1 / results.length;
      scores.set(result.id, known);
    }
  return [...scores.values()]
    .sort((a, b) => b.score - a.score || inOrder(a.result, b.result))
    .map(({ result }) => result);
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
