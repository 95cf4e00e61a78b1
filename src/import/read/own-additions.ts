import { isCorrectionNotice, isTitleNotice } from '../../archive/title-notices.ts';
import { correctionsTitle } from '../../correction/sentences.ts';
import type { Block, SourceDocument } from '../source-document.ts';

/** What this program adds to a report that it prints or exports. */
export interface OwnAdditions {
  /** Index of the first block below the report. */
  start: number;
  /** Indexes of the lines below the title that point to it. */
  notices: ReadonlySet<number>;
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
  const textAt = (at: number) => {
    const block = blocks[at]!;
    return block.kind === 'text' ? block.text : '';
  };
  const notices = [...blocks.keys()].filter((at) => isTitleNotice(textAt(at)));
  // Where nothing was corrected, a heading with the same words is the report's own.
  const isCorrected = notices.some((at) => isCorrectionNotice(textAt(at)));
  const corrections = isCorrected ? lastHeading(correctionsTitle, start) : -1;
  return { start: corrections < 0 ? start : corrections, notices: new Set(notices) };
}
