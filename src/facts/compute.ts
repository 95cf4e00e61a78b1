import type { FactDefinition } from '../form/form.ts';
import { type Figure, sumFigures, zero } from '../report/figure.ts';
import { type Report, statisticTotalAddress } from '../report/report.ts';
import { type FactValue, ReportFacts, type StatisticValue } from './facts.ts';
import { settle } from './settle.ts';

const missing: FactValue = { figure: null, origin: 'missing' };
const statedZero: FactValue = { figure: zero, origin: 'stated' };
const computedZero: FactValue = { figure: zero, origin: 'computed' };

/**
 * Every fact of a report: primaries as stated, totals added up.
 * A total with an addend 未载 is the one printed in the original, else the only one that the
 * identities leave, else null.
 */
export function computeFacts(report: Report): ReportFacts {
  const { form } = report;
  const values: FactValue[] = new Array(form.facts.length);
  const compute = (index: number): FactValue => {
    const done = values[index];
    if (done) return done;
    const definition = form.facts[index]!;
    const value =
      definition.role === 'primary' ? stated(report.figures[index]) : added(definition, compute);
    values[index] = value;
    return value;
  };
  for (let index = 0; index < form.facts.length; index++) compute(index);

  if (values.includes(missing)) {
    for (const [index, definition] of form.facts.entries()) {
      const printed = report.statedTotals.get(definition.address);
      if (printed && values[index] === missing)
        values[index] = { figure: printed.figure, origin: 'printed' };
    }
    settle(form, values);
  }
  return new ReportFacts(form, values, statisticValues(report), report.units);
}

function stated(figure: Figure | null | undefined): FactValue {
  if (!figure) return missing;
  return figure === zero ? statedZero : { figure, origin: 'stated' };
}

/** The sum of the first set of addends, or missing where one of them is. */
function added({ addends }: FactDefinition, valueAt: (index: number) => FactValue): FactValue {
  const figures: Figure[] = [];
  for (const index of addends[0]!) {
    const { figure } = valueAt(index);
    if (!figure) return missing;
    if (figure !== zero) figures.push(figure);
  }
  return figures.length === 0 ? computedZero : { figure: sumFigures(figures), origin: 'computed' };
}

function statisticValues(report: Report): Map<string, StatisticValue> {
  const values = new Map<string, StatisticValue>();
  const put = (address: string, unit: string, value: FactValue) =>
    values.set(address, { address, unit, ...value });
  for (const { name, unit, amount, breakdown } of report.statistics) {
    const total = statisticTotalAddress(name);
    for (const part of breakdown ?? []) put(`统计.${name}.${part.name}`, unit, stated(part.figure));
    if (breakdown)
      put(
        total,
        unit,
        statisticTotal(
          breakdown.map((part) => part.figure),
          report.statedTotals.get(total)?.figure,
        ),
      );
    else put(total, unit, stated(amount));
  }
  return values;
}

function statisticTotal(
  figures: readonly (Figure | null)[],
  printed: Figure | undefined,
): FactValue {
  const known = figures.filter((figure) => figure !== null);
  if (known.length === figures.length) return { figure: sumFigures(known), origin: 'computed' };
  return printed ? { figure: printed, origin: 'printed' } : missing;
}
