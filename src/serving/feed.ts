import { type ArchivedReport, nameInYear, reportKey, reportTitle } from '../archive/archive.ts';
import type { Site } from '../archive/site.ts';
import { addressIn, siteAddress } from '../archive/site-address.ts';
import { correctionSummary, lastCorrected } from '../correction/sentences.ts';
import { compareText } from '../finding/finding.ts';
import { pdfName } from '../site/report-view.ts';
import { encodeAddress } from './redirect-files.ts';
import { escapeXml } from './xml.ts';

/** Path of the feed. */
export const feedFile = 'feed.xml';

/** Reports that a feed names; whoever wants all finds them in the data. */
const mostEntries = 50;

/**
 * The year in a tag URI (RFC 4151) only has to be one in which the domain was the site's. It is a
 * constant, since ids must never change: the year of the rules by which reports are made.
 */
const tagYear = 2019;

/** When a feed without reports was last changed: when the rules came into force. */
const beginning = '2019-05-15T00:00:00+08:00';

/**
 * The newest reports as an Atom feed (RFC 4287). All times are the reports' own, so that a build
 * changes nothing.
 *
 * @param reports none of them drafts
 */
export function atomFeed(site: Site, reports: readonly ArchivedReport[]): string {
  const newest = reports
    .map((archived) => ({ archived, time: timeOf(archived), key: reportKey(archived.report) }))
    .sort((a, b) => compareText(b.time, a.time) || compareText(a.key, b.key))
    .slice(0, mostEntries);
  const home = siteAddress(site).href;
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
<id>${escapeXml(tagUri(site, 'feed'))}</id>
<title>${escapeXml(site.name)}</title>
<subtitle>最新发布的政府信息公开工作年度报告</subtitle>
<updated>${newest[0]?.time ?? beginning}</updated>
<author><name>${escapeXml(site.sponsor ?? site.name)}</name></author>
<link rel="self" type="application/atom+xml" href="${escapeXml(home + feedFile)}"/>
<link rel="alternate" type="text/html" href="${escapeXml(home)}"/>
${newest.map(({ archived, time }) => entry(site, archived, time)).join('')}</feed>
`;
}

function entry(site: Site, archived: ArchivedReport, time: string): string {
  const { report, agency } = archived;
  const key = reportKey(report);
  const title = escapeXml(reportTitle(archived));
  const name = escapeXml(nameInYear(agency, report.year));
  const corrected = correctionSummary(report);
  const at = (path: string) => escapeXml(addressIn(site, path));
  return `<entry>
<id>${escapeXml(tagUri(site, key))}</id>
<title>${title}</title>
<updated>${time}</updated>
${report.published ? `<published>${publishedTime(archived)}</published>\n` : ''}<author><name>${name}</name></author>
<category term="${report.year}" label="${report.year}年度"/>
<link rel="alternate" type="text/html" href="${at(`${key}/`)}"/>
<link rel="enclosure" type="application/pdf" title="${title}" href="${at(encodeAddress(`${key}/${pdfName(report)}`))}"/>
<summary>${name}发布${report.year}年度政府信息公开工作年度报告。${corrected === undefined ? '' : `${corrected}。`}</summary>
</entry>
`;
}

/** When a report was published or, where that is later, corrected. */
function timeOf(archived: ArchivedReport): string {
  const published = publishedTime(archived);
  const day = lastCorrected(archived.report);
  // Days as they are written stand in the order of time.
  return day !== undefined && day > published ? `${day}T00:00:00+08:00` : published;
}

/** The reports' clocks are China's. Where the source states no date, that of the PDF is taken. */
function publishedTime({ report }: ArchivedReport): string {
  const { published, year } = report;
  return `${published?.date ?? `${year}-12-31`}T${published?.time ?? '00:00'}:00+08:00`;
}

function tagUri(site: Site, name: string): string {
  return `tag:${siteAddress(site).hostname},${tagYear}:${name}`;
}
