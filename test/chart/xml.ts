/** An element of a well-formed document. */
export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: XmlElement[];
  /** Its own text, entities decoded. */
  text: string;
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  '#39': "'",
};
const openTag = /^<([A-Za-z]+)((?:\s+[A-Za-z:-]+="[^"<]*")*)\s*(\/?)>/;

/** Reads a document of elements and text, strictly. Throws where it is not well-formed. */
export function parseXml(source: string): XmlElement {
  const document: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [document];
  let rest = source;
  while (rest !== '') {
    const parent = open.at(-1)!;
    const text = /^[^<]+/.exec(rest)?.[0];
    if (text !== undefined) {
      parent.text += decode(text);
      rest = rest.slice(text.length);
      continue;
    }
    if (rest.startsWith('</')) {
      const end = `</${parent.name}>`;
      if (!rest.startsWith(end)) throw new Error(`Expected ${end}: ${rest.slice(0, 60)}`);
      open.pop();
      rest = rest.slice(end.length);
      continue;
    }
    const tag = openTag.exec(rest);
    if (!tag) throw new Error(`No tag: ${rest.slice(0, 60)}`);
    const [whole, name = '', attributes = '', isEmpty] = tag;
    const element = { name, attributes: readAttributes(attributes), children: [], text: '' };
    parent.children.push(element);
    if (!isEmpty) open.push(element);
    rest = rest.slice(whole.length);
  }
  const [root, ...more] = document.children;
  if (open.length > 1 || !root || more.length > 0 || document.text.trim() !== '')
    throw new Error(`Not one whole element: ${source.slice(0, 60)}`);
  return root;
}

/** The element and all below it. */
export function descendants(element: XmlElement): XmlElement[] {
  return [element, ...element.children.flatMap(descendants)];
}

function readAttributes(source: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = '', value = ''] of source.matchAll(/([A-Za-z:-]+)="([^"]*)"/g)) {
    if (Object.hasOwn(attributes, name)) throw new Error(`Twice: ${name}`);
    attributes[name] = decode(value);
  }
  return attributes;
}

function decode(text: string): string {
  return text.replaceAll(/&([^;\s]*)(;?)/g, (whole, name: string, end: string) => {
    const character = entities[name];
    if (character === undefined || end === '') throw new Error(`No entity: ${whole}`);
    return character;
  });
}
