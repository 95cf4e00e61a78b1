import type { Block, SourceDocument } from '../source-document.ts';

/** Fewer lines below 目录 are something else. */
const fewestEntries = 3;
const mostEntries = 200;

/**
 * A document without its table of contents, which would name each part before it comes: the lines
 * below 目录 that are said again further down, with or without the number of a page.
 */
export function withoutContents(document: SourceDocument): SourceDocument {
  const { blocks, remarks } = document;
  const start = blocks.findIndex((block) => bare(block) === '目录');
  if (start < 0) return document;
  const words = blocks.map(bare);
  let end = start + 1;
  while (end <= start + mostEntries && isSaidAgain(words, end)) end += 1;
  if (end - start - 1 < fewestEntries) return document;
  const contents = blocks.slice(start, end);
  return {
    ...document,
    blocks: [...blocks.slice(0, start), ...blocks.slice(end)],
    remarks: [
      ...remarks,
      {
        kind: 'left-out',
        message: '文首的目录没有采用。',
        place: contents[0]!.place,
        text: contents.map((block) => (block.kind === 'text' ? block.text : '')).join('\n'),
      },
    ],
  };
}

function isSaidAgain(words: readonly string[], at: number): boolean {
  const entry = words[at]?.replace(/[.·…．。—_-]*\d*$/, '') ?? '';
  return entry.length >= 4 && words.some((text, later) => later > at && text.startsWith(entry));
}

function bare(block: Block): string {
  return block.kind === 'text' ? block.text.replace(/[\p{White_Space}\p{Cf}]/gu, '') : '';
}
