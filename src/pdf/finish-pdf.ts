import { PDFDocument } from 'pdf-lib';
import { nameCharacters } from './characters.ts';
import { setMetadata, straightenBookmarks } from './metadata.ts';
import { readContents, writeContents } from './page-content.ts';
import type { PrintDocument } from './print-document.ts';
import { PrintError } from './print-error.ts';
import type { TableHeaders } from './structure/header-cells.ts';
import { mendStructure } from './structure/structure.ts';

/**
 * Adds to a PDF what the browser and the Printer leave undone in it.
 *
 * @throws PrintError where it is not as they make it
 */
export async function finishPdf(
  bytes: Uint8Array,
  document: PrintDocument,
  tables: TableHeaders,
): Promise<Uint8Array> {
  try {
    const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
    setMetadata(pdf, document);
    straightenBookmarks(pdf);
    writeContents(pdf, mendStructure(pdf, nameCharacters(pdf, readContents(pdf)), tables));
    return await pdf.save();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new PrintError(`《${document.title}》的 PDF 整理不了：${reason}`, { cause });
  }
}
