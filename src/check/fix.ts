import type { ArchivedReport } from '../archive/archive.ts';
import { placeholderContext } from '../archive/placeholder-context.ts';
import { literalFigures } from './literal-figures.ts';
import { reportProse } from './prose-text.ts';

export interface Fixed {
  text: string;
  /** How many numbers were replaced. */
  count: number;
}

/**
 * The source of a report with its literal figures replaced by placeholders; every other
 * character stays. Only text blocks are rewritten: there the source is the text.
 */
export function fixLiteralFigures(archived: ArchivedReport): Fixed {
  const { report, facts } = archived;
  const prose = reportProse(report, placeholderContext(archived));
  const places = literalFigures(report, facts, prose)
    .map(({ part, number, address }) => ({
      style: part.scalar.style,
      start: part.offsetAt(number.start),
      digits: number.digits,
      address,
    }))
    .filter(
      ({ style, start, digits }) =>
        style === 'block' && report.source.text.startsWith(digits, start),
    )
    .sort((a, b) => b.start - a.start);
  let { text } = report.source;
  for (const { start, digits, address } of places) {
    text = `${text.slice(0, start)}{{ ${address} }}${text.slice(start + digits.length)}`;
  }
  return { text, count: places.length };
}
