import type { PDFDocument, PDFRef } from 'pdf-lib';
import type { PageContent } from '../page-content.ts';
import { type TableHeaders, withHeaderCells } from './header-cells.ts';
import { contentsWithText, type Mark, markAnew } from './marked-content.ts';
import { mendTree } from './mend-tree.ts';
import { readStructure } from './read-structure.ts';
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
 * @returns the contents of the pages, which are to be written
 * @throws StructureError, ContentStreamError or HeaderCellsError where the PDF is not as the browser
 * makes it of the document
 */
export function mendStructure(
  pdf: PDFDocument,
  contents: readonly PageContent[],
  tables: TableHeaders,
): PageContent[] {
  const withText = new Map(
    contents.map(({ reference, operations }) => [reference, contentsWithText(operations)]),
  );
  const { root, objects } = readStructure(pdf);
  for (const object of objects) pdf.context.delete(object);
  const whole = mendTree(root, ({ page, number }) => withText.get(page)?.has(number) ?? false);
  const mended = withHeaderCells(whole, tables);
  const marks = newMarks(mended);
  writeStructure(pdf, renumbered(mended, marks));
  return contents.map((content) => {
    const marksOnPage = marks.get(content.reference);
    return {
      ...content,
      operations: markAnew(content.operations, (number) => marksOnPage?.get(number)),
    };
  });
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
