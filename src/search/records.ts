import { lineage } from '../archive/agencies.ts';
import { nameInYear } from '../archive/archive.ts';
import { correctionsTitle } from '../correction/sentences.ts';
import { reportFigures } from '../export/figure-rows.ts';
import type { Publication } from '../site/publication.ts';
import { successionSentences } from '../site/succession-view.ts';
import { proseText, tableText } from './record-text.ts';

/** Something that a search finds. */
export interface SearchRecord {
  /** From the site's top, without `/` before it: no record knows where the site is mounted. */
  address: string;
  title: string;
  /** What of it this is: a part's title, or what kind of page. */
  part: string;
  text: string;
  /** By name of the filter. */
  filters: Readonly<Record<string, readonly string[]>>;
  /** Absent for what belongs to no year. */
  year?: number;
}

const prefaceTitle = '前言';
const notesTitle = '数据说明';
const agencyTitle = '机关';

/** Every agency that has a page. */
export function* agencyRecords(publication: Publication): Generator<SearchRecord> {
  for (const id of publication.agencyIds) yield agencyRecord(publication, id);
}

/** Every part of a report. */
export function* reportRecords(publication: Publication, key: string): Generator<SearchRecord> {
  const { archived } = publication.source(key);
  const { report, agency } = archived;
  const view = publication.report(key);
  const figures = reportFigures(archived, publication.archive.agencies);
  const name = nameInYear(agency, report.year);
  const record = (part: string, anchor: string, text: string): SearchRecord => ({
    address: `${key}/${anchor}`,
    title: `${name}${report.year}年度报告`,
    part,
    text,
    filters: {
      机关: [agency.name],
      地区: regionNames(publication, agency.id),
      年度: [String(report.year)],
      部分: [part],
      格式: [report.form.name],
    },
    year: report.year,
  });
  if (view.preface !== undefined) yield record(prefaceTitle, '#preface', proseText(view.preface));
  for (const { id, title, html } of view.parts) {
    const table = report.form.tables.find((each) => each.id === id);
    const text = [html && proseText(html), table && tableText(figures, table.key)];
    yield record(title, `#${id}`, text.filter(Boolean).join('\n'));
  }
  if (view.correctionNotes.length > 0)
    yield record(correctionsTitle, '#corrections', view.correctionNotes.join('\n'));
  if (view.notes.length > 0) yield record(notesTitle, '#data-notes', view.notes.join('\n'));
}

function agencyRecord(publication: Publication, id: string): SearchRecord {
  const agency = publication.archive.agencies.get(id)!;
  const regions = regionNames(publication, id);
  const succession = successionSentences(publication.succession(id));
  const former = agency.formerNames.map(({ name }) => name);
  const lines = [
    agency.name,
    ...(agency.shortName === agency.name ? [] : [`简称：${agency.shortName}`]),
    ...(former.length > 0 ? [`曾用名：${former.join('、')}`] : []),
    ...succession,
    ...(regions.length > 0 ? [`所在地区：${regions.join('、')}`] : []),
    ...(agency.address === undefined ? [] : [`地址：${agency.address}`]),
    ...(agency.telephone === undefined ? [] : [`电话：${agency.telephone}`]),
  ];
  return {
    address: `${id}/`,
    title: agency.name,
    part: agencyTitle,
    text: lines.join('\n'),
    filters: { 机关: [agency.name], 地区: regions, 部分: [agencyTitle] },
  };
}

/** Names of all that is above an agency, topmost first. */
function regionNames({ archive }: Publication, id: string): string[] {
  return lineage(archive.agencies, id)
    .slice(0, -1)
    .map(({ name }) => name);
}
