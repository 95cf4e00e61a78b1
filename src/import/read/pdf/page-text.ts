import path from 'node:path';
import {
  getDocument,
  type PDFDocumentProxy,
  type PDFPageProxy,
  VerbosityLevel,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import { packageFolder } from '../../../packages/installed.ts';
import { ImportError } from '../import-error.ts';
import { type ContentItem, type PagePieces, readPieces, turnOfItems } from './content-items.ts';
import { type Drawing, readDrawing } from './drawing.ts';
import { multiply, type Turn, turnedPage } from './placing.ts';

/** An element of the structure tree, with ids of marked content among its children. */
export interface Tag {
  role: string;
  rowSpan: number;
  columnSpan: number;
  children: readonly (Tag | string)[];
}

/** A page, turned so that its text goes to the right. */
export interface Page extends PagePieces, Drawing {
  /** From 1. */
  number: number;
  width: number;
  height: number;
  /** What the structure tree has of this page. */
  tags: Tag | undefined;
  /** Texts in fields of a form and in notes, which are no part of the page's own text. */
  notes: readonly string[];
}

/** What a PDF says of itself. */
export interface PdfMetadata {
  title?: string;
  /** The program that has made it. */
  creator?: string;
  /** As PDFs write dates: `D:YYYYMMDD…`. */
  created?: string;
}

export interface PdfContent {
  pages: readonly Page[];
  metadata: PdfMetadata;
  /** Names of files that are attached. */
  attachments: readonly string[];
}

const mostPages = 200;
/** Of all pages together; a page full of text has some hundreds. */
const mostPieces = 200_000;

/**
 * What a PDF has on its pages. Nothing in it is run, opened or fetched.
 *
 * @throws ImportError where it has a password, is damaged, or has too much
 */
export async function readPages(bytes: Uint8Array): Promise<PdfContent> {
  const loading = getDocument({
    data: new Uint8Array(bytes), // a copy: pdf.js takes what it is given away from its owner
    verbosity: VerbosityLevel.ERRORS,
    // Encodings of Chinese fonts that are not part of the file.
    cMapUrl: path.join(packageFolder('pdfjs-dist'), 'cmaps/'),
    cMapPacked: true,
    useSystemFonts: false,
    useWasm: false,
    useWorkerFetch: false,
    disableFontFace: true,
    ownerDocument: { fonts: new Set() },
    // Pictures are not looked at.
    maxImageSize: 0,
  });
  try {
    const pdf = await loading.promise;
    if (pdf.numPages > mostPages)
      throw new ImportError(
        `PDF 有 ${pdf.numPages} 页，超过 ${mostPages} 页，不像一份年报，不予读取`,
      );
    const pages: Page[] = [];
    let pieces = 0;
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const read = await readPage(number, page);
      page.cleanup();
      pages.push(read);
      pieces += read.pieces.length + read.artifacts.length;
      if (pieces > mostPieces)
        throw new ImportError(
          `PDF 到第 ${number} 页已有 ${mostPieces} 多段文字，不像一份年报，不予读取`,
        );
    }
    const metadata = await metadataOf(pdf);
    const attachments = [...((await pdf.getAttachments())?.values() ?? [])].map(
      ({ filename }) => filename,
    );
    return { pages, attachments, metadata };
  } catch (error) {
    throw explained(error);
  } finally {
    await loading.destroy();
  }
}

function explained(error: unknown): unknown {
  if (error instanceof ImportError || !(error instanceof Error)) return error;
  if (error.name === 'PasswordException')
    return new ImportError('PDF 有打开密码，读不了：请去掉密码，另存再导入');
  if (/encrypt|crypto/i.test(error.message))
    return new ImportError(
      'PDF 用专门的软件加了密，读不了：请用那个软件打开，另存或打印成不加密的 PDF 再导入',
      { cause: error },
    );
  return new ImportError('PDF 不完整或已经损坏，读不通：请重新下载或重新导出一次再导入', {
    cause: error,
  });
}

async function metadataOf(pdf: PDFDocumentProxy): Promise<PdfMetadata> {
  const { info } = await pdf.getMetadata();
  const entry = (key: string) => {
    const value = new Map(Object.entries(info)).get(key);
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  };
  const [title, creator, created] = [entry('Title'), entry('Creator'), entry('CreationDate')];
  return {
    ...(title === undefined ? {} : { title }),
    ...(creator === undefined ? {} : { creator }),
    ...(created === undefined ? {} : { created }),
  };
}

async function readPage(number: number, page: PDFPageProxy): Promise<Page> {
  const content = await page.getTextContent({
    includeMarkedContent: true,
    disableNormalization: true,
  });
  const items = content.items as readonly ContentItem[];
  const tree = await page.getStructTree();
  const operators = await page.getOperatorList();
  const annotations: readonly Annotation[] = await page.getAnnotations();
  const shown = turnedPage(page.view, (page.rotate / 90) as Turn);
  const within = [0, 0, shown.width, shown.height];
  const turn = turnOfItems(items, shown.matrix);
  const { width, height, matrix: upright } = turnedPage(within, turn);
  const matrix = multiply(upright, shown.matrix);
  return {
    number,
    width,
    height,
    ...readPieces(items, matrix, (font) => content.styles[font]?.vertical ?? false),
    ...readDrawing(operators.fnArray, operators.argsArray, matrix),
    tags: tree ? tagOf(tree as TreeNode) : undefined,
    notes: annotations.flatMap(textsOfAnnotation),
  };
}

/** As pdf.js gives it. */
interface Annotation {
  fieldValue?: unknown;
  fieldType?: string;
  contentsObj?: { str?: string };
}

function textsOfAnnotation({ fieldType, fieldValue, contentsObj }: Annotation): string[] {
  const value = fieldType === 'Tx' || fieldType === 'Ch' ? fieldValue : undefined;
  return [value, contentsObj?.str]
    .flat()
    .filter((text): text is string => typeof text === 'string')
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

/** A node as pdf.js gives it: an element, or marked content. */
interface TreeNode {
  role?: string;
  children?: readonly TreeNode[];
  type?: string;
  id?: string;
  rowSpan?: number;
  colSpan?: number;
}

function tagOf({ role = '', children = [], rowSpan = 1, colSpan = 1 }: TreeNode): Tag {
  return {
    role,
    rowSpan: spanOf(rowSpan),
    columnSpan: spanOf(colSpan),
    children: children.flatMap((child): (Tag | string)[] => {
      if (child.type === undefined) return [tagOf(child)];
      return child.type === 'content' && child.id !== undefined ? [child.id] : [];
    }),
  };
}

/** Wider and longer than any statutory table; beyond it, a span is a mistake or malice. */
const mostSpan = 256;

function spanOf(written: number): number {
  return Math.min(mostSpan, Math.max(1, Math.floor(written) || 1));
}
