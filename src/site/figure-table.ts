import type { ArchivedReport } from '../archive/archive.ts';
import { addressIn, type Measure } from '../chart/measure.ts';
import { notStatedMark } from '../facts/cell-text.ts';
import type { Origin } from '../facts/facts.ts';
import { comparableName, type Form } from '../form/form.ts';
import { sumNotes } from './sum-notes.ts';

/** Figures of several reports: one report per row, one measure per column. */
export interface FigureTable {
  caption: string;
  rowsHeader: '年度' | '行政机关';
  columns: string[];
  rows: FigureRow[];
  /** Sentences that say what the marks mean and where figures do not compare. */
  notes: string[];
}

export interface FigureRow {
  header: string;
  /** Address of the report relative to the site's top; absent where there is none. */
  href?: string;
  formName?: string;
  cells: FigureCell[];
}

export interface FigureCell {
  text: string;
  isFigure: boolean;
}

/** A year or an agency, and its report where there is one. */
export interface FigureRowSource {
  header: string;
  archived?: ArchivedReport;
}

/** What stands where the form of a report has no such figure. */
export const notInFormMark = '无此项';
/** What stands where there is no report. */
export const noReportMark = '无报告';

const originNotes: readonly [Origin, string][] = [
  ['printed', '加数未载，所列为原文刊载的数字'],
  ['settled', '加数未载，所列由已载的数字按勾稽关系推定，只有这一个可能的值'],
];

export function figureTable(subject: {
  caption: string;
  rowsHeader: FigureTable['rowsHeader'];
  rows: readonly FigureRowSource[];
  measures: readonly Measure[];
}): FigureTable {
  const { caption, rowsHeader, rows, measures } = subject;
  const forms = formsOf(rows);
  // A column that no report's form knows would only tell that it is not there.
  const known = measures.filter((measure) => forms.some((form) => addressIn(measure, form)));
  const table = {
    caption,
    rowsHeader,
    columns: known.map(({ label }) => label),
    rows: rows.map(({ header, archived }) => ({
      header,
      ...(archived
        ? {
            href: `${archived.report.agency}/${archived.report.year}/`,
            formName: archived.report.form.name,
          }
        : {}),
      cells: known.map((measure) => cellOf(measure, archived)),
    })),
  };
  return {
    ...table,
    notes: [
      ...markNotes(table.rows, rows),
      ...sumNotes(rowsHeader, rows),
      ...editionNotes(forms, known),
      ...totalNotes(rows, known),
    ],
  };
}

function cellOf(measure: Measure, archived: ArchivedReport | undefined): FigureCell {
  if (!archived) return { text: noReportMark, isFigure: false };
  const fact = factOf(measure, archived);
  if (!fact) return { text: notInFormMark, isFigure: false };
  return { text: fact.text ?? notStatedMark, isFigure: fact.text !== null };
}

function factOf(measure: Measure, { report, facts }: ArchivedReport) {
  const address = addressIn(measure, report.form);
  return address === undefined ? undefined : facts.get(address);
}

/** What the marks of a table mean, as far as it has them. */
export function markNotes(
  rows: readonly Pick<FigureRow, 'cells'>[],
  sources: readonly FigureRowSource[],
): string[] {
  const hasSums = sources.some(({ archived }) => archived?.aggregation);
  const texts = new Set(rows.flatMap(({ cells }) => cells.map(({ text }) => text)));
  const meanings: readonly [string, string][] = [
    [notStatedMark, `原文未载${hasSums ? '，或者不能合计' : ''}，不是零`],
    [notInFormMark, '该报告所用的格式没有这一项'],
    [noReportMark, '本站没有收录报告，不作零计'],
  ];
  return meanings
    .filter(([mark]) => texts.has(mark))
    .map(([mark, meaning]) => `“${mark}”：${meaning}。`);
}

function editionNotes(forms: readonly Form[], measures: readonly Measure[]): string[] {
  if (new Set(forms.map(({ family }) => family)).size < 2) return [];
  const names = forms.map(({ name }) => name).join('、');
  const unlike = measures.filter((measure) => !isComparable(measure, forms));
  const labels = unlike.map(({ label }) => `“${label}”`).join('、');
  return [
    unlike.length === 0
      ? `各报告所用格式不同（${names}），表中各项可以比较。`
      : `各报告所用格式不同（${names}），${labels}口径不同，不同格式之间不可比较。`,
  ];
}

/** Whether a measure is the same figure in all forms that have it. */
function isComparable(measure: Measure, forms: readonly Form[]): boolean {
  const names = forms.flatMap((form) => {
    const address = addressIn(measure, form);
    return address === undefined ? [] : [comparableName(form, address)];
  });
  return new Set(names).size <= 1;
}

function totalNotes(rows: readonly FigureRowSource[], measures: readonly Measure[]): string[] {
  return originNotes.flatMap(([origin, explanation]) => {
    const concerned = rows.flatMap(({ header, archived }) => {
      const labels = measures
        .filter((measure) => archived && factOf(measure, archived)?.origin === origin)
        .map(({ label }) => label);
      return labels.length > 0 ? [`${header}的${labels.join('、')}`] : [];
    });
    return concerned.length > 0 ? [`${concerned.join('；')}：${explanation}。`] : [];
  });
}

/** The forms of some reports, each once, in the order of the reports. */
export function formsOf(rows: readonly FigureRowSource[]): Form[] {
  return [...new Set(rows.flatMap(({ archived }) => archived?.report.form ?? []))];
}
