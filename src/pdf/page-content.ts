import {
  decodePDFRawStream,
  PDFArray,
  type PDFDocument,
  PDFName,
  type PDFObject,
  type PDFPageLeaf,
  PDFRawStream,
  PDFRef,
} from 'pdf-lib';
import { type Operation, readOperations, writeOperations } from './structure/content-stream.ts';

/** What a page paints. */
export interface PageContent {
  readonly page: PDFPageLeaf;
  readonly reference: PDFRef;
  readonly operations: readonly Operation[];
}

/** @throws ContentStreamError where a page has no content or one that cannot be read */
export function readContents(pdf: PDFDocument): PageContent[] {
  return pdf.getPages().map(({ node: page, ref: reference }) => {
    const text = textOfContent(pdf, page.get(PDFName.of('Contents')));
    return { page, reference, operations: readOperations(text) };
  });
}

/** Gives the pages new contents in place of their own. */
export function writeContents(pdf: PDFDocument, contents: readonly PageContent[]): void {
  for (const { page, operations } of contents) {
    const former = page.get(PDFName.of('Contents'));
    if (former instanceof PDFRef) pdf.context.delete(former);
    const stream = pdf.context.flateStream(Buffer.from(writeOperations(operations), 'latin1'));
    page.set(PDFName.of('Contents'), pdf.context.register(stream));
  }
}

function textOfContent(pdf: PDFDocument, content: PDFObject | undefined): string {
  const value = content instanceof PDFRef ? pdf.context.lookup(content) : content;
  if (value instanceof PDFArray) {
    return value
      .asArray()
      .map((each) => textOfContent(pdf, each))
      .join('\n');
  }
  if (!(value instanceof PDFRawStream)) return '';
  return Buffer.from(decodePDFRawStream(value).decode()).toString('latin1');
}
