import { type Agencies, type Agency, lineage } from '../archive/agencies.ts';
import { type ArchivedReport, nameInYear } from '../archive/archive.ts';
import type { Origin } from '../facts/facts.ts';
import type { Form } from '../form/form.ts';
import type { Report, Statistic } from '../report/report.ts';
import type { roles } from './data-table.ts';

/** What a fact is, the same in every report of a form: the columns `address` to `role`. */
export interface FactColumns {
  address: string;
  /** Empty for a figure outside the form. */
  id: string;
  part: string;
  row: string;
  column: string;
  role: keyof typeof roles;
}

/** One figure of a report. */
export interface FigureRecord {
  fact: FactColumns;
  /** Plain decimal digits, as written but for a plus sign; empty where not stated. */
  value: string;
  status: Origin;
  /** Empty where the source does not state it. */
  unit: string;
}

/** The figures of a report as rows of `figuresTable`. */
export interface ReportFigures {
  /** The columns `agency` to `published`. */
  ofReport: readonly string[];
  records: readonly FigureRecord[];
}

const labelSeparator = ' / ';
const statisticsPart = '统计';
const totalKey = '合计';

const preparedForms = new WeakMap<Form, readonly FactColumns[]>();

/** The facts of a form in printed order, as the data tables name them. */
export function factColumns(form: Form): readonly FactColumns[] {
  let prepared = preparedForms.get(form);
  if (!prepared) {
    prepared = form.facts.map(({ address, id, table, rowLabels, columnLabel, role }) => ({
      address,
      id,
      part: table,
      row: rowLabels.join(labelSeparator),
      column: columnLabel,
      role: role === 'printed-sum' ? 'total' : role,
    }));
    preparedForms.set(form, prepared);
  }
  return prepared;
}

/** Columns of 统计 by address and role: what is called the same in several reports is one object. */
export type KnownStatistics = Map<string, FactColumns>;

/**
 * Rows of `figuresTable`: every figure of a report in the order of the form, then 统计. `known` are
 * those of other reports, to which this one's are added.
 */
export function reportFigures(
  archived: ArchivedReport,
  agencies: Agencies,
  known: KnownStatistics = new Map(),
): ReportFigures {
  const { report, facts } = archived;
  const columns = [
    ...factColumns(report.form),
    ...report.statistics.flatMap((statistic) => statisticColumns(statistic, known)),
  ];
  const records = columns.map((fact, at) => {
    const { text, origin, unit } =
      at < report.form.facts.length ? facts.at(at) : facts.get(fact.address)!;
    return { fact, value: (text ?? '').replace(/^\+/, ''), status: origin, unit: unit ?? '' };
  });
  return { ofReport: reportColumns(archived, agencies), records };
}

function statisticColumns({ name, breakdown }: Statistic, known: KnownStatistics): FactColumns[] {
  const columns = (column: string, role: FactColumns['role']): FactColumns => {
    const address = [statisticsPart, name, column].join('.');
    const key = `${role} ${address}`;
    const found = known.get(key);
    if (found) return found;
    const made = { address, id: '', part: statisticsPart, row: name, column, role };
    known.set(key, made);
    return made;
  };
  return [
    ...(breakdown ?? []).map((part) => columns(part.name, 'primary')),
    columns(totalKey, breakdown ? 'total' : 'primary'),
  ];
}

function reportColumns({ report, agency }: ArchivedReport, agencies: Agencies): string[] {
  return [
    report.agency,
    nameInYear(agency, report.year),
    regionOf(agencies, agency),
    String(report.year),
    report.form.edition,
    report.published?.date ?? '',
  ];
}

/** Ids of all that is above an agency, topmost first. */
export function regionOf(agencies: Agencies, agency: Agency): string {
  return above(agencies, agency)
    .map(({ id }) => id)
    .join('/');
}

/** What is above an agency, topmost first. */
export function above(agencies: Agencies, { id }: Agency): Agency[] {
  return lineage(agencies, id).slice(0, -1);
}

/** A report's year and agency, for comparing. */
export function compareReports(a: Report, b: Report): number {
  if (a.year !== b.year) return a.year - b.year;
  if (a.agency === b.agency) return 0;
  return a.agency < b.agency ? -1 : 1;
}
