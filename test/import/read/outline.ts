import type { Block, SourceDocument } from '../../../src/import/source-document.ts';

/** Blocks in short: a paragraph's Markdown with `#` for its level or its place in a list, a table's rows. */
export function outline({ blocks }: SourceDocument): (string | string[][])[] {
  return blocks.map((block) => (block.kind === 'text' ? line(block) : rows(block)));
}

function line({ level, item, markdown }: Extract<Block, { kind: 'text' }>): string {
  const heading = level === undefined ? '' : `${'#'.repeat(level)} `;
  const bullet = item === undefined ? '' : `${'  '.repeat(item.depth - 1)}${item.number ?? '-'}. `;
  return `${heading}${bullet}${markdown}`;
}

/** Cells as their text, with their spans where they have any: `三[2×1]` for two rows, one column. */
function rows(table: Extract<Block, { kind: 'table' }>): string[][] {
  return table.rows.map((row) =>
    row.map(({ text, rowSpan, columnSpan }) =>
      rowSpan === 1 && columnSpan === 1 ? text : `${text}[${rowSpan}×${columnSpan}]`,
    ),
  );
}

/** Messages of one kind of remark, each with its text. */
export function remarksOf({ remarks }: SourceDocument, kind: string): string[] {
  return remarks
    .filter((remark) => remark.kind === kind)
    .map(({ message, text }) => (text === undefined ? message : `${message}｜${text}`));
}
