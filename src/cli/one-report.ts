import { type Archive, type ArchivedReport, filesBehind } from '../archive/archive.ts';
import { home, type LoadOptions } from '../archive/load.ts';
import { inspect } from '../check/inspect.ts';
import { type Finding, hasErrors } from '../finding/finding.ts';
import { printFindings } from './check.ts';
import { type Terminal, UsageError } from './command.ts';
import { findAgency } from './report-argument.ts';

export interface OneReport {
  archive: Archive;
  archived: ArchivedReport;
  /** Of the whole root. */
  findings: readonly Finding[];
}

/**
 * Reads a root for the sake of one report, and tells the findings that concern it: only these can
 * hinder what is made of it. Undefined where they do.
 *
 * @param hindering rules whose findings hinder it even in a draft, where they are mere warnings
 * @throws UsageError where there is no such report
 */
export function openReport(
  root: string,
  { id, year }: { id: string; year: number },
  terminal: Terminal,
  hindering: ReadonlySet<string>,
  options: LoadOptions = {},
): OneReport | undefined {
  const { archive, findings } = inspect(home, root, options);
  const archived = archive?.reports.find(
    ({ report }) => report.agency === id && report.year === year,
  );
  const own = `reports/${id}/${year}.yaml`;
  const files = archived ? filesBehind(archived) : [own];
  const concerned = findings
    .filter(({ file }) => files.includes(file) || file.startsWith('data/'))
    .map((finding) => asObstacle(finding, hindering));
  if (archive && !concerned.some(({ file }) => file === own) && !archived)
    throw noSuchReport(archive, id, year);
  printFindings(concerned, 1, 'text', terminal);
  if (!archive || !archived || hasErrors(concerned)) return undefined;
  return { archive, archived, findings };
}

/** A fault is told of a draft as a warning, because it blocks nobody else; here it does. */
function asObstacle(finding: Finding, hindering: ReadonlySet<string>): Finding {
  const isObstacle = finding.isFault || hindering.has(finding.rule);
  return isObstacle ? { ...finding, severity: 'error' } : finding;
}

/** What is wrong where an agency has no report of a year; says which years there are. */
export function noSuchReport({ agencies, reports }: Archive, id: string, year: number): UsageError {
  const { shortName, type } = findAgency(agencies, id);
  if (type === '地区')
    return new UsageError(`${shortName}（${id}）是地区，不编制年报：请写机关的 id`);
  const years = reports
    .filter(({ report }) => report.agency === id)
    .map(({ report }) => report.year);
  const advice =
    years.length > 0 ? `有的年度：${years.join('、')}` : `可先运行 gongkai new ${id} ${year}`;
  return new UsageError(`${shortName}（${id}）没有 ${year} 年的年报，${advice}`);
}
