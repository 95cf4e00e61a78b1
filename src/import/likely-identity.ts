import type { Agencies, Agency } from '../archive/agencies.ts';
import type { Imported } from './import-file.ts';
import { named } from './recognise/agency.ts';
import { foldText } from './recognise/label.ts';

/** What may be proposed to a person who is asked whose report a source is. */
export interface Proposal<T> {
  /** The likeliest first. */
  choices: readonly T[];
  /** Whether the source names the first one, and no other as plainly. */
  isClear: boolean;
}

const mostChoices = 8;
/** So much of a text is searched: who made a report and when is said at its beginning. */
const searched = 20_000;
/** Shorter names are found anywhere. */
const leastName = 2;

/** Agencies that a source may be of: by its title, the name of its file, its text, and likeness. */
export function likelyAgencies(
  name: string,
  imported: Imported,
  agencies: Agencies,
): Proposal<Agency> {
  const texts = textsOf(name, imported);
  const wanted = pairsOf(texts[0]!.text + texts[1]!.text);
  return ranked(
    [...agencies.values()].flatMap((agency) => {
      if (agency.type === '地区') return [];
      const names = [agency.id, ...named(agencies, agency).names].filter(
        (each) => each.length >= leastName,
      );
      const found = texts.reduce(
        (sum, { text, weight }) => (names.some((each) => text.includes(each)) ? sum + weight : sum),
        0,
      );
      const likeness = Math.max(0, ...names.map((each) => share(pairsOf(each), wanted)));
      return [{ choice: agency, score: found + likeness }];
    }),
  );
}

/** Years that a source may report on: by its title, the name of its file, its date and its text. */
export function likelyYears(name: string, imported: Imported): Proposal<number> {
  const scores = new Map<number, number>();
  const add = (year: number, score: number) => scores.set(year, (scores.get(year) ?? 0) + score);
  for (const { text, weight } of textsOf(name, imported)) {
    const years = new Set(
      [...text.matchAll(/(?<!\d)(?:19|20)\d\d(?!\d)/g)].map(([year]) => Number(year)),
    );
    for (const year of years) add(year, weight);
  }
  const { published } = imported.recognised;
  if (published !== undefined) add(Number(published.slice(0, 4)) - 1, 1);
  return ranked([...scores].map(([choice, score]) => ({ choice, score })));
}

/** Where a source may say whose it is, what counts most first. */
function textsOf(
  name: string,
  { recognised: { title = '', prose } }: Imported,
): { text: string; weight: number }[] {
  const text = prose.map(({ markdown }) => markdown).join('\n');
  return [
    { text: foldText(title), weight: 4 },
    { text: foldText(name), weight: 2 },
    { text: foldText(text.slice(0, searched)), weight: 1 },
  ];
}

function ranked<T>(scored: readonly { choice: T; score: number }[]): Proposal<T> {
  const [first, second, ...others] = scored
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score);
  const choices = [first, second, ...others].flatMap((each) => (each ? [each.choice] : []));
  return {
    choices: choices.slice(0, mostChoices),
    isClear: first !== undefined && first.score >= 1 && first.score > (second?.score ?? 0),
  };
}

/** Neighbouring characters of a text. */
function pairsOf(text: string): Set<string> {
  return new Set(
    Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)),
  );
}

function share(pairs: ReadonlySet<string>, wanted: ReadonlySet<string>): number {
  const common = [...pairs].filter((pair) => wanted.has(pair)).length;
  return pairs.size === 0 ? 0 : common / pairs.size;
}
