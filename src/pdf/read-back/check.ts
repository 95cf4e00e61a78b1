import { PrintError } from '../print-error.ts';
import { compareContent } from './compare.ts';
import type { ExpectedContent } from './content.ts';
import { type Mismatch, tellMismatch } from './mismatch.ts';
import { type PdfText, readPdf } from './pdf-text.ts';
import { compareRunningText } from './running-text.ts';
import { compareTags } from './tag-tree.ts';

/** A PDF does not say what the facts say; the message names the report, the page and the place. */
export class ReadBackError extends PrintError {
  override name = 'ReadBackError';
  readonly mismatches: readonly Mismatch[];

  constructor(report: string, mismatches: readonly Mismatch[]) {
    const told = mismatches.slice(0, mostTold).map(tellMismatch).join('；');
    const more = mismatches.length > mostTold ? `；另有 ${mismatches.length - mostTold} 处` : '';
    super(`${report}：${told}${more}`);
    this.mismatches = mismatches;
  }
}

const mostTold = 3;

/**
 * Reads a PDF back and compares it with what it must show.
 *
 * @throws ReadBackError where it shows anything else, or cannot be read
 */
export async function checkPdf(bytes: Uint8Array, expected: ExpectedContent): Promise<void> {
  const pdf = await readPdf(bytes).catch((cause: unknown) => {
    throw new PrintError(`${expected.report}：生成的 PDF 读不出来`, { cause });
  });
  const mismatches = comparePdf(expected, pdf);
  if (mismatches.length > 0) throw new ReadBackError(expected.report, mismatches);
}

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
