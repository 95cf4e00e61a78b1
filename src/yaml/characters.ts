/** Controls and non-characters, which no text file of ours may hold. */
export const control =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|\p{Cs}/u;

/**
 * What cannot be seen, and what a lossy conversion leaves behind: soft hyphens, zero-width
 * characters, signs that turn the direction of writing, U+2028, byte order marks, U+FFFD.
 * U+200C and U+200D stay: some scripts and signs are written with them.
 */
const unseen = /[\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffd]/;

/** Every character of a text that must not be in it. */
export const refusedCharacters = new RegExp(`${control.source}|${unseen.source}`, 'gu');

/** The first such character of a text, or undefined. */
export function firstRefused(text: string): string | undefined {
  refusedCharacters.lastIndex = 0;
  return refusedCharacters.exec(text)?.[0];
}

/** What an editor is told of such a character. */
export function explainCharacter(character: string): string {
  if (character === '\ufffd') return '这里的文字已经损坏（�）：请对照原件重新输入';
  const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  return `这里有看不见的字符（U+${code}，多由网页或 Word 粘贴而来）：请删去，重新输入这几个字`;
}
