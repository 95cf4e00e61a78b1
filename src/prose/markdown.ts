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
    ? '<div class="table-scroll" tabindex="0" role="region" aria-label="表格（可左右滚动）">\n<table class="plain">\n'
    : '<table>\n';
markdown.renderer.rules.table_close = (_tokens, _index, _options, env) =>
  contextOf(env).medium === 'screen' ? '</table>\n</div>\n' : '</table>\n';

/** Prose as HTML whose headings stand below the part's own. */
export function renderProse(text: string, context: ProseContext): string {
  return markdown.render(text, { context });
}

/** For looking at a text without showing it. */
const measuring: ProseContext = {
  partId: 'x',
  level: 2,
  medium: 'print',
  resolve: ({ address }) => ({ text: '', address }),
};

export interface ProseFault {
  rule: 'prose/image' | 'prose/link' | 'prose/table' | 'prose/heading' | 'prose/list-number';
  /** A string of the source near which the fault is to be found. */
  near: string;
  message: string;
}

/**
 * Images, unsafe links, empty headings, and table cells beyond the header's columns, which Markdown
 * would drop. Texts without any of their signs cost nothing.
 */
export function findProseFaults(text: string): ProseFault[] {
  if (!/\]\(|<\S+>|!\[|\||^ *#{1,6} *$|^ *\d+[.)] /m.test(text)) return [];
  const faults: ProseFault[] = [
    ...findLostCells(text),
    ...findEmptyHeadings(text),
    ...findChangedNumbers(text),
  ];
  for (const token of flatten(markdown.parse(text, { context: measuring }))) {
    if (token.type === 'image') {
      const near = `](${token.attrGet('src') ?? ''}`;
      faults.push({
        rule: 'prose/image',
        near,
        message: '正文里不能放图片：表格请用文字表格，图片内容请写成文字',
      });
    }
    if (token.type !== 'link_open') continue;
    const written = hrefOf(token);
    const hint = String(token.attrGet('title') ?? '');
    if (!isSafeLink(written)) {
      faults.push({
        rule: 'prose/link',
        near: written,
        message: `链接地址“${written.slice(0, 60)}”不能用：只能以 https://、http://、mailto: 或 tel: 开头`,
      });
    } else if (/[{}]/.test(hint)) {
      faults.push({ rule: 'prose/link', near: hint, message: '链接的提示文字里不能用占位符' });
    }
  }
  return faults;
}

/** Rows of a table that have more cells than its header. */
function findLostCells(text: string): ProseFault[] {
  const lines = text.split('\n');
  return markdown.parse(text, { context: measuring }).flatMap((token) => {
    if (token.type !== 'table_open' || !token.map) return [];
    const [first, end] = token.map;
    const columns = countCells(lines[first]!);
    return lines.slice(first + 2, end).flatMap((line): ProseFault[] => {
      const cells = countCells(line);
      if (cells <= columns) return [];
      const message = `表格这一行有 ${cells} 格，表头只有 ${columns} 格：多出的内容会丢失，请核对“|”`;
      return [{ rule: 'prose/table', near: line.trim(), message }];
    });
  });
}

function countCells(row: string): number {
  const bare = row.trim().replaceAll('\\|', '').replace(/^\|/, '').replace(/\|$/, '');
  return bare.split('|').length;
}

function findEmptyHeadings(text: string): ProseFault[] {
  return [...text.matchAll(/^ {0,3}(#{1,6}) *$/gm)].map(
    ({ 0: near }): ProseFault => ({
      rule: 'prose/heading',
      near,
      message: '这个标题没有文字：请写上标题，或删去“#”',
    }),
  );
}

/** Items of a numbered list that Markdown would number otherwise than written. */
function findChangedNumbers(text: string): ProseFault[] {
  const expected: number[] = [];
  return markdown.parse(text, { context: measuring }).flatMap((token): ProseFault[] => {
    if (token.type === 'ordered_list_open') expected.push(Number(token.attrGet('start') ?? 1));
    if (token.type === 'ordered_list_close') expected.pop();
    if (token.type !== 'list_item_open' || token.info === '') return [];
    const number = expected[expected.length - 1]!++;
    if (Number(token.info) === number) return [];
    const message = `这一项写的是 ${token.info}，会被排成 ${number}：请改正编号；不是列表的，在数字后写“\\.”`;
    return [{ rule: 'prose/list-number', near: `${token.info}${token.markup}`, message }];
  });
}

function isSafeLink(address: string): boolean {
  return safeLink.test(address) && !/[{}]/.test(address);
}

/** The address of a link as its author wrote it. */
function hrefOf(token: Token): string {
  return decodeLoosely(String(token.attrGet('href') ?? ''));
}

function contextOf(env: object | undefined): ProseContext {
  return (env as { context: ProseContext }).context;
}

/** Escapes text for HTML content and quoted attributes. */
export const escapeHtml = markdown.utils.escapeHtml;

function readInline(state: StateInline, silent: boolean): boolean {
  if (state.src.charCodeAt(state.pos) !== 0x7b) return false;
  const placeholder = readPlaceholder(state.src, state.pos);
  if (!placeholder || !state.src.startsWith('{{', state.pos)) return false;
  if (!silent) state.push('placeholder', '', 0).meta = { placeholder };
  state.pos = placeholder.end;
  return true;
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
