import type { Block, Remark, SourceCell, SourceDocument, TextBlock } from '../source-document.ts';
import { decodeText } from './encoding.ts';
import { type InlineRun, inlineMarkdown } from './inline-markdown.ts';

/** A line with what stands on it. */
interface Line {
  /** From 1. */
  number: number;
  text: string;
}

/**
 * A plain text: each line that has something to see is a block, neighbouring lines with tabs are a
 * table.
 *
 * @throws ImportError where the bytes are no text
 */
export function readText(name: string, bytes: Uint8Array): SourceDocument {
  const { text, remarks } = decodeText(bytes);
  return { name, format: 'text', ...readLines(text, remarks) };
}

/** Blocks of a text that stands below other lines and tables. */
export function readLines(
  text: string,
  remarks: readonly Remark[] = [],
  above = { lines: 0, tables: 0 },
): { blocks: readonly Block[]; remarks: readonly Remark[] } {
  const lines = linesOf(text, above.lines);
  const isTable = tableTest(lines);
  const blocks: Block[] = [];
  let rows: Line[] = [];
  let { tables } = above;
  const closeTable = () => {
    if (rows.length > 0) blocks.push(tableBlock(rows, ++tables));
    rows = [];
  };
  for (const line of lines) {
    if (isTable(line.text)) {
      rows.push(line);
      continue;
    }
    closeTable();
    if (isVisible(line.text)) blocks.push(textBlock(line));
  }
  closeTable();
  const marked = blocks.find((block) => block.kind === 'text' && hasMarks(block));
  return {
    blocks,
    remarks: marked
      ? [
          ...remarks,
          {
            kind: 'mended',
            message: '文字里有 Markdown 记号（**…**），已按加粗理解。',
            place: marked.place,
          },
        ]
      : remarks,
  };
}

/** Lines of a text; a form feed, where a page began, is none of its characters. */
function linesOf(text: string, above: number): Line[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line, index) => ({ number: above + index + 1, text: line.replaceAll('\f', '') }));
}

/**
 * What makes a line a row. Tabs before a cell set it apart from labels of merged cells; but where
 * whole sentences begin with one, it is the indentation of paragraphs.
 */
function tableTest(lines: readonly Line[]): (text: string) => boolean {
  const isIndented = (text: string) => /^\t+[^\t]+$/.test(text);
  const indentsParagraphs = lines.some(({ text }) => isIndented(text) && /[。；]/.test(text));
  return (text) =>
    text.includes('\t') && !(indentsParagraphs && (isIndented(text) || !isVisible(text)));
}

function isVisible(text: string): boolean {
  return /[^\p{White_Space}\p{Cf}\p{Cc}]/u.test(text);
}

function tableBlock(lines: readonly Line[], table: number): Block {
  const rows = lines.map(({ number, text }, index) =>
    text.split('\t').map(
      (cell, at): SourceCell => ({
        text: cell,
        rowSpan: 1,
        columnSpan: 1,
        place: { line: number, table, row: index + 1, cell: at + 1 },
      }),
    ),
  );
  return { kind: 'table', rows, place: { line: lines[0]!.number, table } };
}

function textBlock({ number, text }: Line): TextBlock {
  const runs = markedRuns(text.trim());
  return {
    kind: 'text',
    text: runs.map((run) => run.text).join(''),
    markdown: inlineMarkdown(runs),
    place: { line: number },
  };
}

const bold = /\*\*([^*\s](?:[^*]*[^*\s])?)\*\*|<(https?:\/\/[^\s<>]+)>/g;

/** Bold and addresses as a conversion to Markdown left them; in a plain text nobody types these. */
function markedRuns(text: string): InlineRun[] {
  const runs: InlineRun[] = [];
  let end = 0;
  for (const { 0: marked, 1: words, 2: address, index } of text.matchAll(bold)) {
    runs.push({ text: text.slice(end, index) });
    if (words !== undefined) runs.push({ text: words, isBold: true });
    else runs.push({ text: address!, address: address! });
    end = index + marked.length;
  }
  return [...runs, { text: text.slice(end) }];
}

function hasMarks({ markdown }: TextBlock): boolean {
  return /(?<!\\)\*\*/.test(markdown);
}
