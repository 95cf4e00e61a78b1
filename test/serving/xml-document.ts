/** An element of a well-formed document. */
export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: XmlElement[];
  /** Character data of its own and of all below, entities decoded. */
  text: string;
}

const name = '[A-Za-z_][\\w.-]*(?::[A-Za-z_][\\w.-]*)?';
const attribute = new RegExp(`\\s+(${name})\\s*=\\s*(?:"([^"<]*)"|'([^'<]*)')`, 'y');
const opening = new RegExp(`<(${name})`, 'y');
const closing = new RegExp(`</(${name})\\s*>`, 'y');
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/**
 * Reads a document without comments, CDATA or DTD by the rules of XML 1.0. Throws where it is not
 * well-formed.
 */
export function parseXml(text: string): XmlElement {
  const refused = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.exec(text);
  if (refused) throw new Error(`no character of XML at ${refused.index}`);
  const declaration = /^<\?xml version="1\.0" encoding="utf-8"\?>\n/i.exec(text);
  if (!declaration) throw new Error('no XML declaration');
  let at = declaration[0].length;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at += found[0].length;
    return found;
  };
  const element = (): XmlElement => {
    const open = take(opening);
    if (!open) throw new Error(`no element at ${at}: ${text.slice(at, at + 40)}`);
    const attributes: Record<string, string> = {};
    for (let found = take(attribute); found; found = take(attribute)) {
      if (found[1]! in attributes) throw new Error(`${found[1]} twice at ${at}`);
      attributes[found[1]!] = decode(found[2] ?? found[3]!);
    }
    const self: XmlElement = { name: open[1]!, attributes, children: [], text: '' };
    if (take(/\s*\/>/y)) return self;
    if (!take(/\s*>/y)) throw new Error(`an element does not end at ${at}`);
    for (;;) {
      const data = take(/[^<]+/y)?.[0] ?? '';
      if (data.includes(']]>')) throw new Error(`]]> before ${at}`);
      self.text += decode(data);
      const close = take(closing);
      if (close) {
        if (close[1] !== self.name) throw new Error(`${close[1]} ends ${self.name} at ${at}`);
        return self;
      }
      const child = element();
      self.children.push(child);
      self.text += child.text;
    }
  };
  const root = element();
  if (text.slice(at).trim() !== '') throw new Error(`something after the end at ${at}`);
  return root;
}

function decode(text: string): string {
  return text.replace(/&(\w+;)?/g, (entity, called: string | undefined) => {
    const meant = entities[called?.slice(0, -1) ?? ''];
    if (meant === undefined) throw new Error(`no entity of XML: ${entity}`);
    return meant;
  });
}

/** Children of a name. */
export function childrenOf(parent: XmlElement, called: string): XmlElement[] {
  return parent.children.filter((child) => child.name === called);
}

/** The text of the only child of a name. Throws where there is none, or more than one. */
export function textAt(parent: XmlElement, called: string): string {
  const [found, ...more] = childrenOf(parent, called);
  if (!found || more.length > 0)
    throw new Error(`${parent.name} has ${found ? more.length + 1 : 'no'} ${called}`);
  return found.text;
}
