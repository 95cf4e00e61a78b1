import type { Agencies } from '../archive/agencies.ts';

/** Agencies whose names begin with the same letter of 汉语拼音. */
export interface NameGroup {
  /** `A` to `Z`, or `其他` for names that begin with no Chinese character. */
  letter: string;
  /** HTML id. */
  id: string;
  agencies: { id: string; name: string }[];
}

const pinyin = new Intl.Collator('zh-Hans-u-co-pinyin');

/** The first character of each letter in the order of 汉语拼音; no syllable begins with I, U or V. */
const firsts = [...'阿八嚓哒妸发旮哈丌咔垃妈拿噢趴七呥仨他屲夕丫匝'];
const letters = [...'ABCDEFGHJKLMNOPQRSTWXYZ'];

/** Agencies by name, in the order of 汉语拼音. */
export function nameIndex(agencies: Agencies): NameGroup[] {
  const named = [...agencies.values()]
    .filter(({ type }) => type !== '地区')
    .map(({ id, name }) => ({ id, name }))
    .sort((a, b) => pinyin.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
  return [...Map.groupBy(named, ({ name }) => letterOf(name))].map(([letter, group]) => ({
    letter,
    id: letter === otherLetter ? 'name-other' : `name-${letter.toLowerCase()}`,
    agencies: group,
  }));
}

const otherLetter = '其他';

function letterOf(name: string): string {
  if (!/^\p{Script=Han}/u.test(name)) return otherLetter;
  const at = firsts.findLastIndex((first) => pinyin.compare(name, first) >= 0);
  return letters[at] ?? otherLetter;
}
