import { eastAsianWidth } from 'get-east-asian-width';

/** Characters of a text that are wider than the common ones, in all usual faces. */
const wideLetters = /[A-Zmw@%&]|\p{Extended_Pictographic}/u;
const digitLike = /[\d .,:;'()/-]/;

/**
 * How wide a line may become, in units of its type size: an upper bound for the usual sans-serif
 * faces, since the reader's face is not known when a chart is drawn.
 */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += widthOfCharacter(character);
  return width;
}

function widthOfCharacter(character: string): number {
  if (/\p{Extended_Pictographic}/u.test(character) && !/\d/.test(character)) return 1.4;
  if (eastAsianWidth(character.codePointAt(0)!, { ambiguousAsWide: true }) === 2) return 1.02;
  if (digitLike.test(character)) return 0.65;
  return wideLetters.test(character) || character > '~' ? 1.05 : 0.65;
}

/** Marks that close or separate, and do not begin a line. */
const hanging = /[、，。；：）》”]/;

/** A text in lines that are at most `width` type sizes wide. Chinese breaks anywhere. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const character of text) {
    // The last place of a line is kept for a mark that hangs there.
    const room = hanging.test(character) ? width : width - widthOf('。');
    if (line !== '' && widthOf(line + character) > room) {
      lines.push(line);
      line = '';
    }
    line += character;
  }
  return [...lines, line];
}
