import { textOf } from './character-map.ts';
import type { Operation } from './structure/content-stream.ts';

/** A code of a font as a content stream shows it. */
export interface ShownCode {
  /** Index of the operation. */
  readonly at: number;
  /** The font's name among the resources, without its slash. */
  readonly font: string;
  /** Two hexadecimal digits for each byte. */
  readonly code: string;
  /** The text that this very glyph stands for, where the browser says so (ActualText). */
  readonly meaning: string | undefined;
}

const ACTUAL_TEXT = /\/ActualText\s*(?=[<(])/;
const BYTE_ORDER_MARK = 'FEFF';

/**
 * The codes that a content stream shows, in order. ActualText (ISO 32000-1, 14.9.4) around one
 * single glyph is what this glyph means; around several it is left as it is.
 *
 * @param widthOf bytes of a code, by the font's name
 */
export function shownCodes(
  operations: readonly Operation[],
  widthOf: (font: string) => number,
): ShownCode[] {
  const shown: ShownCode[] = [];
  const saved: string[] = [];
  /** Where the open marked contents began in `shown`, and what each is said to mean. */
  const open: { start: number; text: string | undefined }[] = [];
  let font = '';
  for (const [at, { operator, operands }] of operations.entries()) {
    if (operator === 'q') saved.push(font);
    else if (operator === 'Q') font = saved.pop() ?? '';
    else if (operator === 'Tf') font = operands[0]!.slice(1);
    else if (operator === 'BDC' || operator === 'BMC')
      open.push({ start: shown.length, text: actualText(operands[1]) });
    else if (operator === 'EMC') {
      const { start, text } = open.pop() ?? { start: 0, text: undefined };
      if (text !== undefined && shown.length === start + 1)
        shown[start] = { ...shown[start]!, meaning: text };
    } else if (operator === 'Tj' || operator === 'TJ') {
      const width = widthOf(font);
      for (const code of showOperand(operands[0]!).flatMap((part) => codesOf(part, width)))
        shown.push({ at, font, code, meaning: undefined });
    }
  }
  return shown;
}

/** Where ActualText around one single glyph begins and ends: pairs of indices of operations. */
export function glyphMeanings(
  operations: readonly Operation[],
  shown: readonly ShownCode[],
): [number, number][] {
  const counts = new Map<number, number>();
  for (const { at } of shown) counts.set(at, (counts.get(at) ?? 0) + 1);
  const found: [number, number][] = [];
  const open: { start: number; isMeaning: boolean; codes: number }[] = [];
  for (const [at, { operator, operands }] of operations.entries()) {
    if (operator === 'BDC' || operator === 'BMC') {
      open.push({ start: at, isMeaning: actualText(operands[1]) !== undefined, codes: 0 });
    } else if (operator === 'EMC') {
      const { start, isMeaning, codes } = open.pop() ?? { start: at, isMeaning: false, codes: 0 };
      if (isMeaning && codes === 1) found.push([start, at]);
    } else for (const each of open) each.codes += counts.get(at) ?? 0;
  }
  return found;
}

function actualText(operand: string | undefined): string | undefined {
  const found = ACTUAL_TEXT.exec(operand ?? '');
  if (!found) return undefined;
  const [part] = showOperand(operand!.slice(found.index + found[0].length));
  if (!part || 'move' in part) return undefined;
  // A text string (ISO 32000-1, 7.9.2.2): UTF-16, or else ASCII as far as the browser goes.
  if (!part.hex.startsWith(BYTE_ORDER_MARK)) return Buffer.from(part.hex, 'hex').toString('latin1');
  return part.hex.length % 4 === 0 ? textOf(part.hex.slice(BYTE_ORDER_MARK.length)) : undefined;
}

/** What an operator shows: strings as hexadecimal digits, and numbers that move what follows. */
export type ShowPart = { readonly hex: string } | { readonly move: string };

const SIMPLE = /^<(?:[0-9A-Fa-f]{2})+>$/;
const PART = /<([0-9A-Fa-f\s]*)>|(\((?:[^\\()]|\\[\s\S]|\((?:[^\\()]|\\[\s\S])*\))*\))|([-+.\d]+)/g;

/** The parts of a Tj or TJ operator's operand. */
export function showOperand(operand: string): ShowPart[] {
  // As most are.
  if (SIMPLE.test(operand)) return [{ hex: operand.slice(1, -1).toUpperCase() }];
  return Array.from(operand.matchAll(PART), ([, hex, literal, move]) => {
    if (move !== undefined) return { move };
    return { hex: literal === undefined ? evenHex(hex!) : literalHex(literal) };
  });
}

/** The codes of a part; none where it is a number. */
export function codesOf(part: ShowPart, width: number): string[] {
  if ('move' in part) return [];
  const step = 2 * width;
  return Array.from({ length: Math.ceil(part.hex.length / step) }, (_, index) =>
    part.hex.slice(index * step, (index + 1) * step),
  );
}

function evenHex(hex: string): string {
  const digits = hex.replaceAll(/\s/g, '').toUpperCase();
  return digits.length % 2 === 0 ? digits : `${digits}0`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
};

/** A literal string (ISO 32000-1, 7.3.4.2) as hexadecimal digits. */
function literalHex(literal: string): string {
  const bytes = literal
    .slice(1, -1)
    .replaceAll(/\\(?:([0-7]{1,3})|(\r\n|[\s\S]))|\r\n?/g, (_, octal, escaped?: string) => {
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
      if (escaped === undefined) return '\n';
      return /[\r\n]/.test(escaped) ? '' : (ESCAPES[escaped] ?? escaped);
    });
  return Buffer.from(bytes, 'latin1').toString('hex').toUpperCase();
}
