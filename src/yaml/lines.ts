import { lineText, type Source } from './source.ts';

/** One line of a YAML file as far as it can be told without parsing: for files that do not parse. */
export interface Line {
  /** From 0. */
  index: number;
  text: string;
  /** The text without its comment, and with all that is quoted turned into quotes. */
  bare: string;
  /**
   * prose: text of a block; stray: text that seems to belong to one but is not indented;
   * inner: goes on with a bracket or quote; entry: any other.
   */
  kind: 'entry' | 'inner' | 'prose' | 'stray';
  /** Spaces at its beginning. */
  indent: number;
  /** Where brackets begin on this line; -1 where there are none. */
  bracketsFrom: number;
  /** Whether text is to follow, indented, on the next lines. */
  opensProse: boolean;
  /** A quote or bracket on this line that is never closed. */
  unclosed?: { at: number; sign: string };
}

interface Opener {
  line: Line;
  at: number;
  sign: string;
}

/** What is open between one character and the next. */
interface Open {
  quote?: Opener | undefined;
  bracket?: Opener | undefined;
  depth: number;
}

const proseHeader = /(?:^|[:：]|- )\s*[|>][-+0-9]*\s*$/;

/** The lines of a file that are neither blank nor comments. */
export function scanLines(source: Source): Line[] {
  const lines: Line[] = [];
  const open: Open = { depth: 0 };
  /** The line that opened the block which is being read. */
  let header: Line | undefined;
  for (let index = 0; index < source.lineStarts.length; index++) {
    const text = lineText(source, index);
    if (text.trim() === '') continue;
    const line: Line = {
      index,
      text,
      bare: text,
      kind: 'entry',
      indent: countSpaces(text),
      bracketsFrom: -1,
      opensProse: false,
    };
    const isProse = header !== undefined && line.indent > floorOf(header);
    if (isProse || (header && isStray(line, header))) {
      lines.push({ ...line, kind: isProse ? 'prose' : 'stray' });
      continue;
    }
    header = undefined;
    closeLeft(open, line);
    if (!open.quote && text.trimStart().startsWith('#')) continue;
    if (open.quote || open.bracket) line.kind = 'inner';
    line.bare = scanLine(line, open);
    line.opensProse = !open.quote && !open.bracket && proseHeader.test(line.bare);
    if (line.opensProse) header = line;
    lines.push(line);
  }
  closeAll(open);
  return lines;
}

/** Column of a line's key or value, which in an item stands behind the dash. */
export function keyColumn({ indent, bare }: Line): number {
  return /^\s*-\s+(?=\S)/.exec(bare)?.[0].length ?? indent;
}

/** The indentation that the text of a block must exceed. */
function floorOf(header: Line): number {
  return /[:：]/.test(header.bare) ? keyColumn(header) : header.indent;
}

/** Whether a line below a block is more likely its text, not indented, than anything else. */
function isStray({ text, indent }: Line, header: Line): boolean {
  if (/^\s*#/.test(text)) return isHeading(text);
  if (indent === 0 && /^- /.test(text)) return !/^\s*-/.test(header.text);
  if (/^\s*-(\s|$)|^(---|\.\.\.|[%<=>])/.test(text)) return false;
  // A mistyped key has a full-width colon too, but no sentence behind it.
  return !/[:：]/.test(text) || /^[^:]*：.*[。；]/.test(text);
}

/** Whether a comment looks like a heading of the text that was not indented. */
function isHeading(text: string): boolean {
  return /^#{2,6}[^#]/.test(text);
}

/** What quotes and brackets hold stands deeper than the line that opens them, if that has a key. */
function closeLeft(open: Open, line: Line): void {
  const opener = open.bracket ?? open.quote;
  if (!opener || opener.at === 0 || line.indent > opener.line.indent) return;
  if (!/^\s*[\]}]/.test(line.text)) closeAll(open);
}

function closeAll(open: Open): void {
  const opener = open.quote ?? open.bracket;
  if (opener) opener.line.unclosed = { at: opener.at, sign: opener.sign };
  open.quote = undefined;
  open.bracket = undefined;
  open.depth = 0;
}

/** Follows quotes and brackets through a line; returns what is neither quoted nor comment. */
function scanLine(line: Line, open: Open): string {
  const { text } = line;
  if (open.bracket) line.bracketsFrom = 0;
  let bare = '';
  // Whether a value may begin here, so that a quote is a quote and a bracket a bracket.
  let isFresh = true;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!;
    if (open.quote) {
      const isEscape =
        open.quote.sign === '"' ? sign === '\\' : sign === "'" && text[at + 1] === "'";
      if (isEscape) at++;
      else if (sign === open.quote.sign) open.quote = undefined;
      bare += isEscape ? '""' : '"';
      isFresh = false;
      continue;
    }
    if (sign === '#' && /^$|\s/.test(text[at - 1] ?? '')) break;
    bare += sign;
    if (isFresh && (sign === '"' || sign === "'")) open.quote = { line, at, sign };
    else if ((isFresh || open.depth > 0) && (sign === '{' || sign === '[')) {
      if (line.bracketsFrom < 0) line.bracketsFrom = at;
      open.bracket ??= { line, at, sign };
      open.depth++;
      isFresh = true;
      continue;
    } else if (open.depth > 0 && (sign === '}' || sign === ']')) {
      open.depth--;
      if (open.depth === 0) open.bracket = undefined;
    }
    const isDash: boolean = sign === '-' && isFresh && /^$|\s/.test(text[at + 1] ?? '');
    const isSeparator = /[:：]/.test(sign) || (open.depth > 0 && /[,，]/.test(sign));
    isFresh = isSeparator || isDash || (isFresh && /\s/.test(sign));
  }
  return bare;
}

function countSpaces(text: string): number {
  let count = 0;
  while (text[count] === ' ') count++;
  return count;
}
