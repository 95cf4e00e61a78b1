import { comparableAddress, type Form } from '../form/form.ts';

/** Where, in the facts of another form, the facts of a form are to be found. */
export interface Correspondence {
  /** Index in the other form by index in the form; -1 where nothing compares. */
  readonly same: readonly number[];
  /**
   * Where nothing compares: indexes in the other form of sums that the fact is part of. Where one
   * of these sums of counts is 0, the fact is 0.
   */
  readonly within: readonly (readonly number[])[];
}

const known = new WeakMap<Form, WeakMap<Form, Correspondence>>();

/** How the facts of `form` compare with those of `other`; worked out once for two forms. */
export function correspondence(form: Form, other: Form): Correspondence {
  const ofForm = known.get(form) ?? new WeakMap<Form, Correspondence>();
  known.set(form, ofForm);
  let found = ofForm.get(other);
  if (!found) {
    found = correspond(form, other);
    ofForm.set(other, found);
  }
  return found;
}

function correspond(form: Form, other: Form): Correspondence {
  const same = form.facts.map(({ address }) => {
    const there = comparableAddress(form, address, other);
    return (there === undefined ? undefined : other.indexByAddress.get(there)) ?? -1;
  });
  const within: number[][] = form.facts.map(() => []);
  for (const [index, { addends }] of form.facts.entries()) {
    if (same[index]! < 0) continue;
    for (const part of addends.flat())
      if (same[part]! < 0 && !form.facts[part]!.kind.signed) within[part]!.push(same[index]!);
  }
  return { same, within };
}
