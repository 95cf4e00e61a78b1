import {
  paragraph,
  type ReviewBlock,
  type ReviewRow,
  type ReviewSection,
  type ReviewSheet,
  type ReviewTable,
} from './sheet.ts';

/**
 * Sections that may be long, in the order in which they take of the room that there is. The first
 * takes no more than a third, unless the others do not need the rest.
 */
const lengthy = ['since-published', 'open', 'acknowledged', 'notes'];

// Heights in points, as styles/review.css has them; of the page twelve are kept back.
const pageHeight = 745;
const lineOfTitle = 20;
const aroundTitle = 8;
const headingHeight = 21;
const signatureHeight = headingHeight + 80;
const lineOfText = 14;
const lineOfRow = 12.5;
const aroundRow = 3.2;
const aroundTable = 2;

/** Characters of full width that stand on a line: of the title, a paragraph, and a table's row. */
const perTitle = 30;
const perLine = 49;
const perRow = 52;

/**
 * A sheet whose place for the signature stands on the first page: of the sections that may be long,
 * what the page has no room for is put behind it, and the section says so. Heights are estimated, on
 * the safe side; a report with very much that cannot be read may need a second page all the same.
 */
export function withinOnePage(sheet: ReviewSheet): ReviewSheet {
  const { title, sections, annexes } = sheet;
  const needed = sections.map((section) =>
    lengthy.includes(section.id) ? headingHeight + lineOfText : heightOf(section),
  );
  const titleHeight = Math.ceil(widthOf(title) / perTitle) * lineOfTitle + aroundTitle;
  let room =
    pageHeight - titleHeight - signatureHeight - needed.reduce((sum, height) => sum + height, 0);
  const fitted = new Map<string, FittedSection>();
  const inOrder = lengthy.flatMap((id) => sections.find((section) => section.id === id) ?? []);
  for (const section of inOrder) {
    const others = inOrder.slice(1).reduce((sum, other) => sum + excessOf(other), 0);
    const share = section === inOrder[0] ? Math.max(room / 3, room - others) : room;
    const fit = fitSection(section, share);
    room -= fit.height;
    fitted.set(section.id, fit);
  }
  return {
    ...sheet,
    sections: sections.map((section) => fitted.get(section.id)?.shown ?? section),
    annexes: [...sections.flatMap(({ id }) => fitted.get(id)?.rest ?? []), ...annexes],
  };
}

interface FittedSection {
  shown: ReviewSection;
  /** What there is no room for. */
  rest?: ReviewSection;
  /** Of what is shown, above the one line that every section has. */
  height: number;
}

/** A paragraph, or a row and the table it stands in. */
type Piece = { block: ReviewBlock; row?: ReviewRow };

function fitSection(section: ReviewSection, room: number): FittedSection {
  const whole = excessOf(section);
  if (whole <= room) return { shown: section, height: whole };
  const pieces = section.blocks.flatMap((block): Piece[] =>
    block.kind === 'text' ? [{ block }] : block.rows.map((row) => ({ block, row })),
  );
  // Never all of them: that they are all there would have been seen above.
  let count = 0;
  while (count < pieces.length - 1 && heightOfAll(pieces.slice(0, count + 1)) <= room) count += 1;
  const left = pieces.length - count;
  const note = count === 0 ? `共 ${left} 条，列在附页。` : `其余 ${left} 条列在附页。`;
  return {
    shown: { ...section, blocks: [...blocksOf(pieces.slice(0, count)), paragraph(note)] },
    rest: {
      id: `${section.id}-rest`,
      title: `附：${section.title}${count === 0 ? '' : '（其余）'}`,
      blocks: blocksOf(pieces.slice(count)),
    },
    height: heightOfAll(pieces.slice(0, count)),
  };
}

/** Rows of one table that follow each other are one again. */
function blocksOf(pieces: readonly Piece[]): ReviewBlock[] {
  const rows = Map.groupBy(pieces, ({ block }) => block);
  return [...rows].map(([block, some]) =>
    block.kind === 'text' ? block : { ...block, rows: some.flatMap(({ row }) => row ?? []) },
  );
}

function heightOfAll(pieces: readonly Piece[]): number {
  return blocksOf(pieces).reduce((sum, block) => sum + heightOfBlock(block), 0);
}

/** Height of a section above the one line that it has at least. */
function excessOf(section: ReviewSection): number {
  return Math.max(0, heightOf(section) - headingHeight - lineOfText);
}

function heightOf({ blocks }: ReviewSection): number {
  return blocks.reduce((sum, block) => sum + heightOfBlock(block), headingHeight);
}

function heightOfBlock(block: ReviewBlock): number {
  return block.kind === 'text'
    ? Math.ceil(widthOf(block.text) / perLine) * lineOfText + 1
    : heightOfTable(block);
}

function heightOfTable({ head, rows }: ReviewTable): number {
  const cells = rows.map(({ labels, figures }) => [...labels, ...figures.map(({ text }) => text)]);
  return [...(head.length > 0 ? [head] : []), ...cells].reduce(
    (sum, texts) => sum + linesOf(texts) * lineOfRow + aroundRow,
    aroundTable,
  );
}

/** Each cell has a character's room around it; where there are several columns, some are not filled. */
function linesOf(texts: readonly string[]): number {
  const width = texts.reduce((sum, text) => sum + widthOf(text) + 1, 0);
  return Math.ceil((texts.length > 2 ? width * 1.2 : width) / perRow);
}

/** In characters of full width. */
function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (character < '\u0100' ? 0.55 : 1), 0);
}
