import type { SourceRow, Token } from './source-row.ts';
import type { Match, Vocabulary } from './vocabulary.ts';

/**
 * Whether the words at `at` of a row can be a label of a form where they stand: with figures beside
 * them they are one of a row, and these are as many as its columns or most of them. An agency's own
 * table has the words too, but one figure for what the form parts by applicants.
 */
export function isLabelHere(
  row: SourceRow,
  at: number,
  vocabularies: readonly Vocabulary[],
): boolean {
  const matches = vocabularies.flatMap(({ lookUp }) => lookUp(row.tokens[at]!.label) ?? []);
  const beside = cellsBeside(row, at);
  if (!beside.some(({ kind }) => kind === 'value')) return matches.length > 0;
  return matches.some((match) => hasColumnsFor(match, beside));
}

function cellsBeside({ tokens }: SourceRow, at: number): Token[] {
  const next = tokens.findIndex(({ kind }, index) => index > at && kind === 'text');
  return tokens.slice(at + 1, next < 0 ? undefined : next);
}

function hasColumnsFor({ meanings }: Match, beside: readonly Token[]): boolean {
  const covered = beside.reduce((sum, { span }) => sum + span, 0);
  return meanings.some((meaning) => {
    if (meaning.kind === 'column') return meaning.table.style === 'single-row';
    return meaning.kind === 'row' && covered * 2 >= meaning.row.columns.length;
  });
}
