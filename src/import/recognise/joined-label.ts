import { labelOf } from './label.ts';
import type { SourceRow, Token } from './source-row.ts';

/** Most lines over which a label is broken. */
const mostLines = 4;

/**
 * Joins labels that the source breaks over lines, such as 商业 and 企业, also where the row's
 * figures stand beside only one of the lines. `isLabel`: whether a form knows the words; nothing is
 * joined but to words that one has exactly.
 */
export function joinLabels(
  rows: readonly SourceRow[],
  isLabel: (token: Token) => boolean,
): SourceRow[] {
  const joined: SourceRow[] = [];
  for (let at = 0; at < rows.length; ) {
    let taken = 1;
    let row = rows[at]!;
    for (let lines = Math.min(mostLines, rows.length - at); lines > 1; lines -= 1) {
      const together = joinRows(rows.slice(at, at + lines), isLabel);
      if (!together) continue;
      row = together;
      taken = lines;
      break;
    }
    joined.push(row);
    at += taken;
  }
  return joined;
}

function joinRows(
  rows: readonly SourceRow[],
  isLabel: (token: Token) => boolean,
): SourceRow | undefined {
  const filled = rows.map(({ tokens }) => tokens.filter(({ kind }) => kind !== 'blank'));
  const withFigures = filled.flatMap((tokens, at) =>
    tokens.some(({ kind }) => kind === 'value') ? [at] : [],
  );
  if (withFigures.length > 1) return undefined;
  const main = withFigures[0] ?? 0;
  const parts = filled.map((tokens, at) => labelPart(tokens, at === 0 || at === main));
  if (parts.some((part, at) => part === undefined && at !== main)) return undefined;
  const fragments = parts.filter((part) => part !== undefined);
  // Figures stand beside the middle of a label; below its end they are cells with lines of their own.
  const isBelow = parts[main] === undefined && main === rows.length - 1;
  if (fragments.length < 2 || isBelow || (main > 0 && filled[main]!.length < 2)) return undefined;
  const text = fragments.map((part) => part.text.trim()).join('\n');
  const whole: Token = { ...fragments[0]!, text, label: labelOf(text), kind: 'text' };
  if (!isLabel(whole)) return undefined;
  // Groups to the left of a label's first line stay before it.
  const before = main === 0 ? [] : rows[0]!.tokens.filter((token) => token !== parts[0]);
  const { block, tokens } = rows[main]!;
  const own = parts[main];
  const replaced = own
    ? tokens.map((token) => (token === own ? whole : token))
    : [whole, ...tokens];
  return { block, tokens: [...before, ...replaced] };
}

/** The piece of a label in a row: its only text, or the last text before its figures. */
function labelPart(tokens: readonly Token[], mayHaveMore: boolean): Token | undefined {
  const figures = tokens.findIndex(({ kind }) => kind === 'value');
  const texts = figures < 0 ? tokens : tokens.slice(0, figures);
  if (tokens.slice(texts.length).some(({ kind }) => kind === 'text')) return undefined;
  return mayHaveMore || texts.length === 1 ? texts.at(-1) : undefined;
}
