import { decimalsOf } from '../../report/figure.ts';

/** Longest text that a cell may hold, in UTF-16 code units. */
export const longestText = 32_767;
const cutMark = '…';

/** What XML cannot hold or would change, and what reads like the escape for it. */
const unwritable = /(?![\t\n])\p{Cc}|[\ufffe\uffff]|_(?=x[\dA-Fa-f]{4}_)/gu;

/** What all text is that needs no change but for its length. */
const plain = /^[^\p{Cc}\p{Cs}\ufffe\uffff_&<>]*$/u;

/**
 * Text as a cell's XML. Characters that XML cannot hold are written as `_xHHHH_`, as Excel does;
 * text longer than a cell may hold ends in “…”.
 */
export function xmlText(text: string): string {
  if (text.length <= longestText && plain.test(text)) return text;
  return shortened(text.toWellFormed())
    .replace(unwritable, (character) => {
      const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
      return `_x${code}_`;
    })
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

function shortened(text: string): string {
  if (text.length <= longestText) return text;
  const kept = text.slice(0, longestText - cutMark.length);
  // A pair of surrogates is not cut in two.
  return (/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept) + cutMark;
}

/** `A`, `B`, … `Z`, `AA`, … of a column counted from 0. */
export function columnName(at: number): string {
  if (at < letters.length) return letters[at]!;
  return columnName(Math.floor(at / letters.length) - 1) + letters[at % letters.length];
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

function styled(style: number): string {
  return style === 0 ? '' : ` s="${style}"`;
}

export function emptyCell(reference: string, style: number): string {
  return `<c r="${reference}"${styled(style)}/>`;
}

/** A cell with a text of its own. It is text by its type: nothing in it is ever a formula. */
export function textCell(reference: string, text: string, style = 0): string {
  return `<c r="${reference}"${styled(style)} t="inlineStr"><is>${textElement(text)}</is></c>`;
}

/** A cell with a text of the workbook's list. */
export function sharedTextCell(reference: string, index: number, style = 0): string {
  return `<c r="${reference}"${styled(style)} t="s"><v>${index}</v></c>`;
}

/** A number by its digits. */
export function numberCell(reference: string, digits: string): string {
  return numberStart(reference) + digits + numberEnd;
}

/** What stands in a number's cell before its digits, which may follow from a formula. */
export function numberStart(reference: string, style = 0, formula = ''): string {
  const computed = formula === '' ? '' : `<f>${formula}</f>`;
  return `<c r="${reference}"${styled(style)}>${computed}<v>`;
}

export const numberEnd = '</v></c>';

/** Significant digits that a spreadsheet keeps. */
const keptDigits = 15;

/** Whether a spreadsheet holds a number with all its digits; else it has to be text. */
export function isKeptExactly(digits: string): boolean {
  return (
    decimalsOf(digits) <= keptDigits &&
    (digits.length <= keptDigits || digits.replace(/^[+-]?[0.]*|\./g, '').length <= keptDigits)
  );
}

function textElement(text: string): string {
  return `<t xml:space="preserve">${xmlText(text)}</t>`;
}

/** Texts that a workbook's cells share, each written once. */
export class SharedTexts {
  readonly #indexes = new Map<string, number>();

  /** Index of a text, which is added if it is new. */
  indexOf(text: string): number {
    const known = this.#indexes.get(text);
    if (known !== undefined) return known;
    const index = this.#indexes.size;
    this.#indexes.set(text, index);
    return index;
  }

  /** The cell of a text: of the list where it is there, else with the text itself. */
  cell(reference: string, text: string, style = 0): string {
    const index = this.#indexes.get(text);
    return index === undefined
      ? textCell(reference, text, style)
      : sharedTextCell(reference, index, style);
  }

  xml(): string {
    const items = [...this.#indexes.keys()].map((text) => `<si>${textElement(text)}</si>`);
    return `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${items.join('')}</sst>`;
  }
}
