import { PrintError } from '../print-error.ts';
import type { ExpectedContent } from './content.ts';
import { type Mismatch, tellMismatch } from './mismatch.ts';
import { ReaderThread } from './reader-thread.ts';

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

/** Started when first needed. */
let thread: ReaderThread | undefined;

/**
 * Reads a PDF back and compares it with what it must show.
 *
 * @throws ReadBackError where it shows anything else, PrintError where it cannot be read
 */
export async function checkPdf(bytes: Uint8Array, expected: ExpectedContent): Promise<void> {
  if (!thread || thread.hasEnded) thread = new ReaderThread();
  const mismatches = await thread.compare(bytes, expected).catch((cause: unknown) => {
    throw new PrintError(`${expected.report}：生成的 PDF 读不出来`, { cause });
  });
  if (mismatches.length > 0) throw new ReadBackError(expected.report, mismatches);
}
