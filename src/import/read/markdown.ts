import type { Token } from 'markdown-it';
import { parseAll, parseBlocks } from '../../prose/markdown.ts';
import type { Block, Remark, SourceCell, SourceDocument, TextBlock } from '../source-document.ts';
import { decodeText } from './encoding.ts';
import { readDocumentHtml } from './html.ts';
import { readLines } from './text.ts';

/**
 * A Markdown text: its headings, lists, bold and tables, those written in HTML, too. Lines of a
 * paragraph stay apart where one ends like a sentence or is short: offices do not wrap lines.
 *
 * @throws ImportError where the bytes are no text
 */
export function readMarkdown(name: string, bytes: Uint8Array): SourceDocument {
  const { text, remarks } = decodeText(bytes);
  const reader = new MarkdownReader();
  for (const piece of splitTables(text.replace(/\r\n?/g, '\n'))) {
    if (/^<table\b[\s\S]*<\/table\s*>$/i.test(piece)) reader.readHtmlTable(piece);
    else reader.readPiece(piece);
  }
  return {
    name,
    format: 'markdown',
    blocks: reader.blocks,
    remarks: [...remarks, ...reader.remarks],
  };
}

/** Tables in HTML, and what stands between them. A table that nothing ends is none. */
function splitTables(text: string): string[] {
  const ends = [...text.matchAll(/<\/table\s*>/gi)];
  const end = ends.map((tag) => tag.index + tag[0].length).at(-1) ?? 0;
  return [...text.slice(0, end).split(/(<table\b[\s\S]*?<\/table\s*>)/i), text.slice(end)];
}

class MarkdownReader {
  readonly blocks: Block[] = [];
  readonly remarks: Remark[] = [];
  /** Lines and tables before what is read next. */
  #lines = 0;
  #tables = 0;

  readHtmlTable(html: string): void {
    const { blocks, remarks } = readDocumentHtml(html);
    const line = this.#lines + 1;
    this.remarks.push(...remarks);
    for (const block of blocks) {
      if (block.kind === 'text') this.blocks.push({ ...block, place: { line } });
      else this.#addTable(block.rows, line);
    }
    this.#lines += html.split('\n').length - 1;
  }

  readPiece(piece: string): void {
    const source = piece.split('\n');
    const lists: { isOrdered: boolean }[] = [];
    let item: TextBlock['item'];
    let level: number | undefined;
    let rows: string[][] | undefined;
    let tableLine = 0;
    for (const token of parseBlocks(piece)) {
      const [first = 0, end = first + 1] = token.map ?? [];
      if (token.type.endsWith('_list_open'))
        lists.push({ isOrdered: token.type === 'ordered_list_open' });
      else if (token.type.endsWith('_list_close')) lists.pop();
      else if (token.type === 'list_item_open') item = itemOf(token, lists);
      else if (token.type === 'heading_open') level = Number(token.tag.slice(1));
      else if (token.type === 'heading_close') level = undefined;
      else if (token.type === 'table_open') {
        rows = [];
        tableLine = this.#lines + first + 1;
      } else if (token.type === 'tr_open') rows?.push([]);
      else if (token.type === 'table_close') {
        this.#addTable(
          (rows ?? []).map((row) => row.map(cellOf)),
          tableLine,
        );
        rows = undefined;
      } else if (token.type === 'inline' && rows) rows.at(-1)?.push(plainText(token.content));
      else if (token.type === 'inline' && /\t/.test(source.slice(first, end).join('')))
        this.#addLines(source.slice(first, end).join('\n'), this.#lines + first);
      else if (token.type === 'inline') {
        this.#addParagraph(token.content, this.#lines + first, level, item);
        item = undefined;
      }
    }
    this.#lines += source.length - 1;
  }

  #addLines(text: string, lines: number): void {
    const { blocks } = readLines(text, [], { lines, tables: this.#tables });
    this.#tables += blocks.filter(({ kind }) => kind === 'table').length;
    this.blocks.push(...blocks);
  }

  #addParagraph(content: string, above: number, level?: number, item?: TextBlock['item']): void {
    let own = item;
    for (const { text, line } of paragraphsIn(content)) {
      const markdown = withoutBraces(text);
      const place = { line: above + line };
      const pictures = parseAll(text).filter(({ type }) => type === 'image');
      for (const picture of pictures) this.remarks.push({ ...pictureRemark(picture), place });
      const shown =
        pictures.length > 0 ? markdown.replace(/!\[([^\]]*)\]\([^)]*\)/g, '') : markdown;
      if (plainText(shown).trim() === '') continue;
      this.blocks.push({
        kind: 'text',
        ...(level === undefined ? {} : { level }),
        ...(own === undefined ? {} : { item: own }),
        text: plainText(shown).trim(),
        markdown: shown.trim(),
        place,
      });
      own = undefined;
    }
  }

  #addTable(rows: readonly (readonly SourceCell[])[], line: number): void {
    const table = ++this.#tables;
    this.blocks.push({
      kind: 'table',
      rows: rows.map((row, at) =>
        row.map((cell, index) => ({
          ...cell,
          place: { line, table, row: at + 1, cell: index + 1 },
        })),
      ),
      place: { line, table },
    });
  }
}

function itemOf({ info }: Token, lists: readonly { isOrdered: boolean }[]): TextBlock['item'] {
  const isOrdered = lists.at(-1)?.isOrdered && /^\d+$/.test(info);
  return { depth: lists.length, ...(isOrdered ? { number: Number(info) } : {}) };
}

function pictureRemark(picture: Token): Remark {
  return {
    kind: 'noticed',
    message: '文中的图片没有采用：年报正文里不放图片，图中如有文字或数字请写成文字。',
    text: `${picture.content}（${String(picture.attrGet('src') ?? '')}）`,
  };
}

function cellOf(text: string): SourceCell {
  return { text, rowSpan: 1, columnSpan: 1, place: {} };
}

/** Wrapped lines are long and end within a sentence. */
function paragraphsIn(content: string): { text: string; line: number }[] {
  const paragraphs: { text: string; line: number }[] = [];
  let isOpen = false;
  for (const [index, line] of content.split('\n').entries()) {
    const last = paragraphs.at(-1);
    if (last && isOpen) last.text += /\w$/.test(last.text) && /^\w/.test(line) ? ` ${line}` : line;
    else paragraphs.push({ text: line, line: index + 1 });
    isOpen = line.length >= 20 && !/([。！？：；!?:;”）)|\\]|\*\*| {2})$/.test(line);
  }
  return paragraphs.map(({ text, line }) => ({ text: text.replace(/\\$| +$/, ''), line }));
}

/** What is to be seen of inline Markdown; HTML's line breaks are taken for what they mean. */
function plainText(markdown: string): string {
  return parseAll(withoutBraces(markdown).replace(/<br\s*\/?>/gi, '\u2028'))
    .filter(({ type }) => type === 'text' || type === 'text_special')
    .map(({ content }) => content)
    .join('')
    .replaceAll('\u2028', '\n');
}

/** A placeholder in a source is none of ours. A backslash before a brace goes with it. */
function withoutBraces(markdown: string): string {
  return markdown.replace(
    /(\\\\)|\\?\{|｛/g,
    (found, backslash?: string) => backslash ?? `&#${found.codePointAt(found.length - 1)};`,
  );
}
