/** One operation of a content stream (ISO 32000-1, 7.8.2): its operands and operator. */
export interface Operation {
  readonly operator: string;
  /** Operands as written, in order; a dictionary or array is one operand. */
  readonly operands: readonly string[];
}

/** Thrown for a content stream that cannot be read. */
export class ContentStreamError extends Error {
  override name = 'ContentStreamError';
}

const WHITE = /(?:[\0\t\n\f\r ]|%[^\r\n]*)*/y;
const HEX = /<[0-9A-Fa-f\s]*>/y;
const WORD = /\/?[^\0\t\n\f\r ()<>[\]{}/%]+|\//y;
const OPERAND = /^[/+\-.\d]|^(?:true|false|null)$/;

/**
 * The operations of a content stream, given as Latin-1 text.
 *
 * @throws ContentStreamError where the text is no content stream, or holds an inline image
 */
export function readOperations(text: string): Operation[] {
  const operations: Operation[] = [];
  let operands: string[] = [];
  let at = skip(text, 0);
  while (at < text.length) {
    const end = endOfToken(text, at);
    const token = text.slice(at, end);
    if ('(<['.includes(token[0]!) || OPERAND.test(token)) operands.push(token);
    else {
      if (token === 'BI') throw new ContentStreamError('inline image');
      operations.push({ operator: token, operands });
      operands = [];
    }
    at = skip(text, end);
  }
  return operations;
}

/** A content stream that holds the operations, one a line. */
export function writeOperations(operations: readonly Operation[]): string {
  return operations
    .map(({ operator, operands }) =>
      operands.length === 0 ? `${operator}\n` : `${operands.join(' ')} ${operator}\n`,
    )
    .join('');
}

function skip(text: string, at: number): number {
  WHITE.lastIndex = at;
  WHITE.test(text);
  return WHITE.lastIndex;
}

function endOfToken(text: string, at: number): number {
  const first = text[at]!;
  if (first === '(') return endOfString(text, at);
  if (first === '[') return endOfGroup(text, at + 1, ']');
  if (first === '<' && text[at + 1] === '<') return endOfGroup(text, at + 2, '>>');
  const pattern = first === '<' ? HEX : WORD;
  pattern.lastIndex = at;
  if (!pattern.test(text)) throw new ContentStreamError(`unexpected “${first}” at ${at}`);
  return pattern.lastIndex;
}

function endOfGroup(text: string, start: number, closing: string): number {
  for (let at = skip(text, start); at < text.length; at = skip(text, endOfToken(text, at))) {
    if (text.startsWith(closing, at)) return at + closing.length;
  }
  throw new ContentStreamError(`no “${closing}”`);
}

function endOfString(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '(') depth += 1;
    else if (text[at] === ')' && --depth === 0) return at + 1;
  }
  throw new ContentStreamError('no end of a string');
}
