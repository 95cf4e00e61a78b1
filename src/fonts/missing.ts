import type { CodePoints } from './code-points.ts';
import type { FontSet } from './font-set.ts';

/** A character of a text that cannot be printed as everyone else would read it. */
export interface MissingCharacter {
  /** Where it begins in the text. */
  index: number;
  /** The character, or a letter with the marks upon it that no one face has together. */
  character: string;
  /** Whether it is of the private use areas: what such a character looks like is not agreed on. */
  isPrivate: boolean;
}

const mark = /\p{M}/u;
const privateUse = /\p{Co}/u;
/** Shows nothing of its own: blanks, and signs such as variation selectors and joiners. */
const unseen = /[\s\p{Default_Ignorable_Code_Point}]/u;
const markedLetters = /[^\p{M}\s][\p{M}\p{Default_Ignorable_Code_Point}]+/gu;
const unseenSigns = /\p{Default_Ignorable_Code_Point}/gu;

/** The characters of a text that no face has a glyph for, and those of the private use areas. */
export function missingCharacters(text: string, fonts: FontSet): MissingCharacter[] {
  const plain = plainCharacters(fonts);
  const missing: MissingCharacter[] = [];
  let hasMarks = false;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x7f) continue;
    const code = text.codePointAt(index)!;
    if (!plain.has(code)) {
      const character = String.fromCodePoint(code);
      const isPrivate = privateUse.test(character);
      hasMarks ||= mark.test(character);
      if (isPrivate || !(fonts.characters.has(code) || unseen.test(character)))
        missing.push({ index, character, isPrivate });
    }
    if (code > 0xffff) index++;
  }
  if (hasMarks) missing.push(...looseMarks(text, fonts));
  return missing.sort((a, b) => a.index - b.index);
}

/** Letters whose marks are in another face than they are, and would not come to stand upon them. */
function looseMarks(text: string, fonts: FontSet): MissingCharacter[] {
  return Array.from(text.matchAll(markedLetters), ({ 0: written, index }) => ({
    index,
    character: written.replaceAll(unseenSigns, ''),
    isPrivate: false,
  })).filter(
    ({ character }) =>
      [...character].length > 1 &&
      fonts.characters.hasAll(character) &&
      !fonts.hasTogether(character),
  );
}

const plainOfFonts = new WeakMap<FontSet, CodePoints>();

/** Characters that need no second look: in the fonts, no marks, not private. */
function plainCharacters(fonts: FontSet): CodePoints {
  let plain = plainOfFonts.get(fonts);
  if (!plain) {
    plain = fonts.characters.filter((code) => {
      const character = String.fromCodePoint(code);
      return !mark.test(character) && !privateUse.test(character);
    });
    plainOfFonts.set(fonts, plain);
  }
  return plain;
}

/** Code points as `U+4E00`, those of one character joined by blanks. */
export function codesOf(character: string): string {
  return Array.from(
    character,
    (each) => `U+${each.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`,
  ).join(' ');
}

/** What an editor is told of such a character. */
export function explainMissing({ character, isPrivate }: MissingCharacter): string {
  const named = `“${character}”（${codesOf(character)}）`;
  return isPrivate
    ? `${named}是私用区的自造字，只有造它的电脑认得：请改用正式编码的字`
    : `${named}在所用的字体里都没有，印不出来：请核对是否写错；没有写错的，在 data/site.yaml 的“字体”里指定有这个字的字体`;
}
