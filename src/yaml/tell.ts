import type { Finding } from '../finding/finding.ts';
import { findTypingAccidents } from './accidents.ts';
import { type Line, scanLines } from './lines.ts';
import { mostTold, type Problem, toFinding } from './problem.ts';
import { lineIndexAt, type Source } from './source.ts';

/** Problems of one file as findings, in order, without those that only follow from others. */
export function findingsOf(source: Source, problems: readonly Problem[]): Finding[] {
  return problems.length === 0 ? [] : inOrder(source, preferCauses(source, problems));
}

/** Problems as findings in order, no more than will be told. */
export function inOrder(source: Source, problems: readonly Problem[]): Finding[] {
  const sorted = [...problems].sort((a, b) => a.offset - b.offset);
  const told = sorted.slice(0, mostTold);
  if (sorted.length > told.length) {
    const { offset } = sorted[mostTold]!;
    const rest = sorted.length - mostTold;
    const message = `这个文件还有 ${rest} 处问题没有列出：请先改正以上各处`;
    told.push({ rule: 'file/more', offset, message });
  }
  return told.map((problem) => toFinding(source, problem));
}

/**
 * Where a file did not read well because of mistyped signs, the accidents are told instead of
 * what follows from them: problems on their lines, and things missing around them.
 */
function preferCauses(source: Source, problems: readonly Problem[]): Problem[] {
  const lines = scanLines(source);
  const offsets = problems.map(({ offset }) => offset);
  const accidents = findTypingAccidents(source, offsets, lines);
  const lineOf = ({ offset }: Problem) => lineIndexAt(source, offset);
  const causes = new Set(
    [...accidents, ...problems.filter(({ rule }) => rule === 'file/character')].map(lineOf),
  );
  const told = new Set(accidents.map(placeAndRule));
  const refusals = problems.filter(isRefusal);
  const refused = new Set(refusals.map(({ offset }) => offset));
  const causesBelow = new Set([...causes, ...refusals.map(lineOf)]);
  const others = problems.filter((problem) => {
    if (/^(file|yaml)\//.test(problem.rule)) return !told.has(placeAndRule(problem));
    if (refused.has(problem.offset) || causes.has(lineOf(problem))) return false;
    return !isConsequence(problem) || !holdsAny(lines, lineOf(problem), causesBelow);
  });
  return [...accidents, ...others];
}

function placeAndRule({ offset, rule }: Problem): string {
  return `${offset} ${rule}`;
}

/** Whether a node was refused for what it is, whatever it says. */
function isRefusal({ rule }: Problem): boolean {
  return rule === 'yaml/alias' || rule === 'yaml/tag' || rule === 'yaml/key';
}

function isConsequence({ rule }: Problem): boolean {
  return /missing$|^value\/type$|^figure\/row$/.test(rule);
}

/** Whether one of the wanted lines stands below the line at an index, indented deeper. */
function holdsAny(lines: readonly Line[], index: number, wanted: ReadonlySet<number>): boolean {
  if (wanted.size === 0) return false;
  const from = lines.findIndex((line) => line.index === index);
  if (from < 0) return false;
  for (const line of lines.slice(from + 1)) {
    if (line.indent <= lines[from]!.indent) return false;
    if (wanted.has(line.index)) return true;
  }
  return false;
}
