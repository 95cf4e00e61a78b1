import Big from 'big.js';
import type { Form } from '../../form/form.ts';

/** Facts (indexes in the form) whose sums must be equal. */
export interface Equation {
  left: readonly number[];
  right: readonly number[];
  /** Whether the left side is a total that the form prints. */
  isTotal: boolean;
}

/** What the source states of a fact; null where it states nothing. */
export type StatedAt = (index: number) => Big | null;

const known = new WeakMap<Form, Equation[]>();

/** Every equation among the figures that a form prints. */
export function equationsOf(form: Form): readonly Equation[] {
  let equations = known.get(form);
  if (!equations) {
    equations = form.facts.flatMap((fact, index) =>
      fact.role === 'printed-sum'
        ? fact.addends
            .filter((set) => set.every((addend) => form.facts[addend]!.role !== 'derived'))
            .map((right): Equation => ({ left: [index], right, isTotal: true }))
        : [],
    );
    for (const { left, right } of form.identities) equations.push({ left, right, isTotal: false });
    known.set(form, equations);
  }
  return equations;
}

/** Both sides, or undefined where a figure is not stated. */
export function sidesOf(
  equation: Equation,
  statedAt: StatedAt,
): { left: Big; right: Big } | undefined {
  const left = sumOf(equation.left, statedAt);
  const right = sumOf(equation.right, statedAt);
  return left && right && { left, right };
}

function sumOf(indexes: readonly number[], statedAt: StatedAt): Big | undefined {
  let sum = new Big(0);
  for (const index of indexes) {
    const value = statedAt(index);
    if (value === null) return undefined;
    sum = sum.plus(value);
  }
  return sum;
}

/**
 * Whether figures can be as they stand: no equation is wrong, and where one figure of an equation
 * is not stated, all equations leave it the same value, which is not negative.
 */
export function areConsistent(equations: readonly Equation[], statedAt: StatedAt): boolean {
  const implied = new Map<number, Big>();
  for (const { left, right } of equations) {
    const unknown = [...left, ...right].filter((index) => statedAt(index) === null);
    if (unknown.length > 1) continue;
    const [gap] = unknown;
    const stated: StatedAt = (index) => (index === gap ? new Big(0) : statedAt(index));
    const difference = sumOf(left, stated)!.minus(sumOf(right, stated)!);
    if (gap === undefined) {
      if (!difference.eq(0)) return false;
      continue;
    }
    const value = right.includes(gap) ? difference : difference.times(-1);
    if (value.lt(0) || implied.get(gap)?.eq(value) === false) return false;
    implied.set(gap, value);
  }
  return true;
}
