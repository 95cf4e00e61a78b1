import type Big from 'big.js';
import type { Form } from '../form/form.ts';
import type { Figure } from '../report/figure.ts';

/**
 * Where a fact's value comes from: typed by the editor, added up, printed in the original,
 * the only value that the identities leave, or from nowhere because the source does not state it.
 */
export type Origin = 'stated' | 'computed' | 'printed' | 'settled' | 'missing';

export interface FactValue {
  figure: Figure | null;
  origin: Origin;
}

/** One figure of a report, totals included. */
export interface Fact {
  address: string;
  /** Exact value; null where the source does not state it and nothing settles it. */
  value: Big | null;
  /** Digits as printed; null with the value. */
  text: string | null;
  origin: Origin;
  /** 件, 万元 …; absent where the source does not state it. */
  unit?: string;
}

/** A figure outside the form: one of 统计. */
export interface StatisticValue extends FactValue {
  address: string;
  unit: string;
}

/** All facts of one report. */
export class ReportFacts {
  readonly form: Form;
  readonly #values: readonly FactValue[];
  readonly #statistics: ReadonlyMap<string, StatisticValue>;
  readonly #units: ReadonlyMap<string, string>;

  constructor(
    form: Form,
    values: readonly FactValue[],
    statistics: ReadonlyMap<string, StatisticValue>,
    units: ReadonlyMap<string, string>,
  ) {
    this.form = form;
    this.#values = values;
    this.#statistics = statistics;
    this.#units = units;
  }

  /** These facts with other figures of the form; 统计 stay. */
  withFigures(values: readonly FactValue[], units: ReadonlyMap<string, string>): ReportFacts {
    return new ReportFacts(this.form, values, this.#statistics, units);
  }

  /** The fact at an address, or undefined where the form and 统计 have none. */
  get(address: string): Fact | undefined {
    const index = this.form.indexByAddress.get(address);
    if (index !== undefined) return this.at(index);
    const statistic = this.#statistics.get(address);
    return statistic && toFact(address, statistic, statistic.unit);
  }

  /** The fact of the form at an index of `form.facts`. */
  at(index: number): Fact {
    const definition = this.form.facts[index]!;
    const unit = definition.kind.unitKey
      ? this.#units.get(definition.address)
      : definition.kind.unit;
    return toFact(definition.address, this.#values[index]!, unit);
  }

  /** Every fact in printed order, then those of 统计. */
  *all(): Generator<Fact> {
    for (let index = 0; index < this.form.facts.length; index++) yield this.at(index);
    for (const statistic of this.#statistics.values()) {
      yield toFact(statistic.address, statistic, statistic.unit);
    }
  }
}

function toFact(address: string, { figure, origin }: FactValue, unit: string | undefined): Fact {
  const value = figure?.value ?? null;
  const text = figure?.text ?? null;
  // Written out, since it runs for every figure of an archive several times over.
  return unit === undefined
    ? { address, value, text, origin }
    : { address, value, text, origin, unit };
}
