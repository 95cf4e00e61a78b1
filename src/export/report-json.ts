import type Big from 'big.js';
import { type ArchivedReport, reportTitle } from '../archive/archive.ts';
import { contractFields, type Finding } from '../finding/finding.ts';

/**
 * `report.json` of the output contract: every fact by address, exact, null where not stated;
 * units; and the acknowledged findings. Open findings are the editor's and stay out.
 */
export function reportJson(archived: ArchivedReport, acknowledged: readonly Finding[]): string {
  const { report, facts } = archived;
  const values: Record<string, unknown> = {};
  const units: Record<string, string> = {};
  for (const { address, value, text, unit } of facts.all()) {
    values[address] = value === null ? null : exactNumber(text!, value);
    if (unit !== undefined) units[address] = unit;
  }
  const { published } = report;
  const content = {
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
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** `2022-01-20` or `2022-01-20 09:30`, as the editor wrote it. */
function publishedText({ date, time }: { date: string; time?: string }): string {
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
