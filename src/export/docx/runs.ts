import {
  ExternalHyperlink,
  InternalHyperlink,
  type IRunOptions,
  type ParagraphChild,
  TextRun,
} from 'docx';
import type { Token } from 'markdown-it';
import { isSafeLink } from '../../prose/markdown.ts';
import type { Placeholder } from '../../prose/placeholder.ts';
import { faces } from './faces.ts';
import { emphasisStyle } from './styles.ts';
import { textRun } from './word-text.ts';

export interface RunContext {
  /** What stands in a placeholder's place. */
  textOf: (placeholder: Placeholder) => string;
  /** Names of the places in the document to which a link may lead. */
  bookmarks: ReadonlySet<string>;
}

interface OpenLink {
  address: string;
  runs: ParagraphChild[];
}

/** What is inside a line of Markdown, as runs of Word. What a page does not show is not there. */
export function runsOf(tokens: readonly Token[], context: RunContext): ParagraphChild[] {
  const done: ParagraphChild[] = [];
  const links: OpenLink[] = [];
  let bold = 0;
  let emphasis = 0;
  const put = (...runs: ParagraphChild[]) => (links.at(-1)?.runs ?? done).push(...runs);
  const look = (): Omit<IRunOptions, 'text'> => ({
    ...(bold > 0 ? { bold: true } : {}),
    ...(emphasis > 0 ? { style: emphasisStyle, font: faces.kai } : {}),
    ...(links.at(-1)?.address ? { style: 'Hyperlink' } : {}),
  });
  for (const token of tokens) {
    switch (token.type) {
      case 'placeholder':
        put(textRun(context.textOf(token.meta?.placeholder as Placeholder), look()));
        break;
      case 'strong_open':
      case 'strong_close':
        bold += token.nesting;
        break;
      case 'em_open':
      case 'em_close':
        emphasis += token.nesting;
        break;
      case 'softbreak':
        put(textRun(' ', look()));
        break;
      case 'hardbreak':
        put(new TextRun({ break: 1 }));
        break;
      case 'link_open':
        links.push({ address: addressOf(token, context), runs: [] });
        break;
      case 'link_close': {
        const { address, runs } = links.pop()!;
        put(...linked(address, runs));
        break;
      }
      case 'image':
        put(...runsOf(token.children ?? [], context));
        break;
      default:
        if (token.content !== '') put(textRun(token.content, look()));
    }
  }
  return done;
}

/** Where a link leads; nowhere, where that is not allowed or not there. */
function addressOf(token: Token, { bookmarks }: RunContext): string {
  const address = String(token.attrGet('href') ?? '');
  if (address.startsWith('#')) return bookmarks.has(address.slice(1)) ? address : '';
  return isSafeLink(address) ? address : '';
}

function linked(address: string, children: ParagraphChild[]): readonly ParagraphChild[] {
  if (address === '') return children;
  return address.startsWith('#')
    ? [new InternalHyperlink({ anchor: address.slice(1), children })]
    : [new ExternalHyperlink({ link: address, children })];
}
