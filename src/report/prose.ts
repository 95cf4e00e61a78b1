import type { Form } from '../form/form.ts';
import { findProseFaults } from '../prose/faults.ts';
import { findPlaceholders, type Placeholder } from '../prose/placeholder.ts';
import type { YamlNode, YamlScalar } from '../yaml/node.ts';
import { isFolded, offsetInSource } from '../yaml/offsets.ts';
import { mostTold } from '../yaml/problem.ts';
import { type Reading, shorten } from '../yaml/reading.ts';
import { type Prose, type Statistic, statisticTotalAddress } from './report.ts';

/** What a typist writes in prose by habit, and Markdown does not take as it is meant. */
const habits: readonly { rule: string; pattern: RegExp; message: string }[] = [
  {
    rule: 'prose/ideographic-space',
    pattern: /(?<=^[ \t]*)\u3000/gm,
    message: '段首不要输入全角空格：版式会自动缩进两字',
  },
  {
    rule: 'prose/heading',
    // One sign may begin a #topic#.
    pattern: /(?<=^ {0,3})(?:#{2,6}(?=[^\s#])|＃+(?=[\s（一二三四五六]))/gm,
    message: '标题的“#”要用半角，后面空一格，如 ### （一）主动公开情况',
  },
  {
    rule: 'prose/unfilled',
    pattern: /（在此填写）/g,
    message: '这里还没有填写：请写上正文，删去“（在此填写）”',
  },
  {
    rule: 'prose/html',
    pattern: /<\/?[a-z][a-z0-9]*(?:\s[^<>]*)?\/?>/gi,
    message: '正文里不能用网页代码（HTML）：它会原样显示出来',
  },
];

/**
 * Reads a text part; what its Markdown may not hold is a problem at its own line and column.
 * `keys` are the report's own: one that is indented by mistake would be swallowed by the text.
 */
export function readProse(
  reading: Reading,
  node: YamlNode,
  name: string,
  keys: readonly string[],
): Prose | undefined {
  if (node.kind !== 'scalar') {
    const message = `“${name}”应当是一段文字：请在键后写“|”，另起一行写正文`;
    return reading.fail(node, 'value/type', message);
  }
  const text = reading.text(node, name);
  if (text === undefined) return undefined;
  if (isFolded(reading.source.text, node)) {
    const message = '正文请用“|”：“>”会把各行连成一行';
    return reading.fail(node, 'prose/folded', message);
  }
  if (node.style === 'plain' && mayHaveLostText(reading.source.text, node)) {
    const message = `“${name}”请在键后写“|”，另起一行写正文：否则“#”开头的标题和“#”后面的字都会丢失`;
    return reading.fail(node, 'prose/block', message);
  }
  const at = (index: number) => offsetInSource(reading.source.text, node, index);
  let searchFrom = -1;
  for (const { rule, near, message } of findProseFaults(text)) {
    const place = reading.problems.length < mostTold ? placeOf(text, near, searchFrom) : searchFrom;
    const bracket = rule === 'prose/image' ? text.lastIndexOf('![', place) : place;
    reading.fail(at(Math.max(0, bracket)), rule, message);
    searchFrom = place;
  }
  const { placeholders, misplaced } = findPlaceholders(text);
  const bare = text.replaceAll(/\{\{[^{}\n]*\}\}/g, (written) => '0'.repeat(written.length));
  for (const { rule, pattern, message } of habits) {
    for (const { index } of bare.matchAll(pattern)) reading.fail(at(index), rule, message);
  }
  for (const { 1: key, index } of text.matchAll(/^[ \t]*([^\s:：]+):(?=\s|$)/gm)) {
    if (keys.includes(key!))
      reading.fail(at(index), 'prose/key', `“${key}”要顶格写，否则会被当作上面的正文`);
  }
  for (const { start, message } of misplaced) reading.fail(at(start), 'prose/placeholder', message);
  return { text, scalar: node, placeholders };
}

/** Whether a text written without “|” runs over lines, or a comment that may be part of it is near. */
function mayHaveLostText(source: string, { raw }: YamlScalar): boolean {
  const lineStart = source.lastIndexOf('\n', raw.start - 1) + 1;
  const lineEnd = source.indexOf('\n', raw.end);
  const isOnLineOfItsKey = /[:：]/.test(source.slice(lineStart, raw.start));
  const rest = source.slice(raw.end, lineEnd < 0 ? undefined : lineEnd);
  return !isOnLineOfItsKey || source.slice(raw.start, raw.end).includes('\n') || rest.includes('#');
}

/** The next place of a string, or the first, or where the text begins. */
function placeOf(text: string, string: string, from: number): number {
  const next = text.indexOf(string, from + 1);
  return Math.max(0, next < 0 ? text.indexOf(string) : next);
}

/** What an address that stops at a row or a group most likely leaves out. */
const totalKeys = ['总计', '合计', '小计.总计'] as const;

/** Addresses that a placeholder may name; last year's report may be of another form. */
export interface KnownAddresses {
  has(address: string): boolean;
  all(): Iterable<string>;
}

export function knownAddresses(form: Form, statistics: readonly Statistic[]): KnownAddresses {
  const own = new Set(
    statistics.flatMap(({ name, breakdown }) => [
      statisticTotalAddress(name),
      ...(breakdown ?? []).map((part) => `统计.${name}.${part.name}`),
    ]),
  );
  return {
    has: (address) => form.indexByAddress.has(address) || own.has(address),
    all: () => [...own, ...form.indexByAddress.keys()],
  };
}

/** Reports placeholders whose address no report of this form and with these statistics has. */
export function checkAddresses(reading: Reading, prose: Prose, known: KnownAddresses): void {
  for (const placeholder of prose.placeholders) {
    for (const address of addressesOf(placeholder)) {
      // Last year's own statistics may bear names that this year's do not.
      if (placeholder.kind === 'last-year' && address.startsWith('统计.')) continue;
      if (!known.has(address)) failAddress(reading, prose.scalar, placeholder, address, known);
    }
  }
}

function addressesOf({ address, base }: Placeholder): string[] {
  return base === undefined ? [address] : [address, base];
}

function failAddress(
  reading: Reading,
  scalar: YamlScalar,
  placeholder: Placeholder,
  address: string,
  known: KnownAddresses,
): void {
  const total = totalKeys.map((key) => `${address}.${key}`).find((below) => known.has(below));
  const nearest = total ?? reading.nearest(address, known.all());
  const advice = nearest
    ? `是否应为“${nearest}”？`
    : address.startsWith('统计.')
      ? '本机关自己的数字，要先写在“统计”里'
      : '地址由键用点连成，如 申请办理.本年新收.总计';
  reading.fail(
    offsetInSource(reading.source.text, scalar, placeholder.start),
    'prose/address',
    `没有“${shorten(address)}”这个数字。${advice}`,
  );
}
