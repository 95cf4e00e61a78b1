import type { Block } from '../source-document.ts';

/** The words of a block, rows of a table on lines of their own. */
export function textOfBlock(block: Block): string {
  if (block.kind === 'text') return block.text.trim();
  return block.rows
    .map((cells) =>
      cells
        .map(({ text }) => text.trim())
        .filter((text) => text !== '')
        .join(' '),
    )
    .filter((row) => row !== '')
    .join('\n');
}
