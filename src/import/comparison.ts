import type { Archive, ArchivedReport } from '../archive/archive.ts';
import { type Difference, differences } from '../archive/difference.ts';
import { computeFacts } from '../facts/compute.ts';
import { notStated } from '../report/number.ts';
import type { PublicationTime, Report } from '../report/report.ts';

/** What a draft changes of the report that there is. */
export interface Comparison {
  /** By address, totals included. */
  figures: readonly Difference[];
  /** On everything else, in Chinese, without a full stop. */
  others: readonly string[];
}

/** Characters shown around the first difference of two texts. */
const contextBefore = 8;
const contextAfter = 18;

/** Compares a report of an archive with what a draft would make of it. */
export function compareReports(archive: Archive, before: ArchivedReport, now: Report): Comparison {
  const after: ArchivedReport = {
    report: now,
    agency: before.agency,
    facts: computeFacts(now),
  };
  const alone = (archived: ArchivedReport): Archive => ({ ...archive, reports: [archived] });
  return {
    figures: differences(alone(before), alone(after)),
    others: [...valueChanges(before.report, now), ...proseChanges(before.report, now)],
  };
}

function valueChanges(before: Report, now: Report): string[] {
  const values: readonly [string, (report: Report) => string][] = [
    ['格式', ({ form }) => form.edition],
    ['状态', ({ isDraft }) => (isDraft ? '草稿' : '定稿')],
    ['发布日期', ({ published }) => dateText(published)],
    ['标题', ({ title }) => title ?? '未另写'],
    ['原载', ({ archived }) => (archived ? (archived.origin ?? notStated) : '无')],
    ['说明', ({ acknowledgements }) => `${acknowledgements.length} 条`],
  ];
  return values.flatMap(([key, of]) =>
    of(before) === of(now) ? [] : [`${key}　${of(before)} → ${of(now)}`],
  );
}

function dateText(published: PublicationTime | undefined): string {
  if (!published) return notStated;
  return published.time === undefined ? published.date : `${published.date} ${published.time}`;
}

function proseChanges(before: Report, now: Report): string[] {
  return [...new Set([...before.prose.keys(), ...now.prose.keys()])].flatMap((key) => {
    const [old, text] = [before, now].map(({ prose }) => prose.get(key)?.text.trim() ?? '');
    return old === text ? [] : [`${key}的文字　${excerpts(old!, text!)}`];
  });
}

/** Both texts around their first difference. */
function excerpts(old: string, now: string): string {
  const [before, after] = [[...old], [...now]];
  let at = 0;
  while (at < before.length && before[at] === after[at]) at += 1;
  return `${excerpt(before, at)} → ${excerpt(after, at)}`;
}

function excerpt(characters: readonly string[], at: number): string {
  if (characters.length === 0) return '无';
  const from = Math.max(0, at - contextBefore);
  const to = at + contextAfter;
  const words = characters.slice(from, to).join('').replaceAll(/\s+/g, ' ');
  return `“${from > 0 ? '…' : ''}${words}${to < characters.length ? '…' : ''}”`;
}
