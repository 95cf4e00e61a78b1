import type { Remark } from '../source-document.ts';
import { ImportError } from './import-error.ts';

export interface DecodedText {
  /** Without byte order mark, its line ends as they were. */
  text: string;
  remarks: readonly Remark[];
}

const utf8 = 'UTF-8';
const chinese = 'GB 18030';

/** Encodings by the labels that TextDecoder knows, as messages name them. */
const names: Readonly<Record<string, string>> = {
  'utf-8': utf8,
  gb18030: chinese,
  big5: 'Big5',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
};

/** Share of broken characters up to which a text still counts as a damaged one of its encoding. */
const bearableDamage = 0.02;

/**
 * Bytes as text: by byte order mark, else UTF-8 where they are that, else Big5 where declared, else
 * GB 18030. What a document declares of itself counts for less than what its bytes are: pages are
 * converted by servers and editors that leave the declaration as it was, and any bytes at all
 * would pass for Latin letters.
 *
 * @param declared the name of an encoding as the document gives it
 * @throws ImportError where the bytes are no text
 */
export function decodeText(bytes: Uint8Array, declared?: string): DecodedText {
  const marked = markedEncoding(bytes);
  const claimed = declared === undefined ? undefined : encodingNamed(declared);
  if (marked) return decodedAs(marked, bytes, claimed);
  if (bytes.subarray(0, 4096).includes(0)) {
    const wide = wideEncoding(bytes);
    if (!wide) throw new ImportError('这个文件不是文字：里面是二进制内容，请确认文件没有选错');
    return decodedAs(wide, bytes, claimed);
  }
  if (isEncoded(bytes, 'utf-8')) return decodedAs('utf-8', bytes, claimed);
  if (damage(bytes, 'utf-8') <= bearableDamage) return decodedAs('utf-8', bytes, claimed);
  if (claimed === 'big5' && isEncoded(bytes, claimed)) return decodedAs(claimed, bytes, claimed);
  const guessed =
    isEncoded(bytes, 'gb18030') || damage(bytes, 'gb18030') <= damage(bytes, 'utf-8')
      ? 'gb18030'
      : 'utf-8';
  return decodedAs(guessed, bytes, claimed);
}

function markedEncoding([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return undefined;
}

/** GB 2312 and GBK, too: what GB 18030 adds to them does no harm. */
function encodingNamed(name: string): string | undefined {
  try {
    const { encoding } = new TextDecoder(name.trim());
    return encoding === 'gbk' ? 'gb18030' : encoding;
  } catch {
    return undefined;
  }
}

/** UTF-16 without a mark: of the two, the one in which line ends, digits and marks are such. */
function wideEncoding(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, Math.min(bytes.length, 65_536) & ~1);
  const [likely] = ['utf-16le', 'utf-16be']
    .map((encoding) => {
      const text = new TextDecoder(encoding).decode(sample);
      return { encoding, common: shareOf(text, common), readable: shareOf(text, readable) };
    })
    .sort((one, other) => other.common - one.common);
  return likely!.common > 0 && likely!.readable > 0.95 ? likely!.encoding : undefined;
}

const common = /[\n\r\t 0-9A-Za-z\u3000、。，：；（）]/g;
const readable = /[\p{L}\p{N}\p{P}\p{S}\p{Zs}\r\n\t]/gu;

function shareOf(text: string, characters: RegExp): number {
  return (text.match(characters)?.length ?? 0) / Math.max(1, text.length);
}

function isEncoded(bytes: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Broken characters among those that are not ASCII. */
function damage(bytes: Uint8Array, encoding: string): number {
  const text = new TextDecoder(encoding).decode(bytes);
  let broken = 0;
  let others = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0xfffd) broken += 1;
    else if (code > 0x7f) others += 1;
  }
  return broken / Math.max(1, broken + others);
}

function decodedAs(encoding: string, bytes: Uint8Array, claimed?: string): DecodedText {
  const text = new TextDecoder(encoding).decode(bytes);
  const remarks: Remark[] = [];
  if (claimed && claimed !== encoding && /[^\0-\x7f]/.test(text))
    remarks.push({
      kind: 'noticed',
      message: `文件声明的编码是 ${nameOf(claimed)}，实际是 ${nameOf(encoding)}，已按实际编码读取。`,
    });
  const broken = isEncoded(bytes, encoding) ? 0 : (text.match(/\ufffd/g)?.length ?? 0);
  if (broken > 0)
    remarks.push({
      kind: 'needs-person',
      message: `文件的编码已经损坏：按 ${nameOf(encoding)} 读取，有 ${broken} 处字符认不出来（显示为 �），请对照原件改正。`,
    });
  return { text, remarks };
}

function nameOf(encoding: string): string {
  return names[encoding] ?? encoding;
}
