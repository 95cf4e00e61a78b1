/**
 * Characters that no file of ours may hold: controls and non-characters; what cannot be seen
 * (soft hyphens, zero-width characters, signs that turn the direction of writing, U+2028, byte
 * order marks); and U+FFFD, which a lossy conversion leaves behind.
 * U+200C and U+200D are allowed: some scripts and signs are written with them.
 */
const refused =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]/g;

export interface RefusedCharacter {
  offset: number;
  character: string;
}

/** Every such character of a text, halves of surrogate pairs included. */
export function findRefusedCharacters(text: string): RefusedCharacter[] {
  const pattern = text.isWellFormed() ? refused : new RegExp(`${refused.source}|\\p{Cs}`, 'gu');
  return Array.from(text.matchAll(pattern), ({ 0: character, index }) => ({
    character,
    offset: index,
  }));
}

/** Whether a parser would stop at a character. */
export function isControl(character: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  return /[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/.test(character);
}

/** What an editor is told of such a character. */
export function explainCharacter(character: string): string {
  if (character === '\ufffd') return '这里的文字已经损坏（�）：请对照原件重新输入';
  const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  return `这里有看不见的字符（U+${code}，多由网页或 Word 粘贴而来）：请删去，重新输入这几个字`;
}
