import { PDFDict, type PDFDocument, PDFHexString, PDFName, PDFString } from 'pdf-lib';

/** What a PDF says of itself. */
export interface PdfMetadata {
  readonly title: string;
  readonly language: string;
  /** `YYYY-MM-DD`, taken as midnight in Asia/Shanghai */
  readonly date: string;
}

const PROGRAM = 'Gongkai';

/** Sets title, language, dates and program name of `pdf`; nothing is taken from the clock. */
export function setMetadata(pdf: PDFDocument, metadata: PdfMetadata): void {
  pdf.setTitle(metadata.title, { showInWindowTitleBar: true });
  pdf.setLanguage(metadata.language);
  pdf.setCreator(PROGRAM);
  pdf.setProducer(PROGRAM);
  const information = pdf.context.lookup(pdf.context.trailerInfo.Info, PDFDict);
  for (const key of ['CreationDate', 'ModDate']) {
    information.set(PDFName.of(key), PDFString.of(pdfDate(metadata.date)));
  }
}

/** Puts each bookmark on one line: a heading broken by sense keeps its line break otherwise. */
export function straightenBookmarks(pdf: PDFDocument): void {
  for (const [, entry] of pdf.context.enumerateIndirectObjects()) {
    if (!(entry instanceof PDFDict) || !entry.has(PDFName.of('Dest'))) continue;
    const title = entry.lookupMaybe(PDFName.of('Title'), PDFHexString)?.decodeText();
    if (title !== undefined) entry.set(PDFName.of('Title'), PDFHexString.fromText(oneLine(title)));
  }
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, '');
}

/** A PDF date string (ISO 32000-1, 7.9.4) that keeps the time zone it was meant in. */
export function pdfDate(date: string): string {
  return `D:${date.replaceAll('-', '')}000000+08'00'`;
}
