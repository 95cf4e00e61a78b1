import type { Form } from '../form/form.ts';
import { findProseFaults } from '../prose/markdown.ts';
import { findPlaceholders, type Placeholder } from '../prose/placeholder.ts';
import { nearestKey } from '../yaml/nearest.ts';
import { offsetInSource, type YamlNode, type YamlScalar } from '../yaml/node.ts';
import type { Reading } from '../yaml/reading.ts';
import { type Prose, type Statistic, statisticTotalAddress } from './report.ts';

/** Reads a text part; what its Markdown may not hold is a problem at its own line and column. */
export function readProse(reading: Reading, node: YamlNode, name: string): Prose | undefined {
  const text = reading.text(node, name);
  if (text === undefined || node.kind !== 'scalar') return undefined;
  const at = (index: number) => offsetInSource(reading.source.text, node, index);
  for (const { rule, near, message } of findProseFaults(text)) {
    reading.fail(at(Math.max(0, text.indexOf(near))), rule, message);
  }
  for (const indent of text.matchAll(/^[ \t]*\u3000/gm)) {
    reading.fail(
      at(indent.index),
      'prose/ideographic-space',
      '段首不要输入全角空格：版式会自动缩进两字',
    );
  }
  const { placeholders, misplaced } = findPlaceholders(text);
  for (const { start, message } of misplaced) reading.fail(at(start), 'prose/placeholder', message);
  return { text, scalar: node, placeholders };
}

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
  const nearest = nearestKey(address, known.all());
  const advice = nearest ? `是否应为“${nearest}”？` : '地址由键用点连成，如 申请办理.本年新收.总计';
  reading.fail(
    offsetInSource(reading.source.text, scalar, placeholder.start),
    'prose/address',
    `没有“${address}”这个数字。${advice}`,
  );
}
