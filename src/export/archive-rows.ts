import { contributions } from '../aggregation/contributions.ts';
import type { Agencies, Agency } from '../archive/agencies.ts';
import { type ArchivedReport, nameInYear, reportTitle } from '../archive/archive.ts';
import { correctionNotes } from '../correction/sentences.ts';
import { comparableName, type Form } from '../form/form.ts';
import type { ExportedReport } from './exported-report.ts';
import { above, factColumns, regionOf } from './figure-rows.ts';

/** Rows of `reportsTable`. */
export function reportRow(
  { archived, notes, fingerprint }: ExportedReport,
  agencies: Agencies,
): string[] {
  const { report, agency } = archived;
  return [
    report.agency,
    String(report.year),
    nameInYear(agency, report.year),
    regionOf(agencies, agency),
    report.form.edition,
    reportTitle(archived),
    report.published?.date ?? '',
    report.archived?.origin ?? '',
    [...correctionNotes(report), ...notes].join('\n'),
    fingerprint,
  ];
}

/** Rows of `correctionsTable` for one report, in the order of its file. */
export function correctionRows({ archived }: ExportedReport): string[][] {
  const { agency, year, corrections } = archived.report;
  return corrections.map(({ date, address, before, after, reason }, at) => [
    agency,
    String(year),
    String(at + 1),
    date,
    address,
    before,
    after,
    reason,
  ]);
}

/** Rows of `contributionsTable` of one report. */
export function contributionRows({ archived }: ExportedReport): string[][] {
  const { agency, year } = archived.report;
  return contributionRowsOfOne(archived).map((row) => [agency, String(year), ...row]);
}

/** Rows of `contributionsTableOfOne`; none where a report adds up nobody. */
export function contributionRowsOfOne(archived: ArchivedReport): string[][] {
  return contributions(archived).flatMap(({ agency, figures }) => {
    const name = nameInYear(agency, archived.report.year);
    return figures.map(({ address, fact }) => [
      address,
      agency.id,
      (fact?.text ?? '').replace(/^\+/, ''),
      name,
    ]);
  });
}

/** Rows of `agenciesTable`, in the order of the register. */
export function agencyRows(agencies: Agencies): string[][] {
  return [...agencies.values()].map((agency) => [
    agency.id,
    agency.name,
    agency.shortName,
    agency.type,
    agency.level,
    agency.parent ?? '',
    regionOf(agencies, agency),
    above(agencies, agency)
      .map(({ shortName }) => shortName)
      .join('/'),
    String(agency.since ?? ''),
    String(agency.until ?? ''),
    formerNames(agency),
    agency.website ?? '',
    (agency.predecessors ?? []).join('\n'),
  ]);
}

function formerNames({ formerNames }: Agency): string {
  return formerNames
    .map(({ name, until }) => (until === undefined ? name : `${name}（${until}）`))
    .join('\n');
}

/** Rows of `factsTable` for one form, in printed order. */
export function factRows(form: Form): string[][] {
  return factColumns(form).map(({ address, id, part, row, column, role }, at) => {
    const { kind } = form.facts[at]!;
    const decimals = Math.max(kind.decimals, ...(kind.unitDecimals?.values() ?? []));
    return [
      form.edition,
      address,
      id,
      part,
      row,
      column,
      role,
      kind.unit ?? '',
      String(decimals),
      comparableName(form, address),
    ];
  });
}
