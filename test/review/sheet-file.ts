import { readFile } from 'node:fs/promises';
import { type CheerioAPI, load } from 'cheerio';

/** A 校验单 as a browser would show it. */
export class SheetFile {
  readonly $: CheerioAPI;

  private constructor($: CheerioAPI) {
    this.$ = $;
  }

  static async read(file: string): Promise<SheetFile> {
    return new SheetFile(load(await readFile(file, 'utf8')));
  }

  /** Cells of all tables under a heading, row by row, header rows included. */
  rows(heading: string): string[][] {
    const { $ } = this;
    const rows = $(`table[aria-labelledby="${this.#idOf(heading)}"] tr`).toArray();
    return rows.map((row) =>
      $(row)
        .children()
        .toArray()
        .map((cell) => plain($(cell).text())),
    );
  }

  /** The paragraphs under a heading, joined. */
  text(heading: string): string {
    const { $ } = this;
    const own = $(`h2#${this.#idOf(heading)}`)
      .nextUntil('h2')
      .filter('p')
      .toArray();
    return own.map((one) => plain($(one).text())).join('\n');
  }

  get headings(): string[] {
    const { $ } = this;
    return $('h2')
      .toArray()
      .map((one) => plain($(one).text()));
  }

  /** All that is read. */
  get words(): string {
    return plain(this.$('body').text());
  }

  #idOf(heading: string): string {
    const { $ } = this;
    const id = $('h2')
      .filter((_, one) => plain($(one).text()) === heading)
      .attr('id');
    if (id === undefined) throw new RangeError(`no heading ${heading}`);
    return id;
  }
}

function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
