import { aggregationNotes } from '../aggregation/notes.ts';
import { type ArchivedReport, reportTitle } from '../archive/archive.ts';
import { placeholderText } from '../archive/placeholder-text.ts';
import { titleNotices } from '../archive/title-notices.ts';
import { correctionNotes, correctionsTitle } from '../correction/sentences.ts';
import { dataNotes } from '../facts/notes.ts';
import type { Part } from '../form/form.ts';
import type { ExpectedContent, ExpectedUnit } from '../pdf/read-back/content.ts';
import type { Publication } from '../site/publication.ts';
import { acknowledgementNote } from '../site/report-view.ts';
import { expectedProse } from './expected-prose.ts';
import { expectedTable } from './expected-table.ts';

/**
 * What the PDF of a report must show: worked out from the archive alone, past all templates and
 * HTML, so that it can prove them. Throws UnresolvedPlaceholderError, as showing the report does.
 */
export function expectedContent(publication: Publication, key: string): ExpectedContent {
  const { archived, acknowledged } = publication.source(key);
  const { report, agency, facts } = archived;
  const notes = [
    ...aggregationNotes(archived),
    ...dataNotes(report, facts),
    ...acknowledged.map(acknowledgementNote),
  ];
  return {
    report: `${agency.shortName} ${report.year}`,
    units: [
      { kind: 'text', place: '标题', text: reportTitle(archived) },
      ...titleNotices(archived).map((text) => ({
        kind: 'text' as const,
        place: '标题下的说明',
        text,
      })),
      ...report.form.parts.flatMap((part) => partUnits(archived, part)),
      ...noteUnits(correctionsTitle, correctionNotes(report)),
      ...noteUnits('数据说明', notes),
    ],
    runningLines: [
      ...(publication.site.isDemo ? ['演示'] : []),
      ...(report.isDraft ? ['草稿'] : []),
    ],
    colophon: [
      report.form.basis,
      `《${report.form.document}》`,
      'SHA-256',
      publication.fingerprint(key),
    ],
  };
}

function partUnits(archived: ArchivedReport, part: Part): ExpectedUnit[] {
  const { report, facts } = archived;
  const text = report.prose.get(part.key)?.text;
  const table = report.form.tables.find(({ key }) => key === part.key);
  if (part.title === undefined && text === undefined) return [];
  return [
    ...(part.title === undefined
      ? []
      : [{ kind: 'text' as const, place: `标题“${part.title}”`, text: part.title }]),
    ...(text === undefined
      ? []
      : expectedProse(text, part.title ?? part.key, placeholderText(archived))),
    ...(table ? expectedTable(table, tableName(part), facts) : []),
  ];
}

/** 表三 for the table of 三、……; a part without a number lends its title. */
function tableName({ title = '' }: Part): string {
  return tableNumber(title) ?? `“${title}”的表`;
}

/** 表三 for 三、……; undefined for a title without a number. */
export function tableNumber(title: string): string | undefined {
  const [, number] = /^([一二三四五六七八九十]+)、/.exec(title) ?? [];
  return number === undefined ? undefined : `表${number}`;
}

function noteUnits(title: string, notes: readonly string[]): ExpectedUnit[] {
  if (notes.length === 0) return [];
  return [
    { kind: 'text', place: `标题“${title}”`, text: title },
    ...notes.flatMap((text, index): ExpectedUnit[] => {
      const place = `${title}第 ${index + 1} 条`;
      return [
        { kind: 'marker', place, number: null },
        { kind: 'text', place, text },
      ];
    }),
  ];
}
