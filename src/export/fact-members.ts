import type { Fact } from '../facts/facts.ts';
import type { Form } from '../form/form.ts';

/** How the members of a JSON object are set. */
export interface MemberLayout {
  /** Before each member; the comma between two comes first. */
  before: string;
  colon: string;
  /** After the last. */
  after: string;
  /** Whether addresses stand in the order of their code units; else as printed. */
  isSorted: boolean;
}

/** What of a fact's members is the same in every report of a form. */
interface Prepared {
  /** Index in `form.facts`. */
  index: number;
  /** The member up to its value. */
  start: string;
  /** The unit that the form fixes, and the whole member that says so. */
  unit: string | undefined;
  unitMember: string;
}

/**
 * Writes facts as JSON objects by address. The names of facts, most of the text, are made JSON once
 * for each form.
 */
export class FactMembers {
  readonly #layout: MemberLayout;
  readonly #forms = new WeakMap<Form, readonly Prepared[]>();

  constructor(layout: MemberLayout) {
    this.#layout = layout;
  }

  /** The values of all facts of a report, in the order of the form, then 统计; `json` makes one of them. */
  values(form: Form, facts: readonly Fact[], json: (fact: Fact) => string): string {
    return this.#object(
      form,
      facts,
      ({ index, start }) => start + json(facts[index]!),
      (fact) => this.#start(fact.address) + json(fact),
    );
  }

  /** The units of those facts that have one. */
  units(form: Form, facts: readonly Fact[]): string {
    const member = (start: string, { unit }: Fact) =>
      unit === undefined ? '' : start + JSON.stringify(unit);
    return this.#object(
      form,
      facts,
      ({ index, start, unit, unitMember }) =>
        unit === undefined ? member(start, facts[index]!) : unitMember,
      (fact) => member(this.#start(fact.address), fact),
    );
  }

  #object(
    form: Form,
    facts: readonly Fact[],
    ofForm: (prepared: Prepared) => string,
    ofOthers: (fact: Fact) => string,
  ): string {
    const prepared = this.#prepared(form);
    const others = facts.slice(form.facts.length);
    let members = '';
    if (this.#layout.isSorted && others.length > 0) {
      const all = [
        ...prepared.map((fact) => ({ address: facts[fact.index]!.address, member: ofForm(fact) })),
        ...others.map((fact) => ({ address: fact.address, member: ofOthers(fact) })),
      ];
      for (const { member } of all.sort(compareAddresses)) members += member;
    } else {
      for (const fact of prepared) members += ofForm(fact);
      for (const fact of others) members += ofOthers(fact);
    }
    // Without the comma before the first.
    return members === '' ? '{}' : `{${members.slice(1)}${this.#layout.after}}`;
  }

  #prepared(form: Form): readonly Prepared[] {
    let prepared = this.#forms.get(form);
    if (!prepared) {
      const facts = form.facts.map(({ address, kind }, index) => {
        const start = this.#start(address);
        const unit = kind.unitKey === undefined ? kind.unit : undefined;
        const unitMember = unit === undefined ? '' : start + JSON.stringify(unit);
        return { address, index, start, unit, unitMember };
      });
      prepared = this.#layout.isSorted ? facts.sort(compareAddresses) : facts;
      this.#forms.set(form, prepared);
    }
    return prepared;
  }

  #start(address: string): string {
    return `,${this.#layout.before}${JSON.stringify(address)}${this.#layout.colon}`;
  }
}

/** By code unit. */
function compareAddresses(a: { address: string }, b: { address: string }): number {
  return a.address < b.address ? -1 : 1;
}
