import type { NumberKind } from '../form/form.ts';
import type { YamlNode } from '../yaml/node.ts';
import { type Reading, shorten } from '../yaml/reading.ts';
import { decimalsOf, type Figure, figureOf } from './figure.ts';

/** What stands in a cell whose source does not state the figure. */
export const notStated = '未载';

const missingAdvice = '没有发生的请写 0';

/** What is wrong with a text that is not a plain decimal; the first pattern that matches speaks. */
const misprints: readonly [RegExp, string, string | ((text: string) => string)][] = [
  [/[０-９．＋－]/, 'figure/full-width', '是全角数字：请改用半角数字'],
  [
    /^[+-]?\d{1,3}([,，_ ]\d{3})+(\.\d+)?$/,
    'figure/thousands',
    (text) => `带有千分位分隔：请写 ${text.replaceAll(/[,，_ ]/g, '')}`,
  ],
  [/^[+-]?0[xob][\da-f]+$/i, 'figure/notation', '不是十进制数：请写十进制数字'],
  [/^[+-]?[\d.]+e[+-]?\d+$/i, 'figure/notation', '用了科学记数法：请写出全部数字'],
  [/^[+-]?0\d+(\.\d+)?$/, 'figure/leading-zero', '以 0 开头：请去掉多余的 0'],
  [/^[+-]?\.\d+$/, 'figure/notation', '小数点前没有数字：请补上 0'],
  [/^[+-]?\d+\.$/, 'figure/notation', '小数点后没有数字：请补上数字，或去掉小数点'],
  [/^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}/, 'figure/date', '像是日期：这里应当是一个数'],
  [/^(true|false|yes|no|on|off|是|否)$/i, 'figure/boolean', '不是数：这里应当是一个数'],
  [/^[+-]?\.?(nan|inf|infinity)$/i, 'figure/notation', '不是数：这里应当是一个数'],
  [/^(null|~|\/|-|—|——|无|空)$/i, 'figure/not-a-number', `不是数：${missingAdvice}`],
  [
    /^[〇零一二三四五六七八九十百千万亿两]+$/,
    'figure/chinese-numeral',
    '是汉字数字：请改用阿拉伯数字',
  ],
  [
    /^[+-]?\d+(\.\d+)?\s*[万亿]?[件条个项次篇元人份]+次?$/,
    'figure/unit',
    '带有单位：请只写数字，单位已由表格规定',
  ],
];

/** Digits, with a sign and decimals where there are any. */
export const plainDecimal = /^[+-]?(0|[1-9]\d*)(\.\d+)?$/;

/**
 * A plain decimal of the given kind; null for 未载, which only archived reports may use.
 * Undefined, with a problem, for anything else.
 */
export function readFigure(
  reading: Reading,
  node: YamlNode,
  kind: NumberKind,
  name: string,
  options: { archived: boolean; decimals?: number; fact?: string },
): Figure | null | undefined {
  const fail = (rule: string, message: string) => reading.fail(node, rule, message, options.fact);
  if (node.kind !== 'scalar') return fail('figure/not-a-number', `“${name}”这里应当是一个数`);
  const text = node.text.trim();
  if (text === notStated) {
    if (options.archived) return null;
    return fail('archived/only', `“${notStated}”只能用在写明“原载”的报告里：请填写“${name}”的数字`);
  }
  if (text === '') return fail('figure/missing', `“${name}”没有填写：${missingAdvice}`);
  if (!plainDecimal.test(text)) {
    const known = misprints.find(([pattern]) => pattern.test(text));
    if (!known)
      return fail('figure/not-a-number', `“${name}”应当是一个数，不能是“${shorten(text)}”`);
    const [, rule, advice] = known;
    const said = typeof advice === 'string' ? advice : advice(text);
    return fail(rule, `“${name}”的“${shorten(text)}”${said}`);
  }
  if (node.style === 'quoted')
    return fail('figure/quoted', `“${name}”的数字不要加引号：请写 ${shorten(text)}`);
  if (node.style === 'block')
    return fail('figure/quoted', `“${name}”的数字要直接写在冒号后面：请写 ${shorten(text)}`);
  if (/^[+-]0(\.0*)?$/.test(text)) return fail('figure/sign', `“${name}”为零时请写 0，不带正负号`);
  if (text.startsWith('-') && !kind.signed)
    return fail('figure/negative', `“${name}”不能是负数（${shorten(text)}）`);
  if (text.startsWith('+') && !kind.signed)
    return fail('figure/sign', `“${name}”不用写正号：请写 ${shorten(text.slice(1))}`);
  const decimals = options.decimals ?? kind.decimals;
  if (decimalsOf(text) > decimals) {
    if (decimals === 0) return fail('figure/fraction', `“${name}”应当是整数（${shorten(text)}）`);
    return fail('figure/decimals', `“${name}”最多 ${decimals} 位小数（${shorten(text)}）`);
  }
  const figure = figureOf(text);
  // Shorter ones cannot be.
  if (text.length > 15 && figure.value.abs().gt(Number.MAX_SAFE_INTEGER))
    return fail('figure/too-large', `“${name}”的数字过大（${shorten(text)}）`);
  return figure;
}
