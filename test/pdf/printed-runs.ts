import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A piece of text as a PDF shows it. */
export interface PrintedRun {
  text: string;
  /** PostScript name of the font, without the mark of a subset. */
  font: string;
  /** Points from the lower edge of its page, which is counted from 1. */
  y: number;
  page: number;
}

/** What a PDF shows, page by page, running lines and page numbers included; blanks left out. */
export async function printedRuns(bytes: Uint8Array): Promise<PrintedRun[]> {
  const source = { data: new Uint8Array(bytes), verbosity: 0, fontExtraProperties: true };
  const pdf = await getDocument(source).promise;
  const runs: PrintedRun[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    await page.getOperatorList(); // after it the fonts are known
    const { items } = await page.getTextContent({ disableNormalization: true });
    for (const item of items) {
      if (!('str' in item) || item.str.trim() === '') continue;
      const font = page.commonObjs.get(item.fontName) as { name: string };
      runs.push({
        text: item.str.replaceAll(' ', ''),
        font: font.name.replace(/^[A-Z]{6}\+/, ''),
        y: item.transform[5],
        page: number,
      });
    }
  }
  await pdf.loadingTask.destroy();
  return runs;
}
