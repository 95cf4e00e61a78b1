import { compareFindings, type Finding } from '../finding/finding.ts';
import { type ToldFinding, tell } from '../finding/format.ts';

/** What is to be said to whoever has a page open. */
export interface PageFindings {
  /** About the page's own report, or those of the page's agency. */
  own: ToldFinding[];
  others: ToldFinding[];
  /** How many more there are that are not listed. */
  omitted: number;
}

/** Most findings that a page lists: no editor reads more before the next save. */
const longestList = 100;

const ranks = { error: 0, warning: 1, info: 2 } as const;

/**
 * The findings to be told beside a page: its own report's first, and errors before the rest.
 * Acknowledged ones are not among them: they stand in the report.
 *
 * @param pathname the page's, such as `/<agency>/<year>/`
 */
export function pageFindings(pathname: string, findings: readonly Finding[]): PageFindings {
  const open = findings
    .filter(({ acknowledged }) => !acknowledged)
    .toSorted((a, b) => ranks[a.severity] - ranks[b.severity] || compareFindings(a, b));
  const files = ownFiles(pathname);
  const { own = [], others = [] } = Object.groupBy(open, ({ file }) =>
    files !== undefined && file.startsWith(files) ? 'own' : 'others',
  );
  const listed = own.slice(0, longestList);
  const further = others.slice(0, longestList - listed.length);
  return {
    own: listed.map(tell),
    others: further.map(tell),
    omitted: open.length - listed.length - further.length,
  };
}

/** How the reports' files begin that a page shows: one report's name, or an agency's folder. */
function ownFiles(pathname: string): string | undefined {
  const [, agency, year] = /^\/([a-z0-9-]+)\/(?:(\d{4})\/)?/.exec(pathname) ?? [];
  if (agency === undefined) return undefined;
  return `reports/${agency}/${year === undefined ? '' : `${year}.yaml`}`;
}

/** The report of a page `/<agency>/<year>/`, as a file below the root; undefined for other pages. */
export function reportFile(pathname: string): string | undefined {
  return /^\/[a-z0-9-]+\/\d{4}\/$/.test(pathname) ? ownFiles(pathname) : undefined;
}

/** The page of a report, by its file. */
export function reportPage(file: string): string | undefined {
  const [, key] = /^reports\/([a-z0-9-]+\/\d{4})\.yaml$/.exec(file) ?? [];
  return key === undefined ? undefined : `/${key}/`;
}
