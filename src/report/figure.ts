import Big from 'big.js';

/** A number with the digits in which it is printed: `26.50` is printed so, and equals 26.5. */
export interface Figure {
  readonly text: string;
  readonly value: Big;
}

export const zero: Figure = { text: '0', value: new Big(0) };

/** Small counts fill most cells: their figures are made once and shared. */
const shared = new Map([['0', zero]]);
const sharedDigits = 3;

/** A figure from plain decimal digits, with an optional sign. Throws on anything else. */
export function figureOf(text: string): Figure {
  const known = shared.get(text);
  if (known) return known;
  // Big takes no plus sign.
  const figure = { text, value: new Big(text.replace(/^\+/, '')) };
  if (text.length <= sharedDigits) shared.set(text, figure);
  return figure;
}

/** Whether a figure is 0, however it is written; `eq` would make a number of its argument first. */
export function isZero({ value }: Pick<Figure, 'value'>): boolean {
  return value.c[0] === 0;
}

/** The exact sum, printed with as many decimals as the addend that has most. */
export function sumFigures(figures: readonly Figure[]): Figure {
  const count = sumCounts(figures);
  if (count !== undefined) return figureOf(String(count));
  const decimals = Math.max(...figures.map((figure) => decimalsOf(figure.text)));
  const sum = figures.reduce((total, figure) => total.plus(figure.value), zero.value);
  return { text: sum.toFixed(decimals), value: sum };
}

/** The sum where all are whole numbers and JavaScript adds them exactly, which is much faster. */
function sumCounts(figures: readonly Figure[]): number | undefined {
  let sum = 0;
  for (const { text } of figures) {
    sum += Number(text);
    if (!Number.isSafeInteger(sum) || text.includes('.')) return undefined;
  }
  return sum;
}

/** Digits after the decimal point. */
export function decimalsOf(text: string): number {
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point - 1;
}
