import { correctionsTitle, isCorrectionNotice } from '../../correction/sentences.ts';
import type { Block, SourceDocument } from '../source-document.ts';

/** What this program adds to a report that it prints or exports. */
export interface OwnAdditions {
  /** Index of the first block below the report. */
  start: number;
  /** Index of the line below the title that points to the corrections; absent for most. */
  notice?: number;
}

/**
 * Finds them in a document of this program, whose colophon begins with a given block.
 *
 * @param isHeading whether a block can be one of the headings that the program adds
 */
export function ownAdditions(
  { blocks }: SourceDocument,
  colophon: number,
  isHeading: (block: Block) => boolean,
): OwnAdditions {
  const lastHeading = (title: string, before: number) =>
    blocks
      .slice(0, before)
      .findLastIndex((block) => block.kind === 'text' && block.text === title && isHeading(block));
  const notes = lastHeading('数据说明', colophon);
  const start = notes < 0 ? colophon : notes;
  const notice = blocks.findIndex(
    (block) => block.kind === 'text' && isCorrectionNotice(block.text),
  );
  // A report may have a heading of its own that is the same.
  if (notice < 0) return { start };
  const corrections = lastHeading(correctionsTitle, start);
  return { start: corrections < 0 ? start : corrections, notice };
}
