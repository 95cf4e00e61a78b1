import { type HtmlElement, Parser, StaticConfigLoader } from 'html-validate';

const config = await new StaticConfigLoader({ root: true, extends: [] }).getConfigFor('page.html');

/** A page of the site, to be asked with CSS selectors. */
export class Page {
  /** Where it lies in the site, such as `town/2021/index.html`. */
  readonly file: string;
  readonly html: string;
  readonly #root: HtmlElement;

  constructor(file: string, html: string) {
    this.file = file;
    this.html = html;
    this.#root = new Parser(config).parseHtml(html);
  }

  all(selector: string): HtmlElement[] {
    return this.#root.querySelectorAll(selector);
  }

  /** The only element that matches. Throws where there is none, or more than one. */
  one(selector: string): HtmlElement {
    const [found, ...more] = this.all(selector);
    if (!found || more.length > 0)
      throw new Error(`${this.file}: ${found ? more.length + 1 : 'no'} ${selector}`);
    return found;
  }

  /** Texts of all elements that match. */
  texts(selector: string): string[] {
    return this.all(selector).map(textOf);
  }

  /** `content` of all meta elements with a name. */
  meta(name: string): string[] {
    return this.all(`meta[name="${name}"]`).map((element) => attribute(element, 'content')!);
  }
}

/** Text as a reader sees it: entities decoded, white space collapsed. */
export function textOf(element: HtmlElement): string {
  return decode(element.textContent).replace(/\s+/g, ' ').trim();
}

export function attribute(element: HtmlElement, name: string): string | undefined {
  const value = element.getAttributeValue(name);
  return value === null ? undefined : decode(value);
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
};

/** The parser leaves entities as they are; these are all that an escaping function writes. */
function decode(text: string): string {
  return text.replace(/&([#\w]+);/g, (entity, name: string) => entities[name] ?? entity);
}
