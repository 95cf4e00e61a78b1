import { type Matrix, multiply, type Turn, turnOfText } from './placing.ts';

/** Text of one line that the PDF shows in one go. Lengths in points, from the lower left corner. */
export interface Piece {
  text: string;
  x: number;
  /** Of the line on which the letters stand; of a text from top to bottom, near its middle. */
  y: number;
  width: number;
  /** Of the letters. */
  size: number;
  /** Whether it goes from top to bottom or from bottom to top. */
  isUpright?: boolean;
  /** Id of its marked content; absent where it has none. */
  tag?: string;
}

/** As pdf.js gives it: a text, or the beginning or end of marked content. */
export type ContentItem = ShownText | { type: string; id?: string | null; tag?: string };

interface ShownText {
  str: string;
  transform: readonly number[];
  width: number;
  height: number;
  fontName: string;
}

export interface PagePieces {
  pieces: Piece[];
  /** What is marked as no part of the document. */
  artifacts: Piece[];
  /** What is written aslant: watermarks, stamps. */
  aslant: Piece[];
}

/** The turn that sets the greater part of a page's letters level. */
export function turnOfItems(items: readonly ContentItem[], page: Matrix): Turn {
  const letters = [0, 0, 0, 0];
  for (const item of items) {
    if (!('str' in item)) continue;
    const turn = turnOfText(multiply(page, item.transform as unknown as Matrix));
    if (turn !== undefined) letters[turn]! += item.str.trim().length;
  }
  return letters.indexOf(Math.max(...letters)) as Turn;
}

/**
 * The texts of a page.
 *
 * @param matrix takes them to where they stand on the page as it is to be read
 * @param isVertical whether a font, by its name, is written from top to bottom
 */
export function readPieces(
  items: readonly ContentItem[],
  matrix: Matrix,
  isVertical: (font: string) => boolean,
): PagePieces {
  const read: PagePieces = { pieces: [], artifacts: [], aslant: [] };
  const marks: { tag: string | undefined; isArtifact: boolean }[] = [];
  const seen = new Shown();
  for (const item of items) {
    const outer = marks.at(-1);
    if ('str' in item) {
      if (item.str === '') continue;
      const placed = multiply(matrix, item.transform as unknown as Matrix);
      const turn = turnOfText(placed);
      const piece: Piece = {
        ...pieceOf(item, placed, turn, isVertical(item.fontName)),
        ...(outer?.tag === undefined ? {} : { tag: outer.tag }),
      };
      if (seen.has(piece)) continue;
      if (outer?.isArtifact) read.artifacts.push(piece);
      else if (turn === undefined) read.aslant.push(piece);
      else read.pieces.push(piece);
    } else if (item.type === 'endMarkedContent') marks.pop();
    else
      marks.push({
        tag: item.id ?? outer?.tag,
        isArtifact: item.tag === 'Artifact' || (outer?.isArtifact ?? false),
      });
  }
  return read;
}

function pieceOf(
  { str, width, height }: ShownText,
  placed: Matrix,
  turn: Turn | undefined,
  isVertical: boolean,
): Piece {
  const [a, b, c, d, x, y] = placed;
  const text = plainText(str);
  if (isVertical) {
    const size = Math.hypot(a, b);
    // Its origin is the middle of its upper edge.
    return upright(text, x - size / 2, y - height, size, height);
  }
  const size = Math.hypot(c, d);
  if (turn === 1) return upright(text, x - size * 0.75, y, size, width);
  if (turn === 3) return upright(text, x - size * 0.25, y - width, size, width);
  return { text, x: turn === 2 ? x - width : x, y, width, size };
}

function upright(text: string, left: number, bottom: number, size: number, length: number): Piece {
  return {
    text,
    x: left,
    y: bottom + length / 2 - 0.35 * size,
    width: size,
    size,
    isUpright: true,
  };
}

/** Of texts that are shown twice for a bold look, each a hair aside. */
class Shown {
  readonly #places = new Map<string, { x: number; y: number }[]>();

  /** Whether the same text stands in the same place; from now on this one does. */
  has({ text, x, y, size }: Piece): boolean {
    if (text.trim() === '') return false;
    const near = Math.min(0.15 * size, 2);
    // Of frequent texts, such as 0, only the last ones: what makes letters bold comes at once.
    const places = this.#places.get(text)?.slice(-4) ?? [];
    if (places.some((place) => Math.abs(place.x - x) < near && Math.abs(place.y - y) < near))
      return true;
    this.#places.set(text, [...places, { x, y }]);
    return false;
  }
}

/** Radicals and the characters that look like them, where Unicode does not say so itself. */
const radicals = new Map(
  '⺠民⺩王⺬示⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻑長⻯竜'
    .match(/../gu)!
    .map(([radical, character]) => [radical, character]),
);

/** Codes of fonts that have dots and squares in place of letters, such as Wingdings. */
const bullets = /[\uf06c\uf06e\uf075\uf076\uf0a7\uf0b7\uf0d8]/g;

/** Marks as they stand in columns, such as ︑ and ︵. */
const columnMarks = /[\ufe10-\ufe19\ufe30-\ufe48]/g;

function levelMark(mark: string): string {
  return mark
    .normalize('NFKC')
    .replace(/[!-~]/g, (ascii) => String.fromCharCode(ascii.charCodeAt(0) + 0xfee0));
}

/** Fonts show 一 and the radical ⼀ with one glyph, and some PDFs then name the radical. */
function plainText(text: string): string {
  return text
    .replace(
      /[\u2e80-\u2fdf\uf900-\ufaff]/gu,
      (radical) => radicals.get(radical) ?? radical.normalize('NFKC'),
    )
    .replace(columnMarks, levelMark)
    .replace(bullets, '•');
}
