import MarkdownIt, { type StateInline, type Token } from 'markdown-it';
import cjkFriendly from 'markdown-it-cjk-friendly';
import { type Placeholder, readPlaceholder } from './placeholder.ts';

/** What rendering one part of a report needs to know. */
export interface ProseContext {
  /** Prefix of heading ids. */
  partId: string;
  /** HTML heading level of the part itself; its first headings are one below. */
  level: number;
  /** On screen a table scrolls in a region of its own; in print everything stands in the body. */
  medium: 'screen' | 'print';
  /** Text of a placeholder; every placeholder was validated before. */
  resolve: (placeholder: Placeholder) => { text: string; address: string };
}

const safeLink = /^(https?:\/\/|mailto:|tel:|#)/i;

/**
 * Markdown as offices use it. No HTML, no code (an indented paragraph is a paragraph),
 * no images, no underlined headings or strike-through that a typist would hit by accident.
 */
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false })
  .use(cjkFriendly)
  .disable([
    'code',
    'fence',
    'backticks',
    'lheading',
    'strikethrough',
    'reference',
    'html_block',
    'html_inline',
  ]);

markdown.validateLink = () => true;
markdown.inline.ruler.before('text', 'placeholder', readInline);
markdown.core.ruler.after('inline', 'heading-levels', ({ tokens, env }) =>
  fitHeadings(tokens, contextOf(env)),
);
markdown.core.ruler.after('inline', 'chinese-line-breaks', ({ tokens }) =>
  joinChineseLines(tokens),
);
markdown.renderer.rules.placeholder = (tokens, index, _options, env) => {
  const { text, address } = contextOf(env).resolve(tokens[index]!.meta?.placeholder as Placeholder);
  return `<span data-fact="${escapeHtml(address)}">${escapeHtml(text)}</span>`;
};
// What findProseFaults refuses may still stand in a draft: images leave their text, links no address.
markdown.renderer.rules.image = (tokens, index, options, env, self) =>
  escapeHtml(self.renderInlineAsText(tokens[index]!.children ?? [], options, env));
markdown.renderer.rules.link_open = (tokens, index, options, _env, self) => {
  const token = tokens[index]!;
  if (!isSafeLink(hrefOf(token))) token.attrs = [];
  return self.renderToken(tokens, index, options);
};
markdown.renderer.rules.table_open = (_tokens, _index, _options, env) =>
  contextOf(env).medium === 'screen'
    ? '<div class="table-scroll" tabindex="0" role="group" aria-label="表格（可左右滚动）">\n<table class="plain">\n'
    : '<table>\n';
markdown.renderer.rules.table_close = (_tokens, _index, _options, env) =>
  contextOf(env).medium === 'screen' ? '</table>\n</div>\n' : '</table>\n';

markdown.core.ruler.after('inline', 'table-alignment', ({ tokens }) => alignByClass(tokens));

/** Prose as HTML whose headings stand below the part's own. */
export function renderProse(text: string, context: ProseContext): string {
  return markdown.render(text, { context });
}

/** Blocks of a text, without what is inside their lines. */
export function parseBlocks(text: string): Token[] {
  const tokens: Token[] = [];
  markdown.block.parse(text, markdown, {}, tokens);
  return tokens;
}

/** Every token of a text, those inside lines too. */
export function parseAll(text: string): Token[] {
  return flatten(parseProse(text));
}

/** Blocks of a text as they are shown, with what is inside their lines as their children. */
export function parseProse(text: string): Token[] {
  return markdown.parse(text, { context: measuring });
}

/** For looking at a text without showing it. */
const measuring: ProseContext = {
  partId: 'x',
  level: 2,
  medium: 'print',
  resolve: ({ address }) => ({ text: '', address }),
};

/** Whether a link may be followed: it leads to another site or within the page. */
export function isSafeLink(address: string): boolean {
  return safeLink.test(address) && !/[{}]/.test(address);
}

/** The address of a link as its author wrote it. */
export function hrefOf(token: Token): string {
  return decodeLoosely(String(token.attrGet('href') ?? ''));
}

function contextOf(env: object | undefined): ProseContext {
  return (env as { context: ProseContext }).context;
}

/** Escapes text for HTML content and quoted attributes. */
export const escapeHtml = markdown.utils.escapeHtml;

/** The character that an HTML entity (`&#x4e00;`, `&mdash;`) stands for. */
export function decodeEntities(text: string): string {
  return markdown.utils.unescapeAll(text);
}

function readInline(state: StateInline, silent: boolean): boolean {
  if (state.src.charCodeAt(state.pos) !== 0x7b) return false;
  const placeholder = readPlaceholder(state.src, state.pos);
  if (!placeholder || !state.src.startsWith('{{', state.pos)) return false;
  if (!silent) state.push('placeholder', '', 0).meta = { placeholder };
  state.pos = placeholder.end;
  return true;
}

/** Alignment of table cells as a class: a page without inline styles can be held to a strict policy. */
function alignByClass(tokens: Token[]): void {
  for (const token of tokens) {
    const side = /^text-align:(left|center|right)$/.exec(String(token.attrGet('style') ?? ''))?.[1];
    if (side) token.attrs = [['class', `align-${side}`]];
  }
}

/** Heading levels by nesting, so that none is skipped, below the part's own level; and their ids. */
function fitHeadings(tokens: Token[], { partId, level }: ProseContext): void {
  const open: number[] = [];
  let count = 0;
  let fitted = level;
  for (const token of tokens) {
    if (token.type === 'heading_open') {
      const written = Number(token.tag.slice(1));
      while (open.length > 0 && open.at(-1)! >= written) open.pop();
      open.push(written);
      fitted = Math.min(level + open.length, 6);
      token.attrSet('id', `${partId}-${++count}`);
    }
    if (token.type === 'heading_open' || token.type === 'heading_close') token.tag = `h${fitted}`;
  }
}

/** Characters after or before which a line break of the source is no word space. */
const wide = String.raw`[\p{Script=Han}\u3000-\u303f\uff00-\uffef“”‘’…—·]`;
const wideEnd = new RegExp(`${wide}$`, 'u');
const wideStart = new RegExp(`^${wide}`, 'u');

/** Removes line breaks next to Chinese characters, where HTML would show a space. */
function joinChineseLines(tokens: Token[]): void {
  for (const { children } of tokens) {
    for (const [index, token] of (children ?? []).entries()) {
      if (token.type !== 'softbreak') continue;
      const before = nearestText(children!, index, -1);
      const after = nearestText(children!, index, 1);
      if (wideEnd.test(before) || wideStart.test(after)) {
        token.type = 'text';
        token.content = '';
      }
    }
  }
}

/** The text next to a token; a placeholder counts as the digits that will stand there. */
function nearestText(tokens: Token[], index: number, step: 1 | -1): string {
  for (let at = index + step; tokens[at]; at += step) {
    const { type, content } = tokens[at]!;
    if (type === 'placeholder') return '0';
    if (content) return content;
  }
  return '';
}

function flatten(tokens: Token[]): Token[] {
  return tokens.flatMap((token) => [token, ...(token.children ? flatten(token.children) : [])]);
}

function decodeLoosely(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}
