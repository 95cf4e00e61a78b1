import type { Form, Part } from '../../form/form.ts';
import { escapeMarkdown } from '../read/inline-markdown.ts';
import type { Block, Remark, TextBlock } from '../source-document.ts';
import { textOfBlock } from './block-text.ts';
import { contentsLines } from './contents-lines.ts';
import { foldText } from './label.ts';
import { type PartHeading, partHeadingOf } from './part-heading.ts';

/** A source cut at the headings of its parts. */
export interface SourceParts {
  /** What stands before the first heading. */
  head: readonly Block[];
  /** Blocks that are not tables of the form, by key of the part; a part without any has none. */
  parts: ReadonlyMap<string, readonly Block[]>;
  remarks: readonly Remark[];
}

/**
 * Cuts a source at the headings of its parts, in whatever order they stand. `consumed`: what the
 * statutory tables were read from.
 */
export function splitParts(
  blocks: readonly Block[],
  consumed: ReadonlySet<Block>,
  form: Form,
): SourceParts {
  const headings = blocks.map((block) =>
    block.kind === 'text' && !consumed.has(block) ? partHeadingOf(block, form) : undefined,
  );
  const contents = contentsLines(blocks, headings);
  const splitter = new PartSplitter();
  for (const [at, block] of blocks.entries()) {
    const heading = headings[at];
    if (contents.has(at)) splitter.leaveOut(block);
    else if (heading && isOfText(blocks, consumed, headings, at)) splitter.refuse(block, heading);
    else splitter.take(block, consumed.has(block), heading);
  }
  return splitter;
}

/**
 * Whether what looks like the heading of a table has text below it and no table: then it is one
 * within a text part, as 二、主动公开 often is.
 */
function isOfText(
  blocks: readonly Block[],
  consumed: ReadonlySet<Block>,
  headings: readonly (PartHeading | undefined)[],
  at: number,
): boolean {
  const { part, isExact } = headings[at]!;
  if (isExact || part.content !== 'table') return false;
  let hasText = false;
  for (let below = at + 1; below < blocks.length && !headings[below]; below += 1) {
    if (consumed.has(blocks[below]!)) return false;
    hasText ||= textOfBlock(blocks[below]!) !== '';
  }
  return hasText;
}

class PartSplitter implements SourceParts {
  head: Block[] = [];
  readonly parts = new Map<string, Block[]>();
  readonly remarks: Remark[] = [];
  private current: Part | undefined;

  take(block: Block, isConsumed: boolean, heading: PartHeading | undefined): void {
    if (heading && this.open(block as TextBlock, heading)) return;
    if (isConsumed) return;
    if (this.current) this.parts.get(this.current.key)!.push(block);
    else this.head.push(block);
  }

  /** Leaves out a line of a table of contents. */
  leaveOut(block: Block): void {
    const text = textOfBlock(block);
    this.remarks.push({ kind: 'left-out', message: '目录没有收入。', place: block.place, text });
  }

  /** Takes for text what could be a heading. */
  refuse(block: Block, { part }: PartHeading): void {
    const text = textOfBlock(block);
    this.remarks.push({
      kind: 'needs-person',
      message: `“${foldText(text)}”像是“${part.title}”的标题，下面却没有表：当作正文，请核对。`,
      place: block.place,
      text,
      ...(this.current ? { fact: this.current.key } : {}),
    });
    this.take(block, false, undefined);
  }

  /** Whether the heading begins a part. */
  private open(block: TextBlock, { part, isExact, rest }: PartHeading): boolean {
    if (this.parts.has(part.key)) {
      this.remarks.push({
        kind: 'noticed',
        message: `标题“${part.title}”重复出现：后一处当作正文。`,
        place: block.place,
        text: block.text.trim(),
      });
      return false;
    }
    this.current = part;
    this.parts.set(part.key, []);
    if (!isExact)
      this.remarks.push({
        kind: 'mended',
        message: `标题“${foldText(block.text)}”按“${part.title}”理解。`,
        place: block.place,
        text: block.text.trim(),
        fact: part.key,
      });
    if (rest !== '') {
      const { level: _level, item: _item, ...plain } = block;
      this.parts.get(part.key)!.push({ ...plain, text: rest, markdown: escapeMarkdown(rest) });
    }
    return true;
  }
}
