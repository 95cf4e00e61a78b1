import { hash } from 'node:crypto';
import { type ArchivedReport, reportTitle } from '../archive/archive.ts';
import { placeholderContext } from '../archive/placeholder-context.ts';
import { proseWithFigures } from '../archive/prose-with-figures.ts';
import { compareText, type Finding } from '../finding/finding.ts';
import type { Correction } from '../report/report.ts';
import { FactMembers } from './fact-members.ts';
import { publishedText } from './report-json.ts';

/** Texts, whole numbers and null in lists and objects, or what is canonical already. */
type Canonical =
  | string
  | number
  | null
  | CanonicalJson
  | readonly Canonical[]
  | { readonly [key: string]: Canonical };

/** JSON that is in canonical form. */
class CanonicalJson {
  readonly json: string;

  constructor(json: string) {
    this.json = json;
  }
}

const factMembers = new FactMembers({ before: '', colon: ':', after: '', isSorted: true });

/**
 * The fingerprint of a report's content: SHA-256, in lower-case hexadecimal, of its canonical form
 * in UTF-8. It is the same however the YAML is laid out, commented and ordered, and whatever
 * templates, styles or wording of this program are used; it changes with every figure, date, unit
 * and character of prose.
 *
 * The canonical form is a JSON object as RFC 8785 writes it (no white space, keys in the order of
 * their UTF-16 code units):
 *
 * | key | value |
 * |---|---|
 * | `version` | 1, the number of this definition |
 * | `agency`, `year` | as in the report's path, the year as a number |
 * | `edition` | 格式, such as `"2021"` |
 * | `title` | as published, its lines joined |
 * | `published` | 发布日期 as written: `"2022-01-20"` or `"2022-01-20 09:30"`; null where 未载 |
 * | `facts` | address to the digits as printed (`"26.50"`), or null where not stated; totals and the sums that the form does not print included |
 * | `units` | address to unit; facts without one are left out |
 * | `prose` | key of the part (`总体情况`) to its Markdown, each placeholder replaced by its text, empty lines at the beginning and white space at the end taken away |
 * | `origin` | null for a report of one's own; else `{"source": 出处, or null where 未载}` |
 * | `printedTotals` | 刊载总计: address to digits |
 * | `acknowledged` | list of `{"actual", "expected", "fact", "reason", "rule"}`, the published findings: texts (numbers as their digits), null where absent; in the order of their own canonical forms |
 * | `corrections` | only where there are any: list of `{"address", "after", "before", "date", "reason"}`, texts, in the order of the file |
 *
 * 数据说明 have no entry of their own: `facts`, `units`, `published`, `origin`, `printedTotals` and
 * `acknowledged` say all that they say. 署名 is not published and no part of it.
 */
export function reportFingerprint(
  archived: ArchivedReport,
  acknowledged: readonly Finding[],
): string {
  return hash('sha256', canonicalJson(reportContent(archived, acknowledged)));
}

function reportContent(
  archived: ArchivedReport,
  acknowledged: readonly Finding[],
): { readonly [key: string]: Canonical } {
  const { report, facts } = archived;
  const known = [...facts.all()];
  const { published, corrections } = report;
  const context = placeholderContext(archived);
  return {
    version: 1,
    agency: report.agency,
    year: report.year,
    edition: report.form.edition,
    title: reportTitle(archived),
    published: published ? publishedText(published) : null,
    facts: new CanonicalJson(
      // Digits need no escapes.
      factMembers.values(report.form, known, ({ text }) => (text === null ? 'null' : `"${text}"`)),
    ),
    units: new CanonicalJson(factMembers.units(report.form, known)),
    prose: Object.fromEntries(
      [...report.prose].map(([key, prose]) => [key, proseWithFigures(prose, context)]),
    ),
    origin: report.archived ? { source: report.archived.origin ?? null } : null,
    printedTotals: Object.fromEntries(
      [...report.statedTotals.values()].map(({ address, figure }) => [address, figure.text]),
    ),
    acknowledged: acknowledged
      .map(acknowledgedContent)
      .sort((a, b) => compareText(canonicalJson(a), canonicalJson(b))),
    ...(corrections.length > 0 ? { corrections: corrections.map(correctedContent) } : {}),
  };
}

function correctedContent({ date, address, before, after, reason }: Correction) {
  return { date, address, before, after, reason };
}

function acknowledgedContent({ rule, fact, expected, actual, reason }: Finding) {
  const text = (value: string | number | undefined) => (value === undefined ? null : String(value));
  return {
    rule,
    fact: text(fact),
    expected: text(expected),
    actual: text(actual),
    reason: text(reason),
  };
}

/** JSON by RFC 8785, whose texts and whole numbers are those of JSON.stringify. */
function canonicalJson(value: Canonical): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (value instanceof CanonicalJson) return value.json;
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  // Sorts by code unit where it is told nothing else.
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key]!)}`);
  return `{${members.join(',')}}`;
}

function isList(value: object): value is readonly Canonical[] {
  return Array.isArray(value);
}
