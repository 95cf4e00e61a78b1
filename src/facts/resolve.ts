import Big from 'big.js';
import { comparableAddress, type Form } from '../form/form.ts';
import type { Placeholder } from '../prose/placeholder.ts';
import type { Fact, ReportFacts } from './facts.ts';

/** The facts that the placeholders of one report may speak of. */
export interface PlaceholderContext {
  facts: ReportFacts;
  /** Last year's facts of the same agency, those of others to be summed, or why there are none. */
  lastYear: ReportFacts | { sumOf: readonly NamedFacts[] } | { missing: string };
}

/** The facts of an agency's report, and its name for messages. */
export interface NamedFacts {
  name: string;
  facts: ReportFacts;
}

export type Resolved = { text: string; address: string } | Unresolved;

export interface Unresolved {
  error: string;
  /** Whether this report has no such address at all. */
  unknown?: true;
}

/** The text that stands in a placeholder's place, or why it has none. */
export function resolvePlaceholder(
  placeholder: Placeholder,
  context: PlaceholderContext,
): Resolved {
  const { address } = placeholder;
  if (placeholder.kind === 'last-year') {
    const last = lastYearFact(address, context);
    return 'error' in last ? last : { text: last.text!, address };
  }
  const fact = known(context.facts.get(address), address);
  if ('error' in fact) return fact;
  switch (placeholder.kind) {
    case 'value':
      return { text: fact.text!, address };
    case 'thousands':
      return { text: groupThousands(fact.text!), address };
    case 'share': {
      const base = known(context.facts.get(placeholder.base!), placeholder.base!);
      if ('error' in base) return base;
      if (base.value!.eq(0)) return { error: `“${placeholder.base}”为 0，不能计算占比` };
      return { text: `${percent(fact.value!, base.value!)}%`, address };
    }
    case 'change': {
      const last = lastYearFact(address, context);
      if ('error' in last) return last;
      if (fact.unit !== last.unit) {
        const units = `上年${last.unit ?? '未载'}，本年${fact.unit ?? '未载'}`;
        return { error: `“${address}”两年的单位不同（${units}），不能计算同比` };
      }
      return changeText(fact.value!, last.value!, address);
    }
  }
}

function changeText(now: Big, before: Big, address: string): Resolved {
  if (now.eq(before)) return { text: '持平', address };
  if (before.lte(0)) return { error: `上年“${address}”为 ${before.toFixed()}，不能计算同比` };
  const difference = now.minus(before);
  return {
    text: `${difference.gt(0) ? '增长' : '下降'}${percent(difference.abs(), before)}%`,
    address,
  };
}

function lastYearFact(address: string, { facts, lastYear }: PlaceholderContext): Fact | Unresolved {
  if ('missing' in lastYear) return { error: lastYear.missing };
  return 'sumOf' in lastYear
    ? sumOfLastYear(address, facts.form, lastYear.sumOf)
    : factOfLastYear(address, facts.form, lastYear);
}

function factOfLastYear(address: string, form: Form, lastYear: ReportFacts): Fact | Unresolved {
  const there = address.startsWith(statistics)
    ? address
    : comparableAddress(form, address, lastYear.form);
  const fact = there === undefined ? undefined : lastYear.get(there);
  if (!fact) return { error: `上年报告（${lastYear.form.name}）没有与“${address}”可比的数字` };
  return known(fact, `上年:${address}`);
}

const statistics = '统计.';

/** The sum of what several reports of last year say at an address of this year's form. */
export function sumOfLastYear(
  address: string,
  form: Form,
  predecessors: readonly NamedFacts[],
): Fact | Unresolved {
  if (predecessors.length > 1 && address.startsWith(statistics)) {
    const names = predecessors.map(({ name }) => name).join('、');
    return { error: `${names}各自统计的数字口径不一定相同，不能合计为“上年:${address}”` };
  }
  const addends: Fact[] = [];
  for (const { name, facts } of predecessors) {
    const fact = factOfLastYear(address, form, facts);
    if ('error' in fact) return { error: `${name}：${fact.error}` };
    addends.push(fact);
  }
  const [first] = addends as [Fact, ...Fact[]];
  if (addends.length === 1) return first;
  const { unit } = first;
  if (addends.some((fact) => fact.unit !== unit)) {
    const units = predecessors.map(({ name }, at) => `${name}${addends[at]!.unit ?? '未载'}`);
    return { error: `“上年:${address}”的单位不同（${units.join('，')}），不能合计` };
  }
  const value = addends.reduce((sum, fact) => sum.plus(fact.value!), new Big(0));
  const decimals = Math.max(...addends.map(({ text }) => text!.split('.')[1]?.length ?? 0));
  const sum: Fact = { address, value, text: value.toFixed(decimals), origin: 'computed' };
  return unit === undefined ? sum : { ...sum, unit };
}

function known(fact: Fact | undefined, address: string): Fact | Unresolved {
  if (!fact) return { error: `没有“${address}”这个数字`, unknown: true };
  if (fact.value === null) return { error: `“${address}”未载，不能引用` };
  return fact;
}

/** A share in per cent: one decimal, rounded half up, more where one would read 0; no trailing zeros. */
export function percent(part: Big, base: Big): string {
  const exact = new Big(part).times(100);
  for (let decimals = 1; ; decimals++) {
    const rounded = divide(exact, base, decimals);
    if (!rounded.eq(0) || exact.eq(0)) return rounded.toFixed();
  }
}

/** Quotient rounded half up from the exact fraction, not from an already rounded one. */
function divide(dividend: Big, divisor: Big, decimals: number): Big {
  let Rounding = roundings[decimals];
  if (!Rounding) {
    Rounding = Big();
    Rounding.DP = decimals;
    Rounding.RM = Big.roundHalfUp;
    roundings[decimals] = Rounding;
  }
  return new Rounding(dividend).div(divisor);
}

/** Kinds of Big by the decimals to which they divide: a new kind is dear. */
const roundings: ReturnType<typeof Big>[] = [];

/** `1234567.5` as `1,234,567.5`. */
export function groupThousands(digits: string): string {
  const [whole, fraction] = digits.split('.');
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
