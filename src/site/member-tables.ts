import type { Aggregation } from '../aggregation/aggregate.ts';
import { tableTitle } from '../aggregation/notes.ts';
import { type ArchivedReport, nameInYear } from '../archive/archive.ts';
import { notStatedMark } from '../facts/cell-text.ts';
import type { ReportFacts } from '../facts/facts.ts';
import { comparableAddress, type FactDefinition, type Form } from '../form/form.ts';
import { memberLink } from './aggregation-view.ts';
import { type FigureCell, notInFormMark } from './figure-table.ts';

/** Whose figures a statutory table is added up from, row by row. */
export interface MemberPart {
  id: string;
  caption: string;
  tables: MemberTable[];
}

/** One row of a statutory table: who has contributed what. */
export interface MemberTable {
  id: string;
  caption: string;
  /** The same for the contents, without the outermost of three labels. */
  shortCaption: string;
  columns: string[];
  rows: MemberRow[];
}

export interface MemberRow {
  header: string;
  /** Address relative to the site's top; absent for 本级 and the sum. */
  href?: string;
  isSum: boolean;
  cells: FigureCell[];
}

/**
 * Each row of the statutory tables with 本级, the members and their sum. Members with nothing but 0
 * in a row are left out of it, and so are rows in which everybody has 0.
 */
export function memberParts(
  archived: ArchivedReport,
  hasPage: (key: string) => boolean,
): MemberPart[] {
  const { report, aggregation } = archived;
  if (!aggregation) return [];
  return report.form.tables.map((table) => ({
    id: table.id,
    caption: tableTitle(report.form, table.key),
    tables: printedRows(report.form, table.key).flatMap(
      (row) => memberTable(archived, aggregation, row, hasPage) ?? [],
    ),
  }));
}

/** The figures that stand in one printed row, or in one block of a single row. */
function printedRows(form: Form, table: string): FactDefinition[][] {
  const printed = form.facts.filter((fact) => fact.table === table && fact.role !== 'derived');
  return [...Map.groupBy(printed, ({ address }) => withoutLast(address)).values()];
}

function withoutLast(address: string): string {
  return address.slice(0, address.lastIndexOf('.'));
}

function memberTable(
  archived: ArchivedReport,
  { own, sum, members }: Aggregation,
  row: readonly FactDefinition[],
  hasPage: (key: string) => boolean,
): MemberTable | undefined {
  const { report, agency, facts } = archived;
  const of = (form: Form, source: ReportFacts) =>
    row.map(({ address }) => cellOf(source, comparableAddress(form, address, source.form)));
  const contributions = members
    .map((member) => ({
      header: nameInYear(member.agency, report.year),
      ...memberLink(member.agency, report.year, hasPage),
      isSum: false,
      cells: of(report.form, member.archived.facts),
    }))
    .filter(({ cells }) => cells.some(isNotZero))
    .map(({ name, ...rest }) => rest);
  const ownCells = own && of(report.form, own);
  const published = of(report.form, facts);
  if (![...published, ...(ownCells ?? [])].some(isNotZero) && contributions.length === 0)
    return undefined;
  const { id, rowLabels } = row[0]!;
  return {
    id: withoutLast(id).replaceAll('.', '-'),
    caption: rowLabels.join(' '),
    shortCaption: rowLabels.slice(-2).join(' '),
    columns: row.map(({ columnLabel }) => columnLabel),
    rows: [
      ...(ownCells
        ? [{ header: `本级（${agency.shortName}）`, isSum: false, cells: ownCells }]
        : []),
      ...contributions,
      ...(own ? [] : [{ header: '各成员之和', isSum: true, cells: of(report.form, sum) }]),
      { header: own ? '合计' : '原文刊载', isSum: true, cells: published },
    ],
  };
}

function cellOf(facts: ReportFacts, address: string | undefined): FigureCell {
  if (address === undefined) return { text: notInFormMark, isFigure: false };
  const { text } = facts.get(address)!;
  return { text: text ?? notStatedMark, isFigure: text !== null };
}

/** Whether a cell has more to tell than 0. */
function isNotZero({ text }: FigureCell): boolean {
  return !/^[+-]?0(\.0*)?$/.test(text);
}
