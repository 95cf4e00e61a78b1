import type { Archive, ArchivedReport } from '../archive/archive.ts';
import type { Severity } from '../finding/finding.ts';
import type { ReportProse } from './prose-text.ts';

/** A check that a report must pass, or may have to explain. One file in `rules/` declares one. */
export interface Rule {
  /** Stable, such as `requests/balance`. */
  id: string;
  /** In Chinese, a noun phrase. */
  title: string;
  severity: Severity;
  /** Families of editions that it applies to; absent: all. */
  editions?: readonly string[];
  /** The provision or the arithmetic that it rests on. */
  basis: string;
  /** What it looks at and when it speaks, for the public page. */
  description: string;
  /** Sentence for a finding; `{name}` is replaced by the suspicion's value of that name. */
  message: string;
  /**
   * Whether it is arithmetic: then a finding can be acknowledged only in an archived report,
   * whose figures are the original's.
   */
  isArithmetical?: true;
  /** Whether a finding can never be acknowledged, because nothing could be published all the same. */
  mustBeMended?: true;
  /** Whether it compares with reports of others, so that any of them may change what it says. */
  comparesReports?: true;
  check(context: RuleContext): Iterable<Suspicion>;
}

export interface RuleContext extends ArchivedReport {
  archive: Pick<Archive, 'agencies' | 'forms' | 'fonts'>;
  prose: ReportProse;
}

/** What a rule that `comparesReports` is given. */
export interface ComparingContext extends RuleContext {
  archive: Archive;
}

/** What a rule has found; becomes a finding. */
export interface Suspicion {
  /** Offset in the report's source. */
  offset: number;
  /** Values for the message. */
  values: Record<string, string | number>;
  /** Address of the fact concerned. */
  fact?: string;
  /** The passage concerned, where it is text. */
  passage?: string;
  /** Key of the entry concerned, where it is neither a fact nor text; absent: the whole report. */
  place?: string;
  expected?: string | number;
  actual?: string | number;
  /** Where the rule cannot be sure, the finding asks instead of stating. */
  isUncertain?: true;
  /** Where it differs from the rule's own: a note that the rule was not applied. */
  severity?: Severity;
  /** Replaces the rule's message. */
  message?: string;
}
