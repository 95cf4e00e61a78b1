import { decimalsOf, type Figure, figureOf } from '../facts/figure.ts';
import type { NumberKind } from '../form/form.ts';
import type { YamlNode } from '../yaml/node.ts';
import { type Reading, shorten } from '../yaml/reading.ts';

/** What stands in a cell whose source does not state the figure. */
export const notStated = '未载';

const missingAdvice = '没有发生的请写 0';

/** What is wrong with a text that is not a plain decimal; the first pattern that matches speaks. */
const misprints: readonly [RegExp, string, string][] = [
  [/[０-９．＋－]/, 'figure/full-width', '是全角数字：请改用半角数字'],
  [/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/, 'figure/thousands', '带有千分位逗号：请只写数字，如 1234'],
  [/^[+-]?0[xob][\da-f]+$/i, 'figure/notation', '不是十进制数：请写十进制数字'],
  [/^[+-]?[\d.]+e[+-]?\d+$/i, 'figure/notation', '用了科学记数法：请写出全部数字'],
  [/^[+-]?0\d+(\.\d+)?$/, 'figure/leading-zero', '以 0 开头：请去掉多余的 0'],
  [/^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}/, 'figure/date', '像是日期：这里应当是一个数'],
  [/^(true|false|yes|no|on|off|是|否)$/i, 'figure/boolean', '不是数：这里应当是一个数'],
  [/^[+-]?\.(nan|inf)$/i, 'figure/notation', '不是数：这里应当是一个数'],
  [/^(null|~|\/|-|—|——|无|空)$/i, 'figure/not-a-number', `不是数：${missingAdvice}`],
  [
    /^[+-]?\d+(\.\d+)?\s*[万亿]?[件条个项次篇元人份]+次?$/,
    'figure/unit',
    '带有单位：请只写数字，单位已由表格规定',
  ],
];

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
  if (node.style !== 'plain') {
    const isNumber = /^[+-]?\d+(\.\d+)?$/.test(text);
    return fail(
      'figure/quoted',
      isNumber ? `数字不要加引号：请写 ${text}` : `“${name}”应当是一个数，不能是“${shorten(text)}”`,
    );
  }
  if (!/^[+-]?(0|[1-9]\d*)(\.\d+)?$/.test(text)) {
    const known = misprints.find(([pattern]) => pattern.test(text));
    if (known) return fail(known[1], `“${name}”的“${shorten(text)}”${known[2]}`);
    return fail('figure/not-a-number', `“${name}”应当是一个数，不能是“${shorten(text)}”`);
  }
  if (text.startsWith('-') && !kind.signed)
    return fail('figure/negative', `“${name}”不能是负数（${text}）`);
  if (text.startsWith('+') && !kind.signed)
    return fail('figure/sign', `“${name}”不用写正号（${text}）`);
  if (/^[+-]0(\.0*)?$/.test(text)) return fail('figure/sign', `“${name}”为零时请写 0，不带正负号`);
  const decimals = options.decimals ?? kind.decimals;
  if (decimalsOf(text) > decimals) {
    if (decimals === 0) return fail('figure/fraction', `“${name}”应当是整数（${text}）`);
    return fail('figure/decimals', `“${name}”最多 ${decimals} 位小数（${text}）`);
  }
  const figure = figureOf(text);
  if (figure.value.abs().gt(Number.MAX_SAFE_INTEGER))
    return fail('figure/too-large', `“${name}”的数字过大（${text}）`);
  return figure;
}
