import type { ArchivedReport } from '../archive/archive.ts';
import { notStatedMark } from '../facts/cell-text.ts';
import { comparableAddress, comparableName, type FactDefinition, type Form } from '../form/form.ts';
import {
  type FigureCell,
  formsOf,
  markNotes,
  noReportMark,
  notInFormMark,
} from './figure-table.ts';
import { sumNotes } from './sum-notes.ts';

/** All figures of one agency over the years: one table for each part of the form. */
export interface AgencyComparison {
  years: ComparedYear[];
  tables: ComparisonTable[];
  notes: string[];
}

export interface ComparedYear {
  year: number;
  /** Address of the report relative to the site's top; absent where there is none. */
  href?: string;
  formName?: string;
}

export interface ComparisonTable {
  id: string;
  caption: string;
  rows: { label: string; unit: string; cells: FigureCell[] }[];
}

interface ComparedFact {
  form: Form;
  fact: FactDefinition;
}

/** In place of a unit that each report names itself. */
const unitInCells = '各格注明';

/**
 * Takes an agency's reports oldest first. Facts that compare share a row, whatever their editions;
 * those that do not have each a row of their own, so that no row mixes what may not be compared.
 * Of 表三 the totals are shown.
 */
export function agencyComparison(reports: readonly ArchivedReport[]): AgencyComparison {
  const byYear = new Map(reports.map((archived) => [archived.report.year, archived]));
  const first = Math.min(...byYear.keys());
  const span = reports.length === 0 ? 0 : Math.max(...byYear.keys()) - first + 1;
  const years = Array.from({ length: span }, (_, at) => first + at);
  const sources = reports.map((archived) => ({ header: `${archived.report.year}年度`, archived }));
  const forms = formsOf(sources).toReversed();
  const tables = partsOf(forms).map(({ key, id, caption }) => ({
    id,
    caption,
    rows: comparedFacts(forms, key).map((compared) => ({
      label: labelOf(compared),
      unit: compared.fact.kind.unitKey ? unitInCells : (compared.fact.kind.unit ?? ''),
      cells: years.map((year) => cellOf(compared, byYear.get(year))),
    })),
  }));
  return {
    years: years.map((year) => {
      const report = byYear.get(year)?.report;
      return {
        year,
        ...(report ? { href: `${report.agency}/${year}/`, formName: report.form.name } : {}),
      };
    }),
    tables,
    notes: [
      ...markNotes(
        tables.flatMap(({ rows }) => rows),
        sources,
      ),
      ...sumNotes('年度', sources),
      ...editionNotes(forms),
    ],
  };
}

/** The table parts of all forms, those of the newest first. */
function partsOf(forms: readonly Form[]): { key: string; id: string; caption: string }[] {
  const parts = new Map<string, { key: string; id: string; caption: string }>();
  for (const { parts: ofForm } of forms) {
    for (const { key, id, title, content } of ofForm) {
      if (content === 'table' && !parts.has(key))
        parts.set(key, { key, id, caption: title ?? key });
    }
  }
  return [...parts.values()];
}

function comparedFacts(forms: readonly Form[], table: string): ComparedFact[] {
  const seen = new Set<string>();
  return forms.flatMap((form) =>
    shownFacts(form, table).flatMap((fact) => {
      const name = comparableName(form, fact.address);
      if (seen.has(name)) return [];
      seen.add(name);
      return [{ form, fact }];
    }),
  );
}

/** Facts of a table in its order: of a matrix the totals, each subtotal at the head of its group. */
function shownFacts(form: Form, table: string): FactDefinition[] {
  const isMatrix = form.tables.find(({ key }) => key === table)?.style === 'matrix';
  const facts = form.facts.filter((fact) => fact.table === table);
  const total = facts.find(({ role }) => role === 'printed-sum')?.columnLabel;
  const shown = facts.filter(({ columnLabel }) => !isMatrix || columnLabel === total);
  const subtotals = shown.filter(isSubtotal);
  const begun = new Set<FactDefinition>();
  return shown
    .filter(({ role }) => role !== 'derived')
    .flatMap((fact) => {
      const subtotal = subtotals.find(
        (one) => !begun.has(one) && fact.address.startsWith(groupOf(one)),
      );
      if (!subtotal) return [fact];
      begun.add(subtotal);
      return [subtotal, fact];
    });
}

const subtotalPart = '.小计.';

function isSubtotal({ role, address }: FactDefinition): boolean {
  return role === 'derived' && address.includes(subtotalPart);
}

/** What the addresses of a subtotal's rows begin with. */
function groupOf({ address }: FactDefinition): string {
  return address.slice(0, address.indexOf(subtotalPart) + 1);
}

/** Labels from the row group to the column; what holds for the whole table is left out. */
function labelOf({ form, fact }: ComparedFact): string {
  const isMatrix = form.tables.find(({ key }) => key === fact.table)?.style === 'matrix';
  if (!isMatrix) return [...fact.rowLabels, fact.columnLabel].join(' · ');
  const [outermost = '', ...labels] = fact.rowLabels;
  return labels.length === 0 ? outermost : labels.join(' · ');
}

function cellOf({ form, fact }: ComparedFact, archived: ArchivedReport | undefined): FigureCell {
  if (!archived) return { text: noReportMark, isFigure: false };
  const address = comparableAddress(form, fact.address, archived.report.form);
  const found = address === undefined ? undefined : archived.facts.get(address);
  if (!found) return { text: notInFormMark, isFigure: false };
  if (found.text === null) return { text: notStatedMark, isFigure: false };
  // Reports that name the unit themselves do not all name the same.
  const unit = fact.kind.unitKey ? ` ${found.unit ?? '（单位未载）'}` : '';
  return { text: `${found.text}${unit}`, isFigure: true };
}

function editionNotes(forms: readonly Form[]): string[] {
  if (forms.length < 2) return [];
  const names = forms.map(({ name }) => name).join('、');
  return [
    `各年度所用格式不同（${names}）。格式之间可以比较的项目列在同一行；不可比较的，或者只有一种格式才有的，各列一行，其他格式的年度写“${notInFormMark}”。`,
  ];
}
