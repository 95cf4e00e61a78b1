import type Big from 'big.js';
import type { Form } from '../../form/form.ts';
import { figureOf } from '../../report/figure.ts';
import type { RecognisedFigure, RecognisedTable } from '../recognised.ts';

/**
 * Totals of the source that its own figures do not give: those that differ from the sum of their
 * addends, and those with an addend that is not stated.
 */
export function totalsToState(form: Form, tables: readonly RecognisedTable[]): RecognisedFigure[] {
  const primaries = new Map(
    tables.flatMap(({ figures }) => figures.map(({ address, digits }) => [address, digits])),
  );
  const sums = new Map<number, Big | undefined>();
  const valueAt = (index: number): Big | undefined => {
    if (sums.has(index)) return sums.get(index);
    const { address, addends, role } = form.facts[index]!;
    const digits = primaries.get(address) ?? undefined;
    const value =
      role === 'primary' ? digits && figureOf(digits).value : added(addends[0]!.map(valueAt));
    sums.set(index, value || undefined);
    return value || undefined;
  };
  return tables.flatMap(({ totals }) =>
    totals.filter(({ address, digits }) => {
      const index = form.indexByAddress.get(address);
      if (digits === null || index === undefined) return false;
      return !valueAt(index)?.eq(figureOf(digits).value);
    }),
  );
}

function added(values: readonly (Big | undefined)[]): Big | undefined {
  return values.reduce(
    (sum, value) => (sum && value ? sum.plus(value) : undefined),
    figureOf('0').value as Big | undefined,
  );
}
