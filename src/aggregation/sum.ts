import type { Agency } from '../archive/agencies.ts';
import type { Fact, FactValue, ReportFacts } from '../facts/facts.ts';
import type { FactDefinition, Form } from '../form/form.ts';
import { type Figure, isZero, sumFigures, zero } from '../report/figure.ts';
import { type Correspondence, correspondence } from './correspondence.ts';

/** Somebody's figures, to be added to others'. */
export interface Addend {
  agency: Agency;
  facts: ReportFacts;
  /** Where these are sums themselves: what stood in the way of those that they do not have. */
  unformed?: readonly UnformedFact[];
}

/**
 * Why a figure cannot be added up: somebody's source does not state it, somebody's form has nothing
 * that compares, or the units differ.
 */
export type Obstacle = 'not-stated' | 'edition' | 'unit';

/** A figure that the sum does not have. */
export interface UnformedFact {
  address: string;
  because: readonly { obstacle: Obstacle; agencies: readonly Agency[] }[];
}

/** A table of which somebody's source states nothing at all, so that the sum is without it. */
export interface LeftOutTable {
  agency: Agency;
  table: string;
}

export interface FigureSum {
  /** One per fact of the form. */
  values: FactValue[];
  units: Map<string, string>;
  unformed: UnformedFact[];
  leftOut: LeftOutTable[];
}

const missing: FactValue = { figure: null, origin: 'missing' };
const computedZero: FactValue = { figure: zero, origin: 'computed' };

/**
 * Adds up figures cell by cell, in the cells of a form. Exact, and the same in whatever order they
 * come. Figures of other editions are added where they compare. Totals are those of the cells;
 * where a cell cannot be formed, the total of everybody's totals, else none.
 */
export function sumOfFigures(form: Form, addends: readonly Addend[]): FigureSum {
  const sources = addends.map(({ agency, facts, unformed = [] }) => ({
    agency,
    facts,
    places: correspondence(form, facts.form),
    hindrances: new Map(unformed.map(({ address, because }) => [address, because])),
  }));
  const leftOut: LeftOutTable[] = [];
  const sourcesOf = new Map(
    form.tables.map(({ key }) => {
      const indexes = form.facts.flatMap(({ table }, index) => (table === key ? [index] : []));
      const isSilent = (source: Source) => indexes.every((index) => isUnstated(source, index));
      const silent = new Set(sources.filter(isSilent));
      for (const { agency } of silent) leftOut.push({ agency, table: key });
      return [key, sources.filter((source) => !silent.has(source))] as const;
    }),
  );

  const units = new Map<string, string>();
  const values: FactValue[] = new Array(form.facts.length);
  const unformed: UnformedFact[] = [];
  const formed = (index: number): FactValue => {
    const done = values[index];
    if (done) return done;
    const definition = form.facts[index]!;
    const ofCells = definition.role === 'primary' ? undefined : sumOfCells(definition, formed);
    const value = ofCells ?? sumOfSources(definition, index, sourcesOf.get(definition.table)!);
    values[index] = value;
    return value;
  };
  const sumOfSources = (definition: FactDefinition, index: number, of: readonly Source[]) => {
    const { address } = definition;
    // Nobody states anything of this table.
    if (of.length === 0) {
      unformed.push({ address, because: [] });
      return missing;
    }
    const { value, unit, because } = added(definition, index, of);
    if (because.length > 0) unformed.push({ address, because });
    if (unit !== undefined) units.set(address, unit);
    return value;
  };
  for (let index = 0; index < form.facts.length; index++) formed(index);
  return { values, units, unformed, leftOut };
}

interface Source extends Omit<Addend, 'unformed'> {
  places: Correspondence;
  hindrances: ReadonlyMap<string, UnformedFact['because']>;
}

function isUnstated({ facts, places }: Source, index: number): boolean {
  const there = places.same[index]!;
  return there >= 0 && facts.at(there).value === null;
}

/** The sum of the first set of addends, or undefined where one of them could not be formed. */
function sumOfCells(
  { addends }: FactDefinition,
  formed: (index: number) => FactValue,
): FactValue | undefined {
  const figures: Figure[] = [];
  for (const index of addends[0]!) {
    const { figure } = formed(index);
    if (!figure) return undefined;
    if (figure !== zero) figures.push(figure);
  }
  return totalOf(figures);
}

/** Everybody's figure of one fact, added up, or what stands in the way. */
function added(
  definition: FactDefinition,
  index: number,
  sources: readonly Source[],
): { value: FactValue; unit?: string; because: UnformedFact['because'] } {
  const figures: Figure[] = [];
  const obstacles = new Map<Obstacle, Agency[]>();
  const hinder = (obstacle: Obstacle, ...agencies: readonly Agency[]) =>
    obstacles.set(obstacle, [...(obstacles.get(obstacle) ?? []), ...agencies]);
  const unitsOfAmounts = new Set<string | undefined>();
  let anyUnit: string | undefined;
  for (const { agency, facts, places, hindrances } of sources) {
    const there = places.same[index]!;
    if (there < 0) {
      if (!isPartOfZero(facts, places.within[index]!)) hinder('edition', agency);
      continue;
    }
    const fact = facts.at(there);
    const figure = figureIn(fact);
    if (!figure)
      for (const { obstacle, agencies } of hindrances.get(fact.address) ?? [
        { obstacle: 'not-stated', agencies: [agency] },
      ])
        hinder(obstacle, ...agencies);
    anyUnit ??= fact.unit;
    if (!figure || isZero(figure)) continue;
    unitsOfAmounts.add(fact.unit);
    figures.push(figure);
  }
  if (definition.kind.unitKey && unitsOfAmounts.size > 1)
    obstacles.set(
      'unit',
      sources.map(({ agency }) => agency),
    );
  if (obstacles.size > 0) {
    const because = [...obstacles].map(([obstacle, agencies]) => ({ obstacle, agencies }));
    return { value: missing, because };
  }
  const unit = definition.kind.unitKey ? ([...unitsOfAmounts][0] ?? anyUnit) : undefined;
  return {
    value: totalOf(figures, definition.kind.signed),
    because: [],
    ...(unit === undefined ? {} : { unit }),
  };
}

function isPartOfZero(facts: ReportFacts, sums: readonly number[]): boolean {
  return sums.some((index) => facts.at(index).value?.eq(0) === true);
}

function figureIn({ text, value }: Fact): Figure | undefined {
  return text === null || value === null ? undefined : { text, value };
}

/** The sum; with a plus sign where a signed figure was written with one. */
function totalOf(figures: readonly Figure[], isSigned = false): FactValue {
  if (figures.length === 0) return computedZero;
  const sum = sumFigures(figures);
  const hasPlus = isSigned && sum.value.gt(0) && figures.some(({ text }) => text.startsWith('+'));
  return { figure: hasPlus ? { ...sum, text: `+${sum.text}` } : sum, origin: 'computed' };
}
