import { type Contribution, contributions } from '../aggregation/contributions.ts';
import type { Agencies } from '../archive/agencies.ts';
import { type ArchivedReport, nameInYear, reportTitle } from '../archive/archive.ts';
import type { Fact } from '../facts/facts.ts';
import { contractFields, type Finding } from '../finding/finding.ts';
import type { Correction } from '../report/report.ts';
import type { ExportedReport } from './exported-report.ts';
import { FactMembers } from './fact-members.ts';
import { above } from './figure-rows.ts';

/**
 * `report.json` of the output contract: every fact by address, exact, null where not stated;
 * units; the acknowledged findings; `aggregation` of a report with 汇总; and `corrections` where there are any. Open findings are the editor's and stay out.
 */
export function reportJson(archived: ArchivedReport, acknowledged: readonly Finding[]): string {
  const members = contentMembers(archived, acknowledged, pretty, [...archived.facts.all()]);
  return `{\n  ${members.map(([name, json]) => `"${name}": ${json}`).join(',\n  ')}\n}\n`;
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
  const known = [...facts.all()];
  const statuses: Record<string, string> = {};
  for (const { address, origin } of known)
    if (origin !== 'stated' && origin !== 'computed') statuses[address] = origin;
  const members = [
    ...contentMembers(archived, acknowledged, compact, known),
    ['agencyName', JSON.stringify(nameInYear(agency, report.year))],
    ['regions', JSON.stringify(above(agencies, agency).map(({ id }) => id))],
    ['statuses', JSON.stringify(statuses)],
  ];
  return `{${members.map(([name, json]) => `"${name}":${json}`).join(',')}}`;
}

/** How a report's JSON is set. */
interface Layout {
  facts: FactMembers;
  json: (value: unknown) => string;
}

/** Indented as `JSON.stringify` does by two, for objects in an object. */
const pretty: Layout = {
  facts: new FactMembers({ before: '\n    ', colon: ': ', after: '\n  ', isSorted: false }),
  json: (value) => JSON.stringify(value, null, 2).replaceAll('\n', '\n  '),
};

/** All on one line. */
const compact: Layout = {
  facts: new FactMembers({ before: '', colon: ':', after: '', isSorted: false }),
  json: (value) => JSON.stringify(value),
};

/** Names and JSON of what `report.json` says; `facts` are all of the report. */
function contentMembers(
  archived: ArchivedReport,
  acknowledged: readonly Finding[],
  layout: Layout,
  facts: readonly Fact[],
): (readonly [name: string, json: string])[] {
  const { report } = archived;
  const { form, published } = report;
  const findings = acknowledged.map((finding) => ({
    ...contractFields(finding),
    reason: finding.reason,
  }));
  return [
    ['agency', JSON.stringify(report.agency)],
    ['year', JSON.stringify(report.year)],
    ['form', JSON.stringify(form.edition)],
    ['title', JSON.stringify(reportTitle(archived))],
    ['published', JSON.stringify(published ? publishedText(published) : null)],
    ['facts', layout.facts.values(form, facts, factNumber)],
    ['units', layout.facts.units(form, facts)],
    ['findings', layout.json(findings)],
    ...(archived.aggregation ? [['aggregation', aggregationJson(archived, layout)] as const] : []),
    ...(report.corrections.length > 0
      ? [['corrections', layout.json(report.corrections.map(correctionMembers))] as const]
      : []),
  ];
}

/**
 * Whose figures are added up: 本级 as all facts by address, who is lacking and why, who is left
 * out, and by member what it has contributed that is not 0.
 */
function aggregationJson(archived: ArchivedReport, { facts, json }: Layout): string {
  const { own, members, absent, excluded } = archived.aggregation!;
  const { form, agency } = archived.report;
  const shares = contributions(archived).filter((each) => each.agency.id !== agency);
  const parts: (readonly [name: string, json: string])[] = [
    ...(own
      ? [
          [
            'own',
            facts.values(form, [...own.all()].slice(0, form.facts.length), factNumber),
          ] as const,
        ]
      : []),
    ['members', json(members.map((member) => member.agency.id))],
    [
      'absent',
      json(
        absent.map(({ agency: { id }, reason, within }) => ({
          agency: id,
          reason,
          ...(within ? { within: within.id } : {}),
        })),
      ),
    ],
    ['excluded', json(excluded.map(({ id }) => id))],
    ['contributions', `{${shares.map((share) => shareJson(share)).join(',')}}`],
  ];
  return `{${parts.map(([name, value]) => `"${name}":${value}`).join(',')}}`;
}

function shareJson({ agency: { id }, figures }: Contribution): string {
  const numbers = figures.map(
    ({ address, fact }) => `${JSON.stringify(address)}:${fact ? factNumber(fact) : 'null'}`,
  );
  return `${JSON.stringify(id)}:{${numbers.join(',')}}`;
}

/** A correction without its places in the file. */
function correctionMembers({ date, address, before, after, reason }: Correction) {
  return { date, address, before, after, reason };
}

/** `2022-01-20` or `2022-01-20 09:30`, as the editor wrote it. */
export function publishedText({ date, time }: { date: string; time?: string }): string {
  return time === undefined ? date : `${date} ${time}`;
}

/** Counts, which JSON writes as they are. */
const count = /^(?:0|[1-9]\d{0,14})$/;

/** A fact's value in JSON with all its digits: through a double only where it is certain to hold them. */
function factNumber({ text, value }: Fact): string {
  if (text === null || value === null) return 'null';
  if (count.test(text)) return text;
  return text.length <= 15 ? JSON.stringify(Number(text)) : value.toFixed();
}
