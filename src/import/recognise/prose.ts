import { escapeMarkdown } from '../read/inline-markdown.ts';
import type { RecognisedProse } from '../recognised.ts';
import type { Block, Place, Remark } from '../source-document.ts';
import { textOfBlock } from './block-text.ts';
import { guardedMarkdown } from './guarded-markdown.ts';
import { listLines } from './listed-items.ts';
import { headingLevels, type Passage } from './passage.ts';
import { passagesOf } from './passages.ts';
import { tableLines } from './prose-table.ts';

/** The prose of a part and what a person should know of it. */
export interface WrittenProse {
  /** Undefined where the source has nothing but the heading. */
  prose?: RecognisedProse;
  remarks: readonly Remark[];
}

/**
 * The blocks of the part `key` as Markdown that reports may hold: headings from the third level,
 * lists, tables. `hasLines`: whether the source knows lines rather than paragraphs.
 */
export function writeProse(key: string, blocks: readonly Block[], hasLines: boolean): WrittenProse {
  const { pieces, remarks: cleaned } = passagesOf(blocks, key, hasLines);
  const remarks: Remark[] = [...cleaned];
  const writer = new ProseWriter();
  const passages = pieces.filter((piece): piece is Passage => 'text' in piece);
  const levels = new Map<Passage, number | undefined>();
  for (const [at, level] of headingLevels(passages).entries()) levels.set(passages[at]!, level);
  for (let at = 0; at < pieces.length; at += 1) {
    const piece = pieces[at]!;
    if ('kind' in piece) {
      const lines = tableLines(piece);
      const text = textOfBlock(piece);
      if (lines) writer.put(lines);
      else if (text.length > longestTable)
        remarks.push({
          kind: 'left-out',
          message: '一张表过大，没有收入正文。',
          place: piece.place,
          text,
          fact: key,
        });
      else
        for (const line of text.split('\n'))
          writer.put([{ line: guardedMarkdown(escapeMarkdown(line)), place: piece.place }]);
      if (lines)
        remarks.push({
          kind: 'noticed',
          message: '正文里的一张表写成了 Markdown 表格：请看一下各格。',
          place: piece.place,
          fact: key,
        });
      continue;
    }
    const level = levels.get(piece);
    if (level !== undefined) {
      writer.put([{ line: headingLine(piece, level), place: piece.place }]);
      const next = pieces[at + 1];
      const nextLevel = next && 'text' in next ? levels.get(next) : undefined;
      if (!next || (nextLevel !== undefined && nextLevel <= level))
        remarks.push(emptyHeading(piece, key));
    } else if (piece.item) {
      const items = itemsFrom(pieces, at, levels);
      const { lines, isList } = listLines(items);
      const placed = lines.flatMap((line, index) =>
        line.split('\n').map((each) => ({ line: each, place: items[index]!.place })),
      );
      if (isList) writer.put(placed);
      else for (const line of placed) writer.put([line]);
      at += items.length - 1;
    } else {
      const { place } = piece;
      writer.put(piece.markdown.split('\n').map((line) => ({ line, place })));
    }
  }
  return { remarks, ...(writer.lines.length > 0 ? { prose: writer.prose(key) } : {}) };
}

function emptyHeading({ text, place }: Passage, key: string): Remark {
  const message = `标题“${text}”下面没有内容：请查明。`;
  return { kind: 'needs-person', message, place, text, fact: key };
}

/** Characters of a table that is set as text rather than left out. */
const longestTable = 20_000;

/** Lines of Markdown, blocks parted by blank ones. */
class ProseWriter {
  readonly lines: { line: string; place: Place }[] = [];

  put(block: readonly { line: string; place: Place }[]): void {
    if (this.lines.length > 0) this.lines.push({ line: '', place: block[0]!.place });
    for (const line of block) this.lines.push(line);
  }

  prose(key: string): RecognisedProse {
    return {
      key,
      markdown: this.lines.map(({ line }) => line).join('\n'),
      places: this.lines.map(({ place }) => place),
    };
  }
}

function headingLine({ text }: Passage, level: number): string {
  const words = guardedMarkdown(escapeMarkdown(text.replace(/\s*\n\s*/g, '')));
  // Signs at the end of a heading would vanish.
  return `${'#'.repeat(level)} ${words.replace(/#+$/, (signs) => `\\${signs}`)}`;
}

function itemsFrom(
  pieces: readonly (Passage | Block)[],
  from: number,
  levels: ReadonlyMap<Passage, number | undefined>,
): Passage[] {
  const items: Passage[] = [];
  for (const piece of pieces.slice(from)) {
    if ('kind' in piece || !piece.item || levels.get(piece) !== undefined) break;
    items.push(piece);
  }
  return items;
}
