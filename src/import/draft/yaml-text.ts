import { findRefusedCharacters } from '../../yaml/characters.ts';

/** Begins with a character that opens nothing in YAML, and holds none that would end a value. */
const plain = /^[\p{Script=Han}A-Za-z《“（][^:#{}[\],&*!|>'"%@`\\\n]*$/u;

/** A text of one line as a YAML scalar, in quotes only where it needs them. */
export function scalarOf(text: string): string {
  const line = oneLine(text);
  return plain.test(line) && line !== '' ? line : JSON.stringify(line);
}

/** A text on one line without characters that no file of ours may hold. */
export function oneLine(text: string): string {
  let clean = '';
  let end = 0;
  for (const { offset, character } of findRefusedCharacters(text)) {
    clean += text.slice(end, offset);
    end = offset + character.length;
  }
  return (clean + text.slice(end)).replace(/\s+/g, ' ').trim();
}
