import type { Piece } from './content-items.ts';
import { cellText, linesOf } from './lines.ts';
import type { PageBlock } from './page-blocks.ts';
import { columnsOf } from './page-table.ts';
import type { Page, Tag } from './page-text.ts';
import type { Paragraph } from './paragraphs.ts';

const inline = new Set(
  'Span Link Strong Em Quote Code Reference BibEntry Annot Ruby RB RT RP Warichu WT WP Sub Lbl'.split(
    ' ',
  ),
);

/** Reads the blocks of one page by its tags. */
export class TagReader {
  readonly blocks: PageBlock[] = [];
  readonly taken = new Set<Piece>();
  /** Whether each table's rows are equally long. */
  isWhole = true;
  readonly #page: Page;
  readonly #pieces: ReadonlyMap<string | undefined, readonly Piece[]>;

  constructor(page: Page) {
    this.#page = page;
    this.#pieces = Map.groupBy(page.pieces, ({ tag }) => tag);
  }

  read(tag: Tag, listDepth: number): void {
    if (tag.role === 'Table') this.#addTable(tag);
    else if (tag.role === 'LI') this.#addItem(tag, Math.max(1, listDepth));
    else this.#readBelow(tag, listDepth + (tag.role === 'L' ? 1 : 0));
  }

  #readBelow(tag: Tag, listDepth: number, item?: Paragraph['item']): void {
    let together: string[] = [];
    let own = item;
    const close = () => {
      if (this.#addParagraph(tag.role, together, own)) own = undefined;
      together = [];
    };
    for (const child of tag.children) {
      if (typeof child === 'string') together.push(child);
      else if (inline.has(child.role)) together.push(...idsBelow(child));
      else {
        close();
        this.read(child, listDepth);
      }
    }
    close();
  }

  #addItem(tag: Tag, depth: number): void {
    const [label, ...body] = [
      tag.children.find((child) => typeof child !== 'string' && child.role === 'Lbl'),
      ...tag.children.filter((child) => typeof child === 'string' || child.role !== 'Lbl'),
    ];
    const written = typeof label === 'object' ? this.#text(this.#take(idsBelow(label))) : '';
    const number = /^\D{0,2}(\d{1,4})\D*$/.exec(written)?.[1];
    const item = { depth, ...(number === undefined ? {} : { number: Number(number) }) };
    for (const child of body)
      if (typeof child === 'string') this.#addParagraph('LI', [child], item);
      else if (child?.role === 'LBody') this.#readBelow(child, depth, item);
      else if (child) this.read(child, depth);
  }

  #addParagraph(role: string, ids: readonly string[], item?: Paragraph['item']): boolean {
    const lines = linesOf(this.#take(ids), this.#page.number);
    if (lines.length === 0) return false;
    const level = role === 'Title' || role === 'H' ? 1 : Number(/^H([1-6])$/.exec(role)?.[1] ?? 0);
    this.blocks.push({
      kind: 'paragraph',
      page: this.#page.number,
      lines,
      ...(level > 0 ? { level } : {}),
      ...(item ? { item } : {}),
    });
    return true;
  }

  #addTable(table: Tag): void {
    const page = this.#page.number;
    const cells = rowsBelow(table).map((row) =>
      row.children
        .filter((cell) => typeof cell !== 'string')
        .map((cell) => ({
          text: this.#text(this.#take(idsBelow(cell))),
          rowSpan: cell.rowSpan,
          columnSpan: cell.columnSpan,
          page,
        })),
    );
    const { isWhole, ...own } = columnsOf(cells);
    this.isWhole &&= isWhole;
    if (cells.length > 0) this.blocks.push({ kind: 'table', page, lastPage: page, ...own });
  }

  #take(ids: readonly string[]): Piece[] {
    const pieces = ids.flatMap((id) => this.#pieces.get(id) ?? []);
    for (const piece of pieces) this.taken.add(piece);
    return pieces;
  }

  #text(pieces: readonly Piece[]): string {
    return cellText(pieces, this.#page.number);
  }
}

function rowsBelow(tag: Tag): Tag[] {
  return tag.children.flatMap((child) => {
    if (typeof child === 'string') return [];
    return child.role === 'TR' ? [child] : rowsBelow(child);
  });
}

/** Ids of marked content in an element and below. */
export function idsBelow(tag: Tag): string[] {
  return tag.children.flatMap((child) => (typeof child === 'string' ? [child] : idsBelow(child)));
}

export function hasRole(tag: Tag, role: string): boolean {
  return tag.children.some(
    (child) => typeof child !== 'string' && (child.role === role || hasRole(child, role)),
  );
}
