const BLOCK = /\d+ beginbf(char|range)\s(.*?)endbf\1\s*/gs;
const LIMIT = 100; // entries per block (Adobe Technical Note 5014)

/** The text that each code of a font stands for, codes as hexadecimal digits. */
export type CharacterMap = ReadonlyMap<string, string>;

/** What a ToUnicode CMap (ISO 32000-1, 9.10.3) says, ranges written out. */
export function readCharacterMap(source: string): CharacterMap {
  const map = new Map<string, string>();
  for (const [, kind, lines] of source.matchAll(BLOCK)) {
    const numbers = [...lines!.matchAll(/<([0-9a-f]+)>/gi)].map((match) => match[1]!);
    const width = kind === 'char' ? 2 : 3;
    for (let index = 0; index < numbers.length; index += width) {
      const first = numbers[index]!;
      const last = kind === 'char' ? first : numbers[index + 1]!;
      const text = textOf(numbers[index + width - 1]!);
      const steps = Number.parseInt(last, 16) - Number.parseInt(first, 16);
      for (let step = 0; step <= steps; step += 1) {
        map.set(hexOf(Number.parseInt(first, 16) + step, first.length), following(text, step));
      }
    }
  }
  return map;
}

/** The CMap with other characters in it. */
export function writeCharacterMap(source: string, map: CharacterMap): string {
  const start = source.search(BLOCK);
  if (start < 0) return source;
  const entries = Array.from(map, ([code, text]) => `<${code}> <${unitsOf(text)}>\n`);
  const blocks: string[] = [];
  for (let index = 0; index < entries.length; index += LIMIT) {
    const block = entries.slice(index, index + LIMIT);
    blocks.push(`${block.length} beginbfchar\n${block.join('')}endbfchar\n`);
  }
  return source.slice(0, start) + blocks.join('') + source.slice(start).replaceAll(BLOCK, '');
}

/** The text at `step` places in a range: by the format, the last code unit counts up. */
function following(text: string, step: number): string {
  const last = text.length - 1;
  return text.slice(0, last) + String.fromCharCode(text.charCodeAt(last) + step);
}

/** Text of hexadecimal digits in UTF-16, big-endian. */
export function textOf(hex: string): string {
  return Buffer.from(hex, 'hex').swap16().toString('utf16le');
}

function unitsOf(text: string): string {
  return Array.from({ length: text.length }, (_, i) => hexOf(text.charCodeAt(i), 4)).join('');
}

function hexOf(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, '0');
}
