import { draftOf } from './draft/draft.ts';
import { withPlaceholders } from './draft/placeholders.ts';
import type { Receipt } from './draft/receipt.ts';
import { readDocument } from './read/read-document.ts';
import type { ReadBounds } from './read/reader-process.ts';
import { type RecogniseContext, recogniseReport } from './recognise/recognise.ts';
import type { RecognisedReport } from './recognised.ts';
import type { SourceDocument } from './source-document.ts';

export interface ImportContext extends RecogniseContext {
  /** Address or name of the original, `-` where there is none; without it, the source's own name. */
  origin?: string;
  /** Whether numbers in the prose that are surely one fact become placeholders. */
  placeholders?: boolean;
}

/** A source turned into a report that an editor has to confirm. */
export interface Imported {
  /** YAML, which the report reader takes. */
  draft: string;
  receipt: Receipt;
  recognised: RecognisedReport;
}

/**
 * Imports the bytes of one file of any format: the same bytes and context give the same draft.
 * Agency and year are absent in `recognised` where neither the source nor the context tells them.
 *
 * @param name as it is to stand in draft and receipt
 * @throws ImportError, in Chinese, where the file cannot be read at all; the signal's reason
 */
export async function importFile(
  name: string,
  bytes: Uint8Array,
  context: ImportContext,
  bounds: Partial<ReadBounds> = {},
): Promise<Imported> {
  return importDocument(await readDocument(name, bytes, bounds), context);
}

/** The same of a file that has been read. */
export function importDocument(document: SourceDocument, context: ImportContext): Imported {
  const plain = recogniseReport(document, context);
  const recognised = context.placeholders ? withPlaceholders(plain, context) : plain;
  const { yaml, receipt } = draftOf(recognised, context);
  return { draft: yaml, receipt, recognised };
}
