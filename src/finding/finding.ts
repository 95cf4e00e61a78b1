/** What a reader or a check has to say about one place in one file. */
export type Severity = 'error' | 'warning' | 'info';

export interface Finding {
  /** Stable id of the rule, such as `figure/missing`. */
  rule: string;
  severity: Severity;
  /** Path relative to the root, with `/` between its parts. */
  file: string;
  /** From 1. */
  line: number;
  /** From 1, counted in code points. */
  column: number;
  /** A Chinese sentence for the editor. */
  message: string;
  /** The line of the file that the finding is about. */
  sourceLine?: string;
  /** Address of the fact concerned. */
  fact?: string;
  expected?: string | number;
  actual?: string | number;
  acknowledged?: boolean;
  /** Entry for 说明, ready to paste, where the finding may be acknowledged. */
  entry?: string;
  /** Why the editor lets an acknowledged finding stand. */
  reason?: string;
  /** Who has signed that explanation, and when (`YYYY-MM-DD`): for those who sign, never published. */
  signature?: { name: string; date: string };
  /** Whether the file cannot be shown as it is: figures are missing or text is not understood. */
  isFault?: true;
}

export interface FindingSummary {
  reports: number;
  errors: number;
  warnings: number;
  infos: number;
  acknowledged: number;
}

/** Orders findings by file, line, column and rule. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    compareText(a.rule, b.rule)
  );
}

/** Counts findings by severity; an acknowledged one counts only as acknowledged. */
export function summarize(findings: readonly Finding[], reports: number): FindingSummary {
  const open = findings.filter((finding) => !finding.acknowledged);
  const count = (severity: Severity) => open.filter((f) => f.severity === severity).length;
  return {
    reports,
    errors: count('error'),
    warnings: count('warning'),
    infos: count('info'),
    acknowledged: findings.length - open.length,
  };
}

/** Whether any open finding is an error, so that nothing may be published. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === 'error' && !finding.acknowledged);
}

/** Orders text by code unit: the same order on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** A finding in the fields of the output contract; absent ones are left out by JSON. */
export function contractFields({
  rule,
  severity,
  file,
  line,
  column,
  fact,
  message,
  expected,
  actual,
  acknowledged,
}: Finding) {
  return { rule, severity, file, line, column, fact, message, expected, actual, acknowledged };
}

/** A draft's errors block nobody: they are told as warnings until it is to be published. */
export function ofDraft(finding: Finding): Finding {
  if (finding.severity !== 'error') return finding;
  return { ...finding, severity: 'warning', message: `${finding.message}（草稿：发布前须改正）` };
}
