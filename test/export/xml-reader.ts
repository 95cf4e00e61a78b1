export interface Element {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: Element[];
  /** All text within. */
  text: string;
}

const token = /<\?[^>]*\?>|<\/([^\s>]+)>|<([^\s/>]+)((?:\s+[^\s=]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;

/** Reads XML without namespaces, comments and CDATA. Throws where it is not well-formed. */
export function parseXml(xml: string): Element {
  if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(xml))
    throw new Error('a character that XML 1.0 does not allow');
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  token.lastIndex = 0;
  while (token.lastIndex < xml.length) {
    const at = token.lastIndex;
    const match = token.exec(xml);
    if (!match) throw new Error(`not XML: ${xml.slice(at, at + 60)}`);
    const [, closed, opened, attributes = '', isEmpty, text] = match;
    if (text !== undefined) for (const element of open) element.text += unescaped(text);
    else if (opened) {
      const element = { name: opened, attributes: read(attributes), children: [], text: '' };
      open.at(-1)!.children.push(element);
      if (!isEmpty) open.push(element);
    } else if (closed && open.pop()!.name !== closed) throw new Error(`unexpected </${closed}>`);
  }
  if (open.length !== 1 || root.children.length !== 1) throw new Error('not one element');
  return root.children[0]!;
}

function read(attributes: string): Record<string, string> {
  const found = [...attributes.matchAll(/([^\s=]+)="([^"]*)"/g)];
  return Object.fromEntries(found.map(([, name, value]) => [name!, unescaped(value!)]));
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

function unescaped(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/&([^;]*);?/g, (whole, name: string) => {
    const character = entities[name];
    if (character === undefined || !whole.endsWith(';')) throw new Error(`not an entity: ${whole}`);
    return character;
  });
}
