import { readFile } from 'node:fs/promises';
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A piece of text with its place on the page, in points. */
export interface PdfRun {
  readonly text: string;
  readonly x: number;
  readonly width: number;
  /** Whether it is marked as no part of the document: page numbers, running lines. */
  readonly isArtifact: boolean;
}

export function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  return getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
}

/** The text of a page in reading order, exactly as the PDF encodes it. */
export async function pageRuns(pdf: PDFDocumentProxy, number: number): Promise<PdfRun[]> {
  const page = await pdf.getPage(number);
  const { items } = await page.getTextContent({
    disableNormalization: true,
    includeMarkedContent: true,
  });
  const marks: boolean[] = [];
  return items.flatMap((item) => {
    if ('str' in item) {
      const { str: text, transform, width } = item;
      return [{ text, x: transform[4], width, isArtifact: marks.includes(true) }];
    }
    if (item.type === 'endMarkedContent') marks.pop();
    else marks.push('tag' in item && item.tag === 'Artifact');
    return [];
  });
}

/**
 * The text of each page of a PDF in reading order. Figures, each a cell or a placeholder of its
 * own, stand between spaces; there are no other spaces, no page numbers and no running lines.
 */
export async function pdfPages(file: string): Promise<string[]> {
  const pdf = await openPdf(await readFile(file));
  const pages: string[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const runs = (await pageRuns(pdf, number)).filter(({ isArtifact }) => !isArtifact);
    const words = runs.map(({ text }) => text.replaceAll(' ', ''));
    const spaced = words.map((word) => (isFigure(word) ? ` ${word} ` : word));
    pages.push(spaced.join('').replaceAll(/ +/g, ' '));
  }
  await pdf.loadingTask.destroy();
  return pages;
}

/** The figures in a text of `pdfPages`, in order. */
export function figuresIn(text: string): string[] {
  return text.split(' ').filter(isFigure);
}

function isFigure(word: string): boolean {
  return /^([+-]?\d+(\.\d+)?|—)$/.test(word);
}
