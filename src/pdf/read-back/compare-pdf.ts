import { compareContent } from './compare.ts';
import type { ExpectedContent } from './content.ts';
import type { Mismatch } from './mismatch.ts';
import type { PdfText } from './pdf-text.ts';
import { compareRunningText } from './running-text.ts';
import { compareTags } from './tag-tree.ts';

/**
 * Everything in which a PDF differs from what is expected: in the order in which it is painted, and,
 * where that is right, by its tags.
 */
export function comparePdf(expected: ExpectedContent, pdf: PdfText): Mismatch[] {
  const body = pdf.pages.flatMap(({ runs }) => runs.filter(({ isArtifact }) => !isArtifact));
  const { mismatches, continuedTables } = compareContent(expected, body);
  const painted = [...mismatches, ...compareRunningText(expected, pdf.pages, continuedTables)];
  return painted.length > 0 ? painted : compareTags(expected, pdf);
}
