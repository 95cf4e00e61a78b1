import { explainCharacter, findRefusedCharacters, isControl } from './characters.ts';
import type { Problem } from './problem.ts';
import { createSource, type Source } from './source.ts';

export const maxFileBytes = 1024 * 1024;

/** What is told of a file of more than so many bytes. */
export function tooLarge(size: number, most: number): string {
  const content = most === maxFileBytes ? '一份年报不会这么大，' : '';
  return `文件超过 ${most / maxFileBytes} MiB（${size} 字节）：${content}请检查是否粘贴了图片或别的内容`;
}

export interface Decoded {
  source: Source;
  problems: Problem[];
  /** Whether the text can be read at all. */
  readable: boolean;
}

/** Bytes of a file as text, strictly UTF-8 with LF line ends and no byte order mark. */
export function decodeSource(file: string, bytes: Uint8Array, most = maxFileBytes): Decoded {
  const unreadable = (rule: string, message: string, text = '', offset = 0): Decoded => ({
    source: createSource(file, text),
    problems: [{ rule, offset, message }],
    readable: false,
  });
  if (bytes.length > most) {
    return unreadable('file/size', tooLarge(bytes.length, most));
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const readable = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    const offset = Math.max(0, readable.indexOf('\uFFFD'));
    return unreadable(
      'file/encoding',
      '文件不是 UTF-8 编码：请在编辑器里另存为 UTF-8',
      readable,
      offset,
    );
  }
  const problems: Problem[] = [];
  if (text.startsWith('\uFEFF')) {
    text = text.slice(1);
    problems.push({
      rule: 'file/bom',
      offset: 0,
      message: '文件开头有 BOM 标记：请在编辑器里另存为“UTF-8”（不带 BOM）',
    });
  }
  if (text.trim() === '') return unreadable('file/empty', '文件是空的：还没有填写任何内容');
  const carriageReturn = text.indexOf('\r');
  if (carriageReturn >= 0) {
    problems.push({
      rule: 'file/line-end',
      offset: carriageReturn,
      message: '换行符不是 LF（是 CRLF 或 CR）：请在编辑器里把行尾序列改为 LF',
    });
  }
  const refused = findRefusedCharacters(text);
  for (const { character, offset } of refused)
    problems.push({ rule: 'file/character', offset, message: explainCharacter(character) });
  // A lone CR ends a line for the parser and not for us; controls end the parsing.
  const isBroken = carriageReturn >= 0 && /\r(?!\n)/.test(text);
  const readable = !isBroken && !refused.some(({ character }) => isControl(character));
  return { source: createSource(file, text), problems, readable };
}
