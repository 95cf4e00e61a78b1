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
import { type Operation, readOperations, writeOperations } from './content-stream.ts';
import { type TableHeaders, withHeaderCells } from './header-cells.ts';
import { type Mark, markAnew, markedContents } from './marked-content.ts';
import { mendStructure } from './mend-structure.ts';
import { readStructure, StructureError } from './read-structure.ts';
import {
  type Content,
  isContent,
  isElement,
  type Kid,
  type StructureElement,
} from './structure-element.ts';
import { writeStructure } from './write-structure.ts';

/**
 * Mends what the browser makes of a document's structure: every text is in the structure tree once
 * or is an artifact (page numbers, running lines, repeated headers, rules), blocks split by a page
 * break are whole again, and nothing depends on the numbers of a browser's run.
 *
 * @throws StructureError, ContentStreamError or HeaderCellsError where the PDF is not as the browser
 * makes it of the document
 */
export function mendDocument(pdf: PDFDocument, tables: TableHeaders): void {
  const pages = pdf.getPages().map(({ ref, node }) => {
    const operations = readOperations(contentOf(pdf, node.get(PDFName.of('Contents'))));
    return { ref, node, operations, ...markedContents(operations) };
  });
  const withText = new Map(pages.map(({ ref, withText }) => [ref, withText]));
  const { root, objects } = readStructure(pdf);
  for (const object of objects) pdf.context.delete(object);
  const whole = mendStructure(root, ({ page, number }) => withText.get(page)?.has(number) ?? false);
  const mended = withHeaderCells(whole, tables);
  const marks = newMarks(mended);
  for (const { ref, node, operations } of pages) {
    const marksOnPage = marks.get(ref);
    const marked = markAnew(operations, (number) => marksOnPage?.get(number));
    setContent(pdf, node, marked);
  }
  writeStructure(pdf, renumbered(mended, marks));
}

type Marks = ReadonlyMap<PDFRef, ReadonlyMap<number, NonNullable<Mark>>>;

/** Contents of the structure, numbered anew on each page in the order in which they are painted. */
function newMarks(root: StructureElement): Marks {
  const found = [...contentsWithRole(root)];
  const byPage = Map.groupBy(found, ({ content }) => content.page);
  return new Map(
    [...byPage].map(([page, contents]) => [
      page,
      new Map(
        contents
          .sort((a, b) => a.content.number - b.content.number)
          .map(({ content, tag }, number) => [content.number, { tag, number }]),
      ),
    ]),
  );
}

function* contentsWithRole(
  element: StructureElement,
): Generator<{ content: Content; tag: string }> {
  for (const kid of element.kids) {
    if (isElement(kid)) yield* contentsWithRole(kid);
    else if (isContent(kid)) yield { content: kid, tag: element.role };
  }
}

function renumbered(element: StructureElement, marks: Marks): StructureElement {
  const kids = element.kids.map((kid): Kid => {
    if (isElement(kid)) return renumbered(kid, marks);
    if (!isContent(kid)) return kid;
    return { ...kid, number: marks.get(kid.page)!.get(kid.number)!.number };
  });
  return { ...element, kids };
}

function contentOf(pdf: PDFDocument, contents: PDFObject | undefined): string {
  const value = contents instanceof PDFRef ? pdf.context.lookup(contents) : contents;
  if (value instanceof PDFArray) {
    return value
      .asArray()
      .map((each) => contentOf(pdf, each))
      .join('\n');
  }
  if (!(value instanceof PDFRawStream)) throw new StructureError('page without content');
  return Buffer.from(decodePDFRawStream(value).decode()).toString('latin1');
}

function setContent(pdf: PDFDocument, page: PDFPageLeaf, operations: readonly Operation[]): void {
  const content = Buffer.from(writeOperations(operations), 'latin1');
  const former = page.get(PDFName.of('Contents'));
  if (former instanceof PDFRef) pdf.context.delete(former);
  page.set(PDFName.of('Contents'), pdf.context.register(pdf.context.flateStream(content)));
}
