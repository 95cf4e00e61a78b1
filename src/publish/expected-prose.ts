import type { Token } from 'markdown-it';
import type { ExpectedUnit } from '../pdf/read-back/content.ts';
import { parseProse } from '../prose/markdown.ts';
import type { Placeholder } from '../prose/placeholder.ts';

type Resolve = (placeholder: Placeholder) => string;

/**
 * The headings, paragraphs, list items and table rows of a text in Markdown, as plain text with
 * its placeholders resolved. `part` names the text in messages.
 */
export function expectedProse(markdown: string, part: string, resolve: Resolve): ExpectedUnit[] {
  const reader = new ProseReader(part, resolve);
  for (const token of parseProse(markdown)) reader.take(token);
  return reader.units;
}

class ProseReader {
  readonly units: ExpectedUnit[] = [];
  readonly #part: string;
  readonly #resolve: Resolve;
  /** Numbers of the next items of the lists that are open; null in those with bullets. */
  readonly #lists: (number | null)[] = [];
  #isInHeading = false;
  #paragraphs = 0;
  #tables = 0;
  #rows = 0;
  /** Labels of the table's first row, and of the row that is open. */
  #header: string[] | undefined;
  #row: string[] | undefined;

  constructor(part: string, resolve: Resolve) {
    this.#part = part;
    this.#resolve = resolve;
  }

  take(token: Token): void {
    switch (token.type) {
      case 'ordered_list_open':
        this.#lists.push(Number(token.attrGet('start') ?? 1));
        break;
      case 'bullet_list_open':
        this.#lists.push(null);
        break;
      case 'ordered_list_close':
      case 'bullet_list_close':
        this.#lists.pop();
        break;
      case 'list_item_open':
        this.#takeMarker();
        break;
      case 'heading_open':
      case 'heading_close':
        this.#isInHeading = token.type === 'heading_open';
        break;
      case 'table_open':
        this.#tables++;
        this.#rows = 0;
        this.#header = undefined;
        break;
      case 'tr_open':
        this.#row = [];
        break;
      case 'tr_close':
        this.#takeRow();
        break;
      case 'inline':
        this.#takeText(plainText(token.children ?? [], this.#resolve));
        break;
    }
  }

  #takeMarker(): void {
    const number = this.#lists.pop() ?? null;
    const place = `${this.#part}第 ${this.#paragraphs + 1} 段的编号`;
    this.units.push({ kind: 'marker', place, number });
    this.#lists.push(number === null ? null : number + 1);
  }

  #takeRow(): void {
    const labels = this.#row ?? [];
    const header = this.#header;
    const which = header ? `第 ${++this.#rows} 行` : '的表头';
    const place = `${this.#part}第 ${this.#tables} 个表${which}`;
    this.units.push({ kind: 'row', place, labels, figures: [], ...(header ? { header } : {}) });
    this.#header ??= labels;
    this.#row = undefined;
  }

  #takeText(text: string): void {
    if (this.#row) this.#row.push(text);
    else if (this.#isInHeading) this.units.push({ kind: 'text', place: `标题“${text}”`, text });
    else this.units.push({ kind: 'text', place: `${this.#part}第 ${++this.#paragraphs} 段`, text });
  }
}

/** The text inside of a block, without what only says how it looks. */
function plainText(tokens: readonly Token[], resolve: Resolve): string {
  return tokens
    .map(({ type, content, children, meta }) => {
      switch (type) {
        case 'placeholder':
          return resolve(meta?.placeholder as Placeholder);
        case 'softbreak':
        case 'hardbreak':
          return ' ';
        case 'image':
          return plainText(children ?? [], resolve);
        default:
          return content;
      }
    })
    .join('');
}
