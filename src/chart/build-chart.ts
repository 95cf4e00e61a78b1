import type { ReportFacts } from '../facts/facts.ts';
import { comparableAddress, type Form } from '../form/form.ts';
import { type ChartData, type ChartRow, type Point, type Series, textOf } from './chart-data.ts';
import { chartNotes } from './chart-notes.ts';
import { describeChart } from './describe.ts';
import { addressIn, type Measure } from './measure.ts';

/** A year or an agency, and its figures where there is a report. */
export interface RowSource {
  label: string;
  spoken: string;
  facts?: ReportFacts;
}

export interface ChartSubject {
  id: string;
  title: string;
  rowsHeader: ChartData['rowsHeader'];
  rows: readonly RowSource[];
  measures: readonly Measure[];
  /** Key of the table that the figures stand in. */
  table: string;
}

/** The chart of some measures over some reports; undefined where no report's form has any. */
export function buildChart(subject: ChartSubject): ChartData | undefined {
  const { id, title, rowsHeader, rows, measures } = subject;
  const first = measures[0]?.places[0];
  if (!first) return undefined;
  const series = measures.map((measure) => seriesOf(measure, subject));
  const definition = first.form.facts[first.form.indexByAddress.get(first.address)!]!;
  const drawn = {
    rowsHeader,
    unit: definition.kind.unit ?? '',
    rows: rows.map(rowOf),
    series,
  };
  return {
    id,
    title,
    ...drawn,
    description: describeChart(drawn),
    notes: chartNotes(drawn, rows),
    source: `各报告“${partTitle(first.form, subject.table)}”`,
    table: {
      caption: `${title}${drawn.unit && `（单位：${drawn.unit}）`}`,
      headers: [rowsHeader, ...series.map(({ label }) => label), '格式'],
      rows: rows.map(({ label, facts }, at) => ({
        header: label,
        cells: [
          ...series.map(({ points }) => ({
            text: textOf(points[at]!),
            isFigure: points[at]!.value !== null,
          })),
          { text: facts?.form.name ?? '无报告', isFigure: false },
        ],
      })),
    },
  };
}

function rowOf({ label, spoken, facts }: RowSource): ChartRow {
  return { label, spoken, ...(facts ? { formName: facts.form.name } : {}) };
}

function seriesOf(measure: Measure, { rows, rowsHeader }: ChartSubject): Series {
  const breaks = breaksOf(measure, rows);
  return {
    label: measure.label,
    tone: measure.tone,
    points: rows.map(({ facts }) => pointOf(measure, facts)),
    // Agencies stand side by side, not one after the other: only what does not compare is parted.
    breaks: rowsHeader === '年度' ? breaks : breaks.filter(({ isComparable }) => !isComparable),
  };
}

function pointOf(measure: Measure, facts: ReportFacts | undefined): Point {
  if (!facts) return { value: null, absence: 'no-report' };
  const address = addressIn(measure, facts.form);
  const fact = address === undefined ? undefined : facts.get(address);
  if (!fact) return { value: null, absence: 'not-in-form' };
  if (fact.value === null || fact.text === null) return { value: null, absence: 'not-stated' };
  return { value: fact.value.toNumber(), text: fact.text, address: fact.address };
}

/** Where a report follows one of another edition. */
function breaksOf(measure: Measure, rows: readonly RowSource[]): Series['breaks'] {
  const breaks: Series['breaks'] = [];
  let above: Form | undefined;
  for (const [before, { facts }] of rows.entries()) {
    if (!facts) continue;
    const { form } = facts;
    if (above && above !== form) {
      const isComparable = doesCompare(measure, above, form);
      if (!isComparable || above.family !== form.family)
        breaks.push({ before, isComparable, formName: form.name });
    }
    above = form;
  }
  return breaks;
}

/** Whether the measure is the same figure in both forms; where one lacks it, nothing is compared. */
function doesCompare(measure: Measure, above: Form, below: Form): boolean {
  const there = addressIn(measure, above);
  const here = addressIn(measure, below);
  if (there === undefined || here === undefined) return true;
  return comparableAddress(above, there, below) === here;
}

function partTitle(form: Form, key: string): string {
  return form.parts.find((part) => part.key === key)?.title ?? key;
}
