import type { Finding, Severity } from '../finding/finding.ts';
import { lineIndexAt, lineText, positionAt, type Source } from './source.ts';

/** Something wrong at one offset of a source. */
export interface Problem {
  rule: string;
  offset: number;
  message: string;
  severity?: Severity;
  fact?: string;
}

/** Most problems told of one file: nobody reads more, and a hostile file could have 100,000. */
export const mostTold = 100;

/** Turns a problem into a finding with line, column and the line's text. */
export function toFinding(source: Source, problem: Problem): Finding {
  const { rule, message, offset, fact } = problem;
  return {
    rule,
    severity: problem.severity ?? 'error',
    file: source.file,
    ...positionAt(source, offset),
    message,
    sourceLine: lineText(source, lineIndexAt(source, offset)),
    ...(fact === undefined ? {} : { fact }),
  };
}
