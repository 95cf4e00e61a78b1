import type Big from 'big.js';
import type { Agencies } from '../archive/agencies.ts';
import { type ArchivedReport, nameInYear, reportTitle } from '../archive/archive.ts';
import { contractFields, type Finding } from '../finding/finding.ts';
import type { ExportedReport } from './exported-report.ts';
import { above } from './figure-rows.ts';

/**
 * `report.json` of the output contract: every fact by address, exact, null where not stated;
 * units; and the acknowledged findings. Open findings are the editor's and stay out.
 */
export function reportJson(archived: ArchivedReport, acknowledged: readonly Finding[]): string {
  return `${JSON.stringify(reportContent(archived, acknowledged), null, 2)}\n`;
}

/**
 * A report in the JSON of a year or of the archive, on one line: what its `report.json` says, the
 * agency's name in that year, the ids of all that is above it (topmost first), and the status of
 * each figure that is neither stated nor computed.
 */
export function archivedReportJson(
  { archived, acknowledged }: ExportedReport,
  agencies: Agencies,
): string {
  const { report, agency, facts } = archived;
  const statuses = [...facts.all()].flatMap(({ address, origin }) =>
    origin === 'stated' || origin === 'computed' ? [] : [[address, origin] as const],
  );
  return JSON.stringify({
    ...reportContent(archived, acknowledged),
    agencyName: nameInYear(agency, report.year),
    regions: above(agencies, agency).map(({ id }) => id),
    statuses: Object.fromEntries(statuses),
  });
}

function reportContent(archived: ArchivedReport, acknowledged: readonly Finding[]): object {
  const { report, facts } = archived;
  const values: Record<string, unknown> = {};
  const units: Record<string, string> = {};
  for (const { address, value, text, unit } of facts.all()) {
    values[address] = value === null ? null : exactNumber(text!, value);
    if (unit !== undefined) units[address] = unit;
  }
  const { published } = report;
  return {
    agency: report.agency,
    year: report.year,
    form: report.form.edition,
    title: reportTitle(archived),
    published: published ? publishedText(published) : null,
    facts: values,
    units,
    findings: acknowledged.map((finding) => ({
      ...contractFields(finding),
      reason: finding.reason,
    })),
  };
}

/** `2022-01-20` or `2022-01-20 09:30`, as the editor wrote it. */
export function publishedText({ date, time }: { date: string; time?: string }): string {
  return time === undefined ? date : `${date} ${time}`;
}

/** A number that JSON writes exactly: a double where it is certain to hold all digits. */
function exactNumber(text: string, value: Big): unknown {
  return text.length <= 15 ? Number(text) : rawJson(value.toFixed());
}

/** Digits that JSON keeps as they are: a double would round large sums and long decimals. */
function rawJson(digits: string): unknown {
  // In Node since 22, but not yet in TypeScript's libraries.
  return (JSON as JSON & { rawJSON(text: string): unknown }).rawJSON(digits);
}
