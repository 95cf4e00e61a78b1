import type { Finding } from '../finding/finding.ts';
import type { Acknowledgement, Report } from '../report/report.ts';
import { toFinding } from '../yaml/problem.ts';
import type { RuleFinding } from './check.ts';
import type { Rule } from './rule.ts';

/**
 * Marks the findings that a report's 说明 explain, and tells of entries that explain nothing.
 * The values are pinned: a finding whose values have changed is open again. Arithmetical errors
 * can be explained only where the figures are another's: in an archived report; what must be
 * mended cannot be explained at all.
 */
export function acknowledge(report: Report, found: readonly RuleFinding[]): Finding[] {
  const used = new Set<Acknowledgement>();
  const refused: Finding[] = [];
  const findings = found.map((entry) => {
    const mayBeExplained = isExplainable(report, entry.rule);
    const acknowledgement = report.acknowledgements.find((candidate) => explains(candidate, entry));
    if (!acknowledgement) {
      const isOffered = mayBeExplained && entry.finding.severity !== 'info';
      return isOffered ? { ...entry.finding, entry: readyEntry(entry) } : entry.finding;
    }
    used.add(acknowledgement);
    if (!mayBeExplained) {
      refused.push(notAllowed(report, acknowledgement, entry.rule));
      return entry.finding;
    }
    const { reason, signature: name, date } = acknowledgement;
    return { ...entry.finding, acknowledged: true, reason, signature: { name, date } };
  });
  const unused = report.acknowledgements.filter((acknowledgement) => !used.has(acknowledgement));
  return [
    ...findings,
    ...refused,
    ...unused.map((acknowledgement) => staleEntry(report, acknowledgement)),
  ];
}

function isExplainable(report: Report, { isArithmetical, mustBeMended }: Rule): boolean {
  return !mustBeMended && (!isArithmetical || report.archived !== undefined);
}

function explains({ rule, place, passage, values }: Acknowledgement, entry: RuleFinding): boolean {
  if (rule !== entry.finding.rule || entry.finding.severity === 'info') return false;
  const isThere = place === undefined ? passage === entry.passage : place === placeOf(entry);
  return isThere && values.join('\n') === pinnedValues(entry.finding).join('\n');
}

/** Where a finding is that is not of a text: at a fact, else at a key, else all over the report. */
function placeOf({ finding, place }: RuleFinding): string {
  return finding.fact ?? place ?? finding.rule;
}

/** The entry that acknowledges a finding, as one line of YAML; reason and signature are left to fill in. */
function readyEntry(entry: RuleFinding): string {
  const { rule, passage } = entry;
  const place =
    passage === undefined ? `位置: ${quoted(placeOf(entry))}` : `原文: ${quoted(passage)}`;
  const values = pinnedValues(entry.finding).map(flowScalar);
  return `- {规则: ${rule.id}, ${place}, 数值: [${values.join(', ')}], 理由: "", 署名: "", 日期: ""}`;
}

/** A number bare, any other text in quotes. */
function flowScalar(text: string): string {
  return /^-?\d+(\.\d+)?$/.test(text) ? text : quoted(text);
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

/** Expected and actual value as an acknowledgement writes them. */
function pinnedValues({ expected, actual }: Finding): string[] {
  return [expected, actual].map((value) => (value === undefined ? '无' : String(value)));
}

function staleEntry(report: Report, { rule, offset }: Acknowledgement): Finding {
  return toFinding(report.source, {
    rule: 'acknowledgement/unmatched',
    severity: 'warning',
    offset,
    message: `这条说明（${rule}）没有对应的问题了：问题已改正，或数值已变，请删去或重写`,
  });
}

function notAllowed(
  report: Report,
  { rule, offset }: Acknowledgement,
  { isArithmetical }: Rule,
): Finding {
  return toFinding(report.source, {
    rule: 'acknowledgement/not-allowed',
    severity: 'error',
    offset,
    message: isArithmetical
      ? `数字不平（${rule}）不能用说明代替改正：只有写明“原载”的报告可以说明`
      : `${rule} 不能用说明代替改正`,
  });
}
