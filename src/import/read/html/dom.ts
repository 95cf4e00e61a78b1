import { type CheerioAPI, load } from 'cheerio';
import { ImportError } from '../import-error.ts';

type Root = NonNullable<ReturnType<CheerioAPI['root']>['0']>;
export type DomNode = Root['children'][number];
export type DomElement = Extract<DomNode, { attribs: Record<string, string> }>;

/** Deeper than any page is nested; what reads a tree calls itself for each level. */
const deepest = 400;
/** The parser looks through all open elements at each tag. Scripts may write tags of their own. */
const deepestWritten = 4000;

/** A page as a tree that is safe to walk. @throws ImportError where it is nested too deep */
export function parseHtml(html: string): CheerioAPI {
  if (staysOpen(html) > deepestWritten) throw tooDeep();
  return checked(load(html));
}

/** An XML part as a tree that is safe to walk. @throws ImportError where it is nested too deep */
export function parseXml(xml: string): CheerioAPI {
  return checked(load(xml, { xml: { decodeEntities: true } }));
}

export function isElement(node: DomNode | Root | null | undefined): node is DomElement {
  return node !== null && node !== undefined && 'attribs' in node;
}

/** All text below a node, as it stands there. */
export function textOf(node: DomNode): string {
  if (node.type === 'text') return node.data;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

/** Elements below a node, in the order of the document. */
export function elementsBelow(node: DomElement): DomElement[] {
  return node.children.filter(isElement).flatMap((child) => [child, ...elementsBelow(child)]);
}

function checked(page: CheerioAPI): CheerioAPI {
  let level: readonly DomNode[] = [...page.root()[0]!.children];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) throw tooDeep();
    level = level.flatMap((node) => ('children' in node ? node.children : []));
  }
  return page;
}

/** How many more elements are begun than ended, at most, of those that have to be ended. */
function staysOpen(html: string): number {
  let depth = 0;
  let deepestYet = 0;
  for (const { 1: end } of html.matchAll(
    /<(\/?)(?:div|span|section|ul|ol|table|font|[abiu])\b/gi,
  )) {
    depth = Math.max(0, depth + (end === '/' ? -1 : 1));
    deepestYet = Math.max(deepestYet, depth);
  }
  return deepestYet;
}

function tooDeep(): ImportError {
  return new ImportError(
    `文件的内容嵌套超过 ${deepest} 层，正常的文件不会这样，不予读取：请在 Word 或浏览器里打开，把正文复制到新的文件再导入`,
  );
}
