import type { Block, Remark } from '../../source-document.ts';
import { type InlineRun, inlineMarkdown } from '../inline-markdown.ts';
import { blockContext, type Context, type ItemNumbers, inlineContext, plain } from './context.ts';
import { type DomElement, type DomNode, elementsBelow, isElement, textOf } from './dom.ts';
import { readRows, tableParts } from './table.ts';
import { isNoteMark, isSilent, leftOutBecause } from './visibility.ts';
import { type ListLabel, listDepth, listLabel } from './word-list.ts';

/** A block with the element in which it stands. */
export interface FlowBlock {
  block: Block;
  origin: DomElement;
  /** Characters that are links, of all that can be seen. */
  linkShare: number;
}

/** A picture, before which block it stands, and the words that stand for it. */
export interface Picture {
  before: number;
  origin: DomElement;
  words: string;
}

export interface Flow {
  blocks: readonly FlowBlock[];
  pictures: readonly Picture[];
  remarks: readonly Remark[];
}

/** Elements that stand in a line. Names with a colon (o:p, st1:place) are Word's, and do as well. */
const inline = new Set(
  'a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark nobr q s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

/** Everything below an element in the order of reading; tables that only lay out are unwrapped. */
export function readFlow(root: DomElement): Flow {
  const reader = new FlowReader(root);
  reader.readChildren(root, plain);
  reader.flush();
  return reader;
}

class FlowReader implements Flow {
  readonly blocks: FlowBlock[] = [];
  readonly pictures: Picture[] = [];
  readonly #remarks: Remark[] = [];
  /** What is left out, by the sentence that says why. */
  readonly #leftOut = new Map<string, string[]>();
  readonly #numbers: ItemNumbers = new Map();
  #runs: InlineRun[] = [];
  #context: Context = plain;
  #origin: DomElement;
  /** Where the next block begins. */
  #place: DomElement;

  constructor(root: DomElement) {
    this.#origin = root;
    this.#place = root;
  }

  get remarks(): readonly Remark[] {
    const leftOut = [...this.#leftOut].map(
      ([message, texts]): Remark => ({ kind: 'left-out', message, text: texts.join('\n') }),
    );
    return [...this.#remarks, ...leftOut];
  }

  readChildren(element: DomElement, context: Context): void {
    for (const child of element.children) this.#read(child, context);
  }

  /** Ends the paragraph. */
  flush(): void {
    const runs = trimmed(this.#runs);
    const text = runs.map((run) => run.text).join('');
    this.#runs = [];
    if (!hasInk(text)) return;
    const { level, item } = this.#context;
    const links = runs.filter(({ address }) => address !== undefined);
    this.blocks.push({
      block: {
        kind: 'text',
        ...(level === undefined ? {} : { level }),
        ...(item === undefined ? {} : { item }),
        text,
        markdown: inlineMarkdown(runs),
        place: {},
      },
      origin: this.#origin,
      linkShare: sum(links.map((run) => run.text.length)) / text.length,
    });
  }

  #read(node: DomNode, context: Context): void {
    if (node.type === 'text') this.#addText(node.data, context);
    else if (isElement(node)) this.#readElement(node, context);
  }

  #readElement(element: DomElement, context: Context): void {
    const { name } = element;
    if (isSilent(element) || isNoteMark(element)) return;
    const reason = leftOutBecause(element);
    const label = listLabel(element);
    if (reason) this.#leaveOut(element, reason);
    else if (label) this.#addLabel(label, context);
    else if (name === 'br' || name === 'hr') this.#breakLine();
    else if (name === 'img') this.#addPicture(element);
    else if (name === 'pre') this.#readLines(element, context);
    else if (name === 'table') this.#readTable(element, context);
    else if (inline.has(name) || name.includes(':')) {
      this.readChildren(element, inlineContext(element, context));
    } else this.#readBlock(element, context);
  }

  #readBlock(element: DomElement, context: Context): void {
    this.flush();
    const outer = this.#place;
    const own = blockContext(element, context, this.#numbers);
    this.#place = element;
    this.#context = own;
    this.readChildren(element, own);
    this.flush();
    this.#place = outer;
    this.#context = context;
  }

  /** Pages mostly part paragraphs this way. An item's number stands at its first line only. */
  #breakLine(): void {
    const count = this.blocks.length;
    this.flush();
    if (this.blocks.length > count) this.#context = { ...this.#context, item: undefined };
  }

  #addText(data: string, context: Context): void {
    const text = data.replace(/[ \t\r\n\f]+/g, ' ');
    if (text === '') return;
    if (this.#runs.length === 0) this.#origin = this.#place;
    this.#runs.push({
      text,
      isBold: context.isBold,
      isEmphasised: context.isEmphasised,
      ...(context.address === undefined ? {} : { address: context.address }),
    });
  }

  #addPicture({ attribs }: DomElement): void {
    this.pictures.push({
      before: this.blocks.length,
      origin: this.#place,
      words: (attribs.alt ?? attribs.title ?? '').trim(),
    });
  }

  /** Line breaks stand as they are typed. */
  #readLines(element: DomElement, context: Context): void {
    this.flush();
    for (const line of textOf(element).split(/\r\n|\r|\n/)) {
      this.#addText(line, context);
      this.flush();
    }
  }

  #readTable(element: DomElement, context: Context): void {
    const parts = tableParts(element);
    if (parts === 'box') {
      this.#readBlock(element, context);
      return;
    }
    this.flush();
    const caption = element.children.filter(isElement).find(({ name }) => name === 'caption');
    if (caption) this.#readElement(caption, context);
    for (const part of parts) {
      if ('rows' in part) this.#addRows(part.rows);
      else this.#readElement(part.layout, context);
    }
  }

  #addRows(run: readonly DomElement[]): void {
    const { rows, remarks, links, left } = readRows(run);
    this.#remarks.push(...remarks);
    for (const hidden of left) this.#leaveOut(hidden, leftOutBecause(hidden) ?? '');
    const texts = rows.flat().map(({ text }) => text);
    if (texts.some(hasInk))
      this.blocks.push({
        block: { kind: 'table', rows, place: {} },
        origin: run[0]!,
        linkShare: links / Math.max(1, sum(texts.map(({ length }) => length))),
      });
    for (const image of run.flatMap(elementsBelow))
      if (image.name === 'img') this.#addPicture(image);
  }

  /** As a number of its own it stands for an item; before a heading, or as 一、, it is text. */
  #addLabel({ text, isBullet, plainNumber }: ListLabel, context: Context): void {
    if (isBullet || (plainNumber !== undefined && this.#context.level === undefined)) {
      const depth = listDepth(this.#place);
      const item = { depth, ...(plainNumber === undefined ? {} : { number: plainNumber }) };
      this.#context = { ...this.#context, item };
    } else this.#addText(text, context);
  }

  #leaveOut(element: DomElement, message: string): void {
    const text = textOf(element).replace(/\s+/g, ' ').trim();
    if (!hasInk(text)) return;
    const texts = this.#leftOut.get(message);
    if (texts) texts.push(text);
    else this.#leftOut.set(message, [text]);
  }
}

/** Runs of a paragraph without indentation and with single spaces; U+00A0 is what fills gaps. */
function trimmed(runs: readonly InlineRun[]): InlineRun[] {
  let before = ' ';
  const singled = runs.map((run) => {
    const text = `${before.slice(-1)}${run.text}`
      .replace(/[ \u00a0\u2002\u2003]+/g, ' ')
      .slice(/[ \u00a0\u2002\u2003]$/.test(before) || before === '' ? 1 : before.slice(-1).length);
    if (text !== '') before = text;
    return { ...run, text };
  });
  const first = singled.findIndex(({ text }) => text.trim() !== '');
  const last = singled.findLastIndex(({ text }) => text.trim() !== '');
  return singled.slice(first, last + 1).map((run, at, { length }) => {
    const text = at === 0 ? run.text.trimStart() : run.text;
    return { ...run, text: at === length - 1 ? text.trimEnd() : text };
  });
}

export function hasInk(text: string): boolean {
  return /[^\p{White_Space}\p{Cf}\p{Cc}]/u.test(text);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((whole, number) => whole + number, 0);
}
