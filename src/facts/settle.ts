import Big from 'big.js';
import type { Form } from '../form/form.ts';
import { figureOf } from '../report/figure.ts';
import type { FactValue } from './facts.ts';

/** A sum and its addends, or two sides of an identity: Σ left = Σ right. */
interface Equation {
  left: readonly number[];
  right: readonly number[];
}

interface Bounds {
  low: Big;
  /** Absent: no upper bound is known. */
  high?: Big;
}

const none = new Big(0);

/**
 * Settles missing totals where the sums and identities, with counts ≥ 0, leave one value only.
 * Primaries stay missing. Works by narrowing bounds until nothing changes: what it settles is
 * certain. Where what is stated contradicts itself within a table, that table is left alone.
 */
export function settle(form: Form, values: FactValue[]): void {
  for (const table of form.tables) {
    const indexes = form.facts.flatMap((fact, index) => (fact.table === table.key ? [index] : []));
    const open = indexes.filter((index) => !values[index]!.figure);
    // Signed figures have no lower bound, so nothing follows from them.
    if (
      open.length === 0 ||
      indexes.some((index) => form.facts[index]!.kind.signed && !values[index]!.figure)
    )
      continue;
    const bounds = narrow(equationsOf(form, table.key), values);
    if (!bounds) continue;
    for (const index of open) {
      const found = bounds.get(index);
      if (form.facts[index]!.role !== 'primary' && found?.high?.eq(found.low)) {
        values[index] = { figure: figureOf(found.low.toFixed()), origin: 'settled' };
      }
    }
  }
}

function equationsOf(form: Form, table: string): Equation[] {
  const sums = form.facts.flatMap((fact, index) =>
    fact.table === table ? fact.addends.map((set) => ({ left: [index], right: set })) : [],
  );
  const identities = form.identities.filter((identity) => identity.table === table);
  // A sum of the same facts as one side of an identity equals the other side (收办 = 办结 + 结转).
  const linked = identities.flatMap(({ left, right }) =>
    sums.flatMap((sum) => {
      if (isSame(sum.right, left)) return [{ left: sum.left, right }];
      return isSame(sum.right, right) ? [{ left: sum.left, right: left }] : [];
    }),
  );
  return [...sums, ...identities, ...linked];
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((index) => b.includes(index));
}

/** Bounds of every fact in the equations, or undefined where they contradict each other. */
function narrow(
  equations: readonly Equation[],
  values: readonly FactValue[],
): Map<number, Bounds> | undefined {
  const bounds = new Map<number, Bounds>();
  const boundsOf = (index: number): Bounds => {
    let known = bounds.get(index);
    if (!known) {
      const value = values[index]!.figure?.value;
      known = value ? { low: value, high: value } : { low: none };
      bounds.set(index, known);
    }
    return known;
  };
  // Each round passes what is known one equation further; a table has far fewer than 100 in a chain.
  // Bounds that still move after that chase each other round a contradiction.
  for (let round = 0; round < 100; round++) {
    let changed = false;
    for (const { left, right } of equations) {
      for (const [side, other] of [
        [left, right],
        [right, left],
      ] as const) {
        const most = sumHigh(other, boundsOf);
        const least = other.reduce((sum, index) => sum.plus(boundsOf(index).low), none);
        const sideLow = side.reduce((sum, index) => sum.plus(boundsOf(index).low), none);
        if (most && sideLow.gt(most)) return undefined;
        for (const index of side) {
          const own = boundsOf(index);
          const high = most?.minus(sideLow).plus(own.low);
          if (high && (!own.high || high.lt(own.high))) {
            own.high = high;
            changed = true;
          }
          const othersHigh = sumHigh(
            side.filter((member) => member !== index),
            boundsOf,
          );
          const low = othersHigh && least.minus(othersHigh);
          if (low?.gt(own.low)) {
            own.low = low;
            changed = true;
          }
          if (own.high && own.low.gt(own.high)) return undefined;
        }
      }
    }
    if (!changed) return bounds;
  }
  return undefined;
}

/** Upper bound of a sum, or undefined where one of its members has none. */
function sumHigh(indexes: readonly number[], boundsOf: (index: number) => Bounds): Big | undefined {
  let sum = none;
  for (const index of indexes) {
    const { high } = boundsOf(index);
    if (!high) return undefined;
    sum = sum.plus(high);
  }
  return sum;
}
