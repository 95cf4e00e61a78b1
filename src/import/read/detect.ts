import type { SourceFormat } from '../source-document.ts';
import { ImportError } from './import-error.ts';

const headLength = 8192;

const pictures = ['\x89PNG', '\xff\xd8\xff', 'GIF8', 'II*\0', 'MM\0*'];
const archives = ['Rar!', '7z\xbc\xaf', '\x1f\x8b'];
const compound = '\xd0\xcf\x11\xe0';
/** Of a first part, of an archive without any, of one in pieces. */
const zip = ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08'];

/** Texts that a report's own is only to be had from by another program. */
const foreignTexts: readonly { begins: RegExp; message: string }[] = [
  {
    begins: /^\{\\rtf/,
    message: '这是 RTF 文件，不能直接导入：请用 Word、WPS 或写字板打开，另存为 .docx 再导入',
  },
  {
    begins: /^(MIME-Version:|From: <Saved by|Content-Type: multipart\/related)/i,
    message: '这是单个文件网页（.mht）：请用 Word 或浏览器打开，另存为 .docx 或 .html 再导入',
  },
  {
    begins: /^<\?xml[\s\S]{0,500}(<\?mso-application|<w:wordDocument|<pkg:package)/,
    message: '这是 Word XML 文件：请用 Word 打开，另存为 .docx 再导入',
  },
];

/**
 * Tells the format of a file by what it begins with; only texts are told apart by the name.
 *
 * @throws ImportError where it is of a kind that is not read, with what to do instead
 */
export function detectFormat(name: string, bytes: Uint8Array): SourceFormat {
  if (bytes.length === 0) throw new ImportError('文件是空的，里面没有任何内容');
  const head = headOf(bytes);
  const begins = (signatures: readonly string[]) =>
    signatures.some((signature) => head.startsWith(signature));
  if (begins(zip)) return 'docx';
  if (begins([compound])) throw new ImportError(explainCompound(bytes));
  if (/^[^<]{0,1000}%PDF-/.test(head)) return 'pdf';
  if (begins(pictures))
    throw new ImportError(
      '这是图片，里面的文字和数字读不出来：请找有文字的版本，或先做文字识别（OCR）并核对后再导入',
    );
  if (begins(archives)) throw new ImportError('这是压缩包：请先解压，再导入里面的文件');
  // Without byte order mark, and UTF-16 as if it were ASCII.
  const text = head.replaceAll('\0', '').replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*/, '');
  const foreign = foreignTexts.find((kind) => kind.begins.test(text));
  if (foreign) throw new ImportError(foreign.message);
  if (isMarkup(text) || /\.(html?|xhtml|shtml|aspx?|jsp)$/i.test(name)) return 'html';
  return /\.(md|markdown)$/i.test(name) ? 'markdown' : 'text';
}

/** What a name would make one expect; undefined where it says nothing. */
export function formatOfName(name: string): SourceFormat | undefined {
  if (/\.(docx|docm|dotx|doc)$/i.test(name)) return 'docx';
  if (/\.pdf$/i.test(name)) return 'pdf';
  if (/\.(html?|xhtml|shtml)$/i.test(name)) return 'html';
  if (/\.(md|markdown)$/i.test(name)) return 'markdown';
  return /\.txt$/i.test(name) ? 'text' : undefined;
}

function headOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, headLength)).toString(
    'latin1',
  );
}

function isMarkup(text: string): boolean {
  return (
    text.startsWith('<') &&
    /<(!doctype\s+html|html|head|body|meta|title|table|div|p|span|h[1-6]|article|section|script|style)[\s>/]/i.test(
      text,
    )
  );
}

/** OLE2, in which old Word keeps its documents, and new Word those that it has encrypted. */
function explainCompound(bytes: Uint8Array): string {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const holds = (stream: string) => content.includes(Buffer.from(stream, 'utf16le'));
  if (holds('EncryptedPackage'))
    return '文件有打开密码，读不了：请用 Word 打开，在“文件—信息—保护文档”里去掉密码，保存后再导入';
  if (holds('WordDocument'))
    return '这是旧格式的 Word 文件（.doc），不能直接导入：请用 Word 或 WPS 打开，另存为 .docx 再导入';
  return '这是旧格式的 Office 文件（不是 Word 文档），不能导入：请把年报放进 Word 文件，存为 .docx 再导入';
}
