import type { Remark, SourceDocument, SourceFormat } from '../source-document.ts';
import { withoutContents } from './contents.ts';
import { detectFormat, formatOfName } from './detect.ts';
import { refuseVast } from './extent.ts';
import { ImportError } from './import-error.ts';
import { withoutColophon } from './own-colophon.ts';

const mebibyte = 1024 * 1024;
/** Of any file. Reports with many pictures have some 20 MiB. */
export const mostMebibytes = 64;
const mostTextMebibytes = 16;

const formatNames: Readonly<Record<SourceFormat, string>> = {
  docx: 'Word 文件',
  html: '网页',
  text: '纯文本',
  markdown: 'Markdown 文本',
  pdf: 'PDF',
};

/**
 * Reads a file in the process of the caller, for as long as it takes: `readDocument` is what keeps
 * it within bounds.
 *
 * @throws ImportError where it cannot be read at all
 */
export async function readBytes(name: string, bytes: Uint8Array): Promise<SourceDocument> {
  refuseLarge(bytes.length, mostMebibytes);
  const format = detectFormat(name, bytes);
  if (format === 'text' || format === 'markdown' || format === 'html')
    refuseLarge(bytes.length, mostTextMebibytes);
  const document = withoutColophon(withoutContents(await readAs(format, name, bytes)));
  if (document.blocks.length === 0 && !document.remarks.some(({ kind }) => kind === 'needs-person'))
    throw new ImportError('文件里没有文字，没有可以导入的内容');
  refuseVast(document);
  const expected = formatOfName(name);
  if (expected === undefined || expected === format) return document;
  return { ...document, remarks: [misnamed(name, format), ...document.remarks] };
}

/** @throws ImportError where a file has more than so many MiB */
export function refuseLarge(size: number, most: number): void {
  if (size <= most * mebibyte) return;
  throw new ImportError(
    `文件有 ${Math.ceil(size / mebibyte)} MiB，超过 ${most} MiB 的上限，不予读取：请压缩或删去其中的图片，或只留正文`,
  );
}

function misnamed(name: string, format: SourceFormat): Remark {
  const ending = name.slice(name.lastIndexOf('.'));
  return {
    kind: 'noticed',
    message: `文件名以 ${ending} 结尾，内容却是${formatNames[format]}，已按内容读取。`,
  };
}

/** Readers bring large libraries with them: only the one that is needed is loaded. */
async function readAs(
  format: SourceFormat,
  name: string,
  bytes: Uint8Array,
): Promise<SourceDocument> {
  switch (format) {
    case 'docx':
      return (await import('./docx.ts')).readDocx(name, bytes);
    case 'html':
      return (await import('./html.ts')).readHtml(name, bytes);
    case 'pdf':
      return (await import('./pdf.ts')).readPdf(name, bytes);
    case 'markdown':
      return (await import('./markdown.ts')).readMarkdown(name, bytes);
    case 'text':
      return (await import('./text.ts')).readText(name, bytes);
  }
}
