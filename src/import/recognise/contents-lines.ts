import type { Part } from '../../form/form.ts';
import { partNumber, withoutPageNumber } from '../read/contents.ts';
import type { Block } from '../source-document.ts';
import { textOfBlock } from './block-text.ts';
import { foldText } from './label.ts';
import type { PartHeading } from './part-heading.ts';

/** Longer ones are sentences; so is whatever ends one. */
const longestEntry = 60;

interface Line {
  /** Place among the blocks. */
  at: number;
  heading: PartHeading | undefined;
  /** 三、… as 3; 0 where it is not numbered so. */
  number: number;
  /** Without the number of a page; empty for what is none. */
  words: string;
}

/**
 * Places of the lines that are a table of contents: headings with nothing below them, most of which
 * come again further down. `headings`: of which part each block is the heading.
 */
export function contentsLines(
  blocks: readonly Block[],
  headings: readonly (PartHeading | undefined)[],
): ReadonlySet<number> {
  const lines = blocks.flatMap((block, at) =>
    textOfBlock(block) === '' ? [] : [lineOf(block, at, headings[at])],
  );
  const lastOf = new Map(lines.map(({ words }, at) => [words, at]));
  const lastHeadingOf = new Map(lines.map(({ heading }, at) => [heading?.part, at]));
  const places = new Set<number>();
  for (let start = 0; start < lines.length; ) {
    if (!mayBegin(lines[start]!)) {
      start += 1;
      continue;
    }
    const end = endOfEntries(lines, start, lastOf);
    const entries = lines.slice(start, end);
    const outer = entries.filter(({ heading, number }) => heading || number > 0);
    const again = outer.filter(({ heading }) => heading && lastHeadingOf.get(heading.part)! >= end);
    const isAboveHeading = entries.length > 1 || lines[end]?.heading !== undefined;
    if (isAboveHeading && again.length > 0 && again.length * 2 >= outer.length) {
      for (const { at } of entries) places.add(at);
      const above = lines[start - 1];
      if (above?.words === '目录') places.add(above.at);
    }
    start = end;
  }
  return places;
}

function lineOf(block: Block, at: number, heading: PartHeading | undefined): Line {
  const text = textOfBlock(block);
  const isEntry = block.kind === 'text' && text.length <= longestEntry && !/[。；！？]/.test(text);
  const words = isEntry ? withoutPageNumber(foldText(text)) : '';
  return { at, heading, number: isEntry ? partNumber(foldText(text)) : 0, words };
}

function mayBegin({ heading, number, words }: Line): boolean {
  return words !== '' && (heading !== undefined || number > 0);
}

/** Up to where the numbers or the parts begin anew, or a line is none of a table of contents. */
function endOfEntries(
  lines: readonly Line[],
  start: number,
  lastOf: ReadonlyMap<string, number>,
): number {
  const parts = new Set<Part>();
  let last = 0;
  let at = start;
  for (; at < lines.length; at += 1) {
    const { heading, number, words } = lines[at]!;
    if (words === '' || (heading && parts.has(heading.part))) break;
    if (number > 0 && number <= last) break;
    if (!heading && number === 0 && lastOf.get(words)! <= at) break;
    if (heading) parts.add(heading.part);
    if (number > 0) last = number;
  }
  return at;
}
