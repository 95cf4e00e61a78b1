import Big from 'big.js';

/** A number with the digits in which it is printed: `26.50` is printed so, and equals 26.5. */
export interface Figure {
  readonly text: string;
  readonly value: Big;
}

export const zero: Figure = { text: '0', value: new Big(0) };

/** A figure from plain decimal digits, with an optional sign. Throws on anything else. */
export function figureOf(text: string): Figure {
  // Big takes no plus sign.
  return text === '0' ? zero : { text, value: new Big(text.replace(/^\+/, '')) };
}

/** The exact sum, printed with as many decimals as the addend that has most. */
export function sumFigures(figures: readonly Figure[]): Figure {
  const addends = figures.filter((figure) => figure !== zero);
  if (addends.length === 0) return zero;
  const decimals = Math.max(...addends.map((figure) => decimalsOf(figure.text)));
  const sum = addends.reduce((total, figure) => total.plus(figure.value), zero.value);
  return { text: sum.toFixed(decimals), value: sum };
}

/** Digits after the decimal point. */
export function decimalsOf(text: string): number {
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point - 1;
}
