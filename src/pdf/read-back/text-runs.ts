import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { lineTolerance } from './match.ts';

/** Text of one line that is shown in one go, and of which a reader sees something. */
export interface TextRun {
  /** Characters as the PDF names them, spaces included. */
  readonly text: string;
  /** From 1. */
  readonly page: number;
  /** Where it begins: points from the lower left corner of the page. */
  readonly x: number;
  readonly y: number;
  /** Number of its marked content on its page; absent where it is not tagged. */
  readonly tag?: number;
  /** Whether it is marked as no part of the document: page numbers, running lines. */
  readonly isArtifact: boolean;
}

/** What a page is made of, as pdf.js gives it. */
export interface PageContent {
  readonly number: number;
  /** Lower left and upper right corner, in points. */
  readonly view: readonly number[];
  readonly operators: readonly number[];
  readonly operands: readonly unknown[];
}

type Matrix = readonly [number, number, number, number, number, number];

const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** What the painting of text depends on. */
interface GraphicsState {
  matrix: Matrix;
  fontSize: number;
  renderingMode: number;
  opacity: number;
  colour: string;
}

/** Text rendering modes (ISO 32000-1, table 106) in which nothing is painted. */
const unpainted = new Set([3, 7]);

/** Nothing dark is ever printed below text, so that white is not to be seen. */
const paper = '#ffffff';

/** Smaller letters than of one point cannot be read. */
const leastSize = 1;

/** The texts of a page in the order in which they are painted. */
export function textRuns(page: PageContent): TextRun[] {
  const reader = new RunReader(page);
  for (const [index, operator] of page.operators.entries()) {
    reader.take(operator, (page.operands[index] ?? []) as readonly unknown[]);
  }
  return reader.runs;
}

class RunReader {
  readonly runs: TextRun[] = [];
  readonly #page: PageContent;
  #state: GraphicsState = {
    matrix: identity,
    fontSize: 0,
    renderingMode: 0,
    opacity: 1,
    colour: '#000000',
  };
  readonly #saved: GraphicsState[] = [];
  readonly #marks: { tag: number | undefined; isArtifact: boolean }[] = [];
  #textMatrix: Matrix = identity;
  /** Whether the next text belongs to the last run, if it stands on its line. */
  #isOpen = false;

  constructor(page: PageContent) {
    this.#page = page;
  }

  take(operator: number, operands: readonly unknown[]): void {
    const state = this.#state;
    switch (operator) {
      case OPS.save:
        this.#saved.push({ ...state });
        break;
      case OPS.restore:
      case OPS.paintFormXObjectEnd:
        this.#state = this.#saved.pop() ?? state;
        break;
      case OPS.paintFormXObjectBegin:
        this.#saved.push({ ...state });
        if (operands[0]) state.matrix = multiply(state.matrix, matrixOf(operands[0]));
        break;
      case OPS.transform:
        state.matrix = multiply(state.matrix, matrixOf(operands));
        break;
      case OPS.setGState:
        for (const [key, value] of operands[0] as [string, unknown][]) {
          if (key === 'ca') state.opacity = Number(value);
        }
        break;
      case OPS.setFillRGBColor:
        state.colour = String(operands[0]);
        break;
      case OPS.setFillColorN:
        state.colour = '';
        break;
      case OPS.setTextRenderingMode:
        state.renderingMode = Number(operands[0]);
        break;
      case OPS.setFont:
        state.fontSize = Number(operands[1]);
        break;
      case OPS.beginText:
        this.#textMatrix = identity;
        this.#isOpen = false;
        break;
      case OPS.setTextMatrix:
        this.#textMatrix = matrixOf(operands[0]);
        break;
      case OPS.moveText:
        this.#textMatrix = multiply(this.#textMatrix, [
          ...([1, 0, 0, 1] as const),
          Number(operands[0]),
          Number(operands[1]),
        ]);
        break;
      case OPS.showText:
        this.#show(operands[0] as readonly unknown[]);
        break;
      case OPS.beginMarkedContent:
      case OPS.beginMarkedContentProps:
        this.#mark(nameOf(operands[0]), operands[1]);
        break;
      case OPS.endMarkedContent:
        this.#marks.pop();
        break;
    }
  }

  #mark(name: string, number: unknown): void {
    const outer = this.#marks.at(-1);
    this.#marks.push({
      tag: typeof number === 'number' ? number : outer?.tag,
      isArtifact: name === 'Artifact' || (outer?.isArtifact ?? false),
    });
  }

  #show(glyphs: readonly unknown[]): void {
    const text = glyphs.map(unicodeOf).join('');
    const [, , c, d, x, y] = multiply(this.#state.matrix, this.#textMatrix);
    if (text === '' || !this.#isSeen(x, y, Math.hypot(c, d) * this.#state.fontSize)) return;
    const { tag, isArtifact } = this.#marks.at(-1) ?? { tag: undefined, isArtifact: false };
    const last = this.runs.at(-1);
    const continues =
      last &&
      this.#isOpen &&
      last.tag === tag &&
      last.isArtifact === isArtifact &&
      Math.abs(last.y - y) < lineTolerance;
    if (continues) this.runs[this.runs.length - 1] = { ...last, text: last.text + text };
    else {
      const page = this.#page.number;
      this.runs.push({ text, page, x, y, isArtifact, ...(tag === undefined ? {} : { tag }) });
    }
    this.#isOpen = true;
  }

  #isSeen(x: number, y: number, size: number): boolean {
    const [left, bottom, right, top] = this.#page.view as readonly [number, number, number, number];
    const { renderingMode, opacity, colour } = this.#state;
    return (
      !unpainted.has(renderingMode) &&
      opacity > 0 &&
      colour !== paper &&
      size >= leastSize &&
      x >= left &&
      x <= right &&
      y >= bottom &&
      y <= top
    );
  }
}

/** A tag's name, which pdf.js hands over as a text or as an object. */
function nameOf(tag: unknown): string {
  return String(typeof tag === 'object' && tag !== null && 'name' in tag ? tag.name : tag);
}

/** A glyph's characters; numbers among the glyphs are distances. */
function unicodeOf(glyph: unknown): string {
  return typeof glyph === 'object' && glyph !== null && 'unicode' in glyph
    ? String(glyph.unicode)
    : '';
}

function matrixOf(operand: unknown): Matrix {
  const numbers = operand as ArrayLike<number>;
  return [numbers[0]!, numbers[1]!, numbers[2]!, numbers[3]!, numbers[4]!, numbers[5]!];
}

/** The matrix that first does `inner`, then `outer` (ISO 32000-1, 8.3.4). */
function multiply(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [g, h, i, j, k, l] = inner;
  return [
    a * g + c * h,
    b * g + d * h,
    a * i + c * j,
    b * i + d * j,
    a * k + c * l + e,
    b * k + d * l + f,
  ];
}
