import { aggregationNotes } from '../aggregation/notes.ts';
import { type Agencies, type Agency, lineage } from '../archive/agencies.ts';
import {
  type ArchivedReport,
  nameInYear,
  reportKey,
  reportTitle,
  reportTitleLines,
} from '../archive/archive.ts';
import { placeholderText } from '../archive/placeholder-text.ts';
import { titleNotices } from '../archive/title-notices.ts';
import { type CorrectionText, correctionNotes, correctionTexts } from '../correction/sentences.ts';
import { dataNotes } from '../facts/notes.ts';
import type { Finding } from '../finding/finding.ts';
import { type ProseContext, renderProse } from '../prose/markdown.ts';
import type { Placeholder } from '../prose/placeholder.ts';
import { type TableView, tableViews } from './table-view.ts';

/** One report as its page and its PDF show it. */
export interface ReportView {
  /** `<agency>/<year>` */
  key: string;
  agency: string;
  year: number;
  title: string;
  /** The title broken by sense, for setting it large. */
  titleLines: string[];
  agencyName: string;
  agencyShortName: string;
  isDraft: boolean;
  /** Name of the statutory form and of its provision. */
  formName: string;
  basis: string;
  document: string;
  /** `YYYY-MM-DD HH:mm`, or absent where the original does not state it. */
  publishedAt?: string;
  /** HTML of the preface. */
  preface?: string;
  parts: PartView[];
  corrections: CorrectionText[];
  /** The same as sentences. */
  correctionNotes: string[];
  /** What stands below the title on paper. */
  titleNotices: string[];
  notes: string[];
  /** File name of the PDF, beside the page. */
  pdf: string;
  /** `YYYY-MM-DD` that the PDF is dated. */
  pdfDate: string;
}

export interface PartView {
  id: string;
  title: string;
  html?: string;
  table?: TableView;
}

/** HTML heading level of the six parts. */
const partLevel = 2;

/** File name of a report's PDF, beside its page. */
export function pdfName({ agency, year }: { agency: string; year: number }): string {
  return `${agency}-${year}.pdf`;
}

/** Throws where a placeholder has no value: such a report has errors and is never shown. */
export function reportView(
  archived: ArchivedReport,
  medium: ProseContext['medium'],
  acknowledged: readonly Finding[],
): ReportView {
  const { report, agency, facts } = archived;
  const { form, published } = report;
  const textOf = placeholderText(archived);
  const prose = (key: string, partId: string): string | undefined => {
    const text = report.prose.get(key)?.text;
    if (text === undefined) return undefined;
    return renderProse(text, {
      partId,
      level: partLevel,
      medium,
      resolve: (placeholder) => ({
        text: textOf(placeholder),
        address: shownFact(placeholder),
      }),
    });
  };
  const tables = new Map(tableViews(facts).map((table) => [table.id, table]));
  const preface = form.parts.find((part) => part.title === undefined);
  const prefaceHtml = preface && prose(preface.key, preface.id);
  return {
    key: reportKey(report),
    agency: report.agency,
    year: report.year,
    title: reportTitle(archived),
    titleLines: reportTitleLines(archived),
    agencyName: nameInYear(agency, report.year),
    agencyShortName: agency.shortName,
    isDraft: report.isDraft,
    formName: form.name,
    basis: form.basis,
    document: form.document,
    parts: form.parts.flatMap(({ key, id, title }) => {
      if (title === undefined) return [];
      const html = prose(key, id);
      const table = tables.get(id);
      return [{ id, title, ...(html === undefined ? {} : { html }), ...(table ? { table } : {}) }];
    }),
    corrections: correctionTexts(report),
    correctionNotes: correctionNotes(report),
    titleNotices: titleNotices(archived),
    notes: [
      ...aggregationNotes(archived),
      ...dataNotes(report, facts),
      ...acknowledged.map(acknowledgementNote),
    ],
    pdf: pdfName(report),
    pdfDate: published?.date ?? `${report.year}-12-31`,
    ...(published ? { publishedAt: `${published.date} ${published.time ?? '00:00'}` } : {}),
    ...(prefaceHtml === undefined ? {} : { preface: prefaceHtml }),
  };
}

/**
 * What a placeholder's number is, for `data-fact`: the address where it is the fact itself, else
 * the placeholder's own words, so that nobody takes last year's figure or a share for the fact.
 */
function shownFact({ kind, address, base }: Placeholder): string {
  switch (kind) {
    case 'value':
    case 'thousands':
      return address;
    case 'last-year':
      return `上年:${address}`;
    case 'change':
      return `同比 ${address}`;
    case 'share':
      return `占比 ${address} / ${base}`;
  }
}

/** What the public reads of a finding that the editor lets stand. */
export function acknowledgementNote({ message, reason }: Finding): string {
  return `核对发现：${message}。说明：${reason}`;
}

/** Regions and agencies above an agency, topmost first, itself left out. */
export function regionsAbove(agencies: Agencies, agency: Agency): string[] {
  return lineage(agencies, agency.id)
    .slice(0, -1)
    .map(({ shortName }) => shortName);
}
