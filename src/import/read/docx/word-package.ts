import type { CheerioAPI } from 'cheerio';
import { zipArchive, zipEntry } from '../../../zip/zip-archive.ts';
import { ZipError, ZipPackage } from '../../../zip/zip-package.ts';
import { parseXml } from '../html/dom.ts';
import { ImportError } from '../import-error.ts';

/** The parts of a Word file that hold words, each as a tree that is safe to walk. */
export interface WordPackage {
  document: CheerioAPI;
  styles: CheerioAPI | undefined;
  numbering: CheerioAPI | undefined;
  /** What the document refers to. */
  relations: CheerioAPI;
  /** Running texts, notes and comments, by the names of their parts. */
  others: ReadonlyMap<string, CheerioAPI>;
  title: string | undefined;
  hasMacros: boolean;
  /** The file again, with these parts only; `document` and `relations` as they are then. */
  pack(): Uint8Array;
}

export const unreadable =
  'Word 文件的内部结构读不通：请用 Word 或 WPS 打开后另存为新的 .docx 再导入';

const contentTypes = '[Content_Types].xml';
const rootRelations = '_rels/.rels';
const noRelations =
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';

/**
 * Unpacks a Word file.
 *
 * @throws ImportError where it is no Word file, protected, damaged, too large, or its XML declares
 * entities
 */
export function openWordPackage(bytes: Uint8Array): WordPackage {
  try {
    return readWordPackage(bytes);
  } catch (error) {
    throw error instanceof ZipError ? new ImportError(error.message) : error;
  }
}

function readWordPackage(bytes: Uint8Array): WordPackage {
  const zip = new ZipPackage(bytes);
  const main = mainPart(zip);
  if (main === undefined) throw new ImportError(explainOther(zip.names));
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const parts = new Map<string, string>();
  for (const name of zip.names) {
    if (!isNeeded(name, folder, main)) continue;
    parts.set(name, safeXml(zip.text(name)!));
  }
  const trees = new Map([...parts].map(([name, xml]) => [name, parseXml(xml)]));
  const document = trees.get(main)!;
  // By the prefix that Word, WPS and all others use: nothing is found by another.
  if (document(':root > w\\:body').length === 0) throw new ImportError(unreadable);
  const relationsName = `${folder}_rels/${main.slice(folder.length)}.rels`;
  if (!parts.has(relationsName)) parts.set(relationsName, noRelations);
  const relations = trees.get(relationsName) ?? parseXml(noRelations);
  const changed = new Map([
    [main, document],
    [relationsName, relations],
  ]);
  const named = (name: string) => trees.get(`${folder}${name}.xml`);
  const core = zip.text('docProps/core.xml');
  const title = core === undefined ? '' : parseXml(safeXml(core))('dc\\:title').text().trim();
  return {
    document,
    relations,
    styles: named('styles'),
    numbering: named('numbering'),
    others: new Map([...trees].filter(([name]) => isRunning(name.slice(folder.length)))),
    title: title === '' ? undefined : title,
    hasMacros: zip.names.some((name) => /vbaProject\.bin$/i.test(name)),
    pack: () =>
      zipArchive([...parts].map(([name, xml]) => zipEntry(name, changed.get(name)?.xml() ?? xml))),
  };
}

function mainPart(zip: ZipPackage): string | undefined {
  const relations = zip.text(rootRelations);
  const target =
    relations === undefined
      ? undefined
      : parseXml(safeXml(relations))('Relationship[Type$="/officeDocument"]').attr('Target');
  const named = target?.replace(/^\/+/, '');
  const main = named !== undefined && zip.names.includes(named) ? named : 'word/document.xml';
  return zip.names.includes(main) && /(^|\/)word\//.test(main) ? main : undefined;
}

function isNeeded(name: string, folder: string, main: string): boolean {
  if (name === contentTypes || name === rootRelations || name === main) return true;
  if (!name.startsWith(folder)) return false;
  const own = name.slice(folder.length);
  return (
    isRunning(own) || /^(styles|numbering)\.xml$/.test(own) || /^_rels\/[^/]+\.rels$/.test(own)
  );
}

function isRunning(name: string): boolean {
  return /^(header\d*|footer\d*|footnotes|endnotes|comments)\.xml$/.test(name);
}

/** XML that defines nothing of its own: no file of Word's does, and entities are how small files explode. */
function safeXml(xml: string): string {
  if (/<!(DOCTYPE|ENTITY)/i.test(xml))
    throw new ImportError(
      '文件内部的 XML 含有 DOCTYPE 或实体定义，Word 不会这样写，可能是恶意文件，不予读取',
    );
  return xml;
}

function explainOther(names: readonly string[]): string {
  if (names.some((name) => name.startsWith('xl/')))
    return '这是 Excel 工作簿，不是 Word 文件：请把年报的文字和表格放进 Word 文件（.docx）再导入';
  if (names.some((name) => name.startsWith('ppt/'))) return '这是演示文稿，不是 Word 文件';
  if (names.includes('content.xml'))
    return '这是 OpenDocument 文件（如 .odt）：请用 Word、WPS 或 LibreOffice 另存为 .docx 再导入';
  if (names.some((name) => /^ofd\.xml$/i.test(name)))
    return '这是 OFD 版式文件，不能直接导入：请用 OFD 阅读器另存为 PDF 或 Word 文件再导入';
  return '这是压缩包，里面没有 Word 正文：请先解压，再导入里面的文件';
}
