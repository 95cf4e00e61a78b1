import type { Block, SourceDocument } from '../source-document.ts';

/** Fewer lines below 目录 are something else. */
const fewestEntries = 3;
/** So many of them at least are said again; others may be worded otherwise there. */
const fewestRepeated = 2;
const mostEntries = 200;
const numerals = '一二三四五六七八九十';

/**
 * A document without its table of contents, which would name each part before it comes: the lines
 * below 目录 that are said again further down, with or without the number of a page, and those
 * among them that go on with the numbers.
 */
export function withoutContents(document: SourceDocument): SourceDocument {
  const { blocks, remarks } = document;
  const start = blocks.findIndex((block) => bare(block) === '目录');
  if (start < 0) return document;
  const end = endOfEntries(blocks.map(bare), start + 1);
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

function endOfEntries(words: readonly string[], start: number): number {
  let number = 0;
  let repeated = 0;
  let end = start;
  for (let at = start; at < Math.min(words.length, start + mostEntries); at += 1) {
    const own = partNumber(words[at]!);
    // Where numbers begin anew, so do the parts themselves.
    if (own > 0 && own <= number) return repeated < fewestRepeated ? start : at;
    const isRepeated = isSaidAgain(words, at);
    if (!isRepeated && own === 0) break;
    if (own > 0) number = own;
    if (!isRepeated) continue;
    repeated += 1;
    end = at + 1;
  }
  return repeated < fewestRepeated ? start : end;
}

/** 三 of 三、… as 3; 0 for a text that is not numbered so. */
export function partNumber(text: string): number {
  return /^[一二三四五六七八九十][、.．]/.test(text) ? numerals.indexOf(text[0]!) + 1 : 0;
}

/** The words of a line without the number of its page. */
export function withoutPageNumber(text: string): string {
  return text.replace(/[.·…．。—_-]*\d*$/, '');
}

function isSaidAgain(words: readonly string[], at: number): boolean {
  const entry = withoutPageNumber(words[at] ?? '');
  return entry.length >= 4 && words.some((text, later) => later > at && text.startsWith(entry));
}

function bare(block: Block): string {
  return block.kind === 'text' ? block.text.replace(/[\p{White_Space}\p{Cf}]/gu, '') : '';
}
