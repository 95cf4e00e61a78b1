import Big from 'big.js';
import type { NumberKind } from '../../form/form.ts';
import { decimalsOf } from '../../report/figure.ts';
import { foldText } from './label.ts';

/** What a cell says, whatever figure it is meant to hold. */
export type Written =
  | { kind: 'figure'; digits: string; unit?: string }
  | { kind: 'not-stated' }
  | { kind: 'text' };

/** A figure as the form takes it; `mended` says in Chinese what was changed on the way. */
export interface TakenFigure {
  digits: string | null;
  unit?: string;
  mended?: string;
  /** Why a person must look, in Chinese. */
  doubt?: string;
}

const notStatedPattern =
  /^(?:[-‐‑‒–—―─━－_/\\|~*×·.…]+|无|无此项|没有|空|不涉及|不适用|未统计|未载|未填|暂无|无数据|n\/?a)$/i;
const figurePattern =
  /^(增长|增加|增|减少|下降|减|\+|-|−|–|—|↑|↓)?(\d[\d, ]*(?:\.\d+)?)(万元|亿元|元|件次|件|项|个|条|次|宗|起|份)?$/;
const thousandsPattern = /^\d{1,3}(?:([, ])\d{3})(?:\1\d{3})*(?:\.\d+)?$/;
const unitPattern = /(万元|亿元|元)/;

/** Reads a cell: a figure with plain digits and perhaps a sign, nothing stated, or other text. */
export function readWritten(text: string): Written {
  if (text.length > 60) return { kind: 'text' };
  // Line breaks stay: two lines in a cell are two figures rather than one.
  const folded = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim()
    .replace(/[^\S\n]+/g, ' ');
  const tight = folded.replace(/\s/g, '');
  if (tight === '' || notStatedPattern.test(tight)) return { kind: 'not-stated' };
  const loose = folded.replace(/(?<=\D) | (?=\D)/g, '');
  const [, sign, number, unit] = figurePattern.exec(loose) ?? [];
  if (number === undefined) return { kind: 'text' };
  if (/[, ]/.test(number) && !thousandsPattern.test(number)) return { kind: 'text' };
  const digits = number.replace(/[, ]/g, '');
  if (!/^(0|[1-9]\d*)(\.\d+)?$/.test(digits)) return { kind: 'text' };
  return {
    kind: 'figure',
    digits: signOf(sign) + digits,
    ...(unit ? { unit } : {}),
  };
}

function signOf(word: string | undefined): string {
  if (word === undefined) return '';
  return /^[增+↑]/.test(word) ? '+' : '-';
}

/** 万元 or 元, where a label or a cell says so. */
export function unitIn(text: string): string | undefined {
  return unitPattern.exec(foldText(text))?.[1];
}

/**
 * A cell → the figure for a place of this kind. `headUnit` is what the column's own label says.
 * Digits are always such that a report takes them; where they cannot be, they are null.
 */
export function takeFigure(text: string, kind: NumberKind, headUnit?: string): TakenFigure {
  const written = readWritten(text);
  if (written.kind === 'not-stated') return { digits: null };
  if (written.kind === 'text') return { digits: null, doubt: '不是一个数' };
  const cellUnit = written.unit && unitIn(written.unit);
  if (cellUnit && headUnit && cellUnit !== headUnit)
    return { digits: null, doubt: `表头的单位是${headUnit}，格内写的是${cellUnit}` };
  return takeDigits(written.digits, kind, cellUnit ?? headUnit);
}

function takeDigits(signed: string, kind: NumberKind, unit: string | undefined): TakenFigure {
  const value = new Big(signed.replace('+', ''));
  let digits = value.eq(0) ? signed.replace(/^[+-]/, '') : signed;
  let mended: string | undefined;
  let doubt: string | undefined;
  if (value.lt(0) && !kind.signed) return { digits: null, doubt: '这里不应当是负数' };
  if (digits.startsWith('+') && !kind.signed)
    return { digits: null, doubt: '这里不应当带增减的符号' };
  if (kind.unitKey && unit && !kind.unitDecimals?.has(unit))
    return {
      digits: null,
      doubt: `单位是${unit}，格式只有${[...kind.unitDecimals!.keys()].join('、')}`,
    };
  if (kind.unit && unit && unit !== kind.unit) {
    if (kind.unit !== '万元')
      return { digits: null, doubt: `单位是${unit}，格式的单位是${kind.unit}` };
    // Exact: the decimal point moves.
    const moved = unit === '元' ? shift(value, -4) : shift(value, 4);
    mended = `原文以${unit}为单位，已换算成${kind.unit}`;
    doubt = `${mended}，请核对`;
    digits = moved.toFixed();
  }
  const decimals = kind.unitKey
    ? unit
      ? kind.unitDecimals!.get(unit)!
      : Math.max(...kind.unitDecimals!.values())
    : kind.decimals;
  if (decimals === 0 && /\.0+$/.test(digits)) {
    mended = `“${digits}”改写为整数`;
    digits = digits.replace(/\.0+$/, '');
  }
  if (decimalsOf(digits) > decimals)
    return { digits: null, doubt: decimals === 0 ? '这里应当是整数' : `小数超过 ${decimals} 位` };
  if (value.abs().gt(Number.MAX_SAFE_INTEGER)) return { digits: null, doubt: '数字过大' };
  return {
    digits,
    ...(unit && kind.unitKey ? { unit } : {}),
    ...(mended ? { mended } : {}),
    ...(doubt ? { doubt } : {}),
  };
}

function shift(value: Big, places: number): Big {
  return value.times(new Big(`1e${places}`));
}
