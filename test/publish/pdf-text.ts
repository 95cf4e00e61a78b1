import { readFile } from 'node:fs/promises';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/**
 * The text of each page of a PDF in reading order. Figures, each a cell or a placeholder of its
 * own, stand between spaces; there are no other spaces, no page numbers and no running lines.
 */
export async function pdfPages(file: string): Promise<string[]> {
  const data = new Uint8Array(await readFile(file));
  const pdf = await getDocument({ data, verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent({ disableNormalization: true });
    const words = items.flatMap((item) => ('str' in item ? [item.str.replaceAll(' ', '')] : []));
    pages.push(
      words
        .filter((word) => word !== `—${number}—`)
        .map((word) => (isFigure(word) ? ` ${word} ` : word))
        .join('')
        .replaceAll(/ +/g, ' ')
        .replace(/^演示/, ''),
    );
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
