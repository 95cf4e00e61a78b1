import type { Archive, ArchivedReport } from '../archive/archive.ts';
import { placeholderContext } from '../archive/placeholder-context.ts';
import type { Recollection } from '../archive/recollection.ts';
import { type Finding, ofDraft } from '../finding/finding.ts';
import { mostTold, toFinding } from '../yaml/problem.ts';
import { acknowledge } from './acknowledge.ts';
import { rules as catalogue } from './catalogue.ts';
import { reportProse } from './prose-text.ts';
import type { ComparingContext, Rule, RuleContext, Suspicion } from './rule.ts';

/** Thrown when a rule itself fails: an internal failure, never passed over. */
export class RuleError extends Error {
  override name = 'RuleError';

  constructor(rule: Rule, file: string, cause: unknown) {
    super(
      `规则 ${rule.id} 在检查 ${file} 时出错：${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
}

/**
 * Findings of the rules on the given reports, acknowledged ones marked.
 * A draft's errors are warnings. Throws RuleError where a rule fails.
 */
export function checkReports(
  archive: Archive,
  reports: Iterable<ArchivedReport>,
  rules: readonly Rule[] = catalogue,
  recollection?: Recollection,
): Finding[] {
  const findings: Finding[] = [];
  for (const archived of reports)
    findings.push(...checkReport(archive, archived, rules, recollection));
  return findings;
}

function checkReport(
  archive: Archive,
  archived: ArchivedReport,
  rules: readonly Rule[],
  recollection: Recollection | undefined,
): Finding[] {
  const { report } = archived;
  const { agencies, forms, fonts } = archive;
  const applied = rules.filter(
    ({ editions }) => !editions || editions.includes(report.form.family),
  );
  const checkAlone = () => {
    const context: RuleContext = {
      ...archived,
      archive: { agencies, forms, fonts },
      prose: reportProse(report, placeholderContext(archived)),
    };
    const alone = applied.filter(({ comparesReports }) => !comparesReports);
    return { context, own: alone.flatMap((rule) => applyRule(rule, context)) };
  };
  // What is kept for another time takes up much memory.
  const { context, own } = recollection
    ? recollection.recall(
        `check ${report.source.file}`,
        [archived, rules, agencies, forms, fonts],
        checkAlone,
      )
    : checkAlone();
  const comparing: ComparingContext = { ...context, archive };
  const compared = applied
    .filter(({ comparesReports }) => comparesReports)
    .flatMap((rule) => applyRule(rule, comparing));
  const findings = acknowledge(report, [...own, ...compared]);
  return report.isDraft ? findings.map(ofDraft) : findings;
}

/** A finding with what acknowledging it needs to know. */
export interface RuleFinding {
  finding: Finding;
  rule: Rule;
  passage?: string;
  place?: string;
}

function applyRule(rule: Rule, context: RuleContext): RuleFinding[] {
  const { source } = context.report;
  try {
    return [...rule.check(context)].slice(0, mostTold).map((suspicion) => ({
      rule,
      finding: {
        ...toFinding(source, {
          rule: rule.id,
          offset: suspicion.offset,
          message: messageOf(rule, suspicion),
          severity: suspicion.severity ?? rule.severity,
          ...(suspicion.fact === undefined ? {} : { fact: suspicion.fact }),
        }),
        ...(suspicion.expected === undefined ? {} : { expected: suspicion.expected }),
        ...(suspicion.actual === undefined ? {} : { actual: suspicion.actual }),
      },
      ...(suspicion.passage === undefined ? {} : { passage: suspicion.passage }),
      ...(suspicion.place === undefined ? {} : { place: suspicion.place }),
    }));
  } catch (error) {
    throw new RuleError(rule, source.file, error);
  }
}

function messageOf(rule: Rule, { values, message, isUncertain }: Suspicion): string {
  const text = (message ?? rule.message).replace(/\{(\w+)\}/g, (_, name: string) =>
    String(values[name] ?? ''),
  );
  return isUncertain ? `请核实：${text}` : text;
}
