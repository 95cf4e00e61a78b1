import type { Block, TextBlock } from '../source-document.ts';
import { foldText } from './label.ts';

/** The title of a report as its source has it. */
export interface FoundTitle {
  text: string;
  /** Paragraphs that make it up; none where only the format itself gives it. */
  blocks: readonly TextBlock[];
}

/** Lines over which a title may run. */
const mostLines = 3;
const longest = 80;
/** Paragraphs among which a title is looked for. */
const searched = 60;
const titlePattern = /(?:信息|政务)公开.*(?:报告|年报)(?:\(\d{4}年?度?\))?$/;
const yearBelow = /^[（(]?\s*(?:19|20)\d\d\s*年?度?\s*[）)]?$/;
/** Lines before the last name an agency, or say what is to be reported. */
const mayGoOn =
  /\d{4}|信息|公开|(?:政府|局|委|办公室|办事处|厅|院|部|署|会|中心|处|所|镇|乡|街道|站|队|校|区|县|市|省|州|盟|旗)$/;
const notTitle = /[。；，：:>＞|｜〉]/;

/** The title among what stands before the first part, else the one that the format gives. */
export function findTitle(head: readonly Block[], given?: string): FoundTitle | undefined {
  const blocks = head.slice(0, searched);
  const found = blocks.flatMap((_, at) => titleAt(blocks, at) ?? []);
  const withYear = found.find(({ text }) => /\d{4}|[〇零○]/.test(text));
  return withYear ?? found[0] ?? titleOfFormat(given);
}

/** A title that begins at a block. */
function titleAt(blocks: readonly Block[], at: number): FoundTitle | undefined {
  for (let lines = 1; lines <= mostLines; lines += 1) {
    const taken = blocks.slice(at, at + lines);
    if (taken.length < lines || !taken.every(isLineOfTitle)) return undefined;
    if (!taken.slice(0, -1).every(({ text }) => mayGoOn.test(foldText(text)))) return undefined;
    const text = joinLines(taken.map((block) => block.text));
    if (!isTitle(text)) continue;
    const below = blocks[at + lines];
    const hasYearBelow =
      below?.kind === 'text' && yearBelow.test(below.text.trim()) && !/\d{4}/.test(text);
    return hasYearBelow
      ? {
          text: `${text}（${foldText(below.text).replace(/[()]/g, '')}）`,
          blocks: [...taken, below],
        }
      : { text, blocks: taken };
  }
  return undefined;
}

function isLineOfTitle(block: Block): block is TextBlock {
  return block.kind === 'text' && block.text.length <= longest && !notTitle.test(block.text);
}

function isTitle(text: string): boolean {
  const folded = foldText(text);
  return folded.length <= longest && titlePattern.test(folded);
}

function joinLines(lines: readonly string[]): string {
  return lines
    .map((line) => line.trim().replace(/\s+/g, ' '))
    .reduce((text, line) =>
      /[A-Za-z0-9]$/.test(text) && /^[A-Za-z0-9]/.test(line) ? `${text} ${line}` : text + line,
    );
}

/** Sites add their own names to the titles of pages. */
function titleOfFormat(given: string | undefined): FoundTitle | undefined {
  const pieces = (given ?? '').split(/[_|｜]|\s[-–—]\s|-(?=\D*$)/).map((piece) => piece.trim());
  const text = pieces.find(isTitle);
  return text === undefined ? undefined : { text, blocks: [] };
}
