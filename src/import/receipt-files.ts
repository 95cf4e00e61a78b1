import { createHash } from 'node:crypto';
import path from 'node:path';
import { removeFile, writeWhole } from '../publish/whole-file.ts';
import { type Receipt, receiptJson } from './draft/receipt.ts';
import { receiptText } from './draft/receipt-text.ts';

/** Beside `reports/`, which takes nothing but reports. */
export const receiptFolder = '导入回执';
/** Receipts of what was not written as a report, below the folder. */
const unwrittenFolder = '未写入';
/** Characters of a source's name in that of its receipt. */
const longestStem = 40;

/** Where the receipts of one source are, relative to the folder of the output; without endings. */
export interface ReceiptPlace {
  written: string | undefined;
  unwritten: string;
}

/** The report's own place, and one that no other content has. */
export function receiptPlace(
  name: string,
  bytes: Uint8Array,
  report: { agency: string; year: number } | undefined,
): ReceiptPlace {
  const stem = path
    .parse(name)
    .name.replaceAll(/[^\p{L}\p{N}_.-]+/gu, '_')
    .slice(0, longestStem);
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
  return {
    written: report && path.posix.join(receiptFolder, report.agency, String(report.year)),
    unwritten: path.posix.join(receiptFolder, unwrittenFolder, `${stem}-${digest}`),
  };
}

/**
 * Writes a receipt as text and as JSON, and tells where the text is. What a former import of the
 * same source could not write has no receipt any more once it is written.
 */
export async function writeReceipt(
  folder: string,
  { written, unwritten }: ReceiptPlace,
  receipt: Receipt,
  isWritten: boolean,
): Promise<string> {
  const place = isWritten && written !== undefined ? written : unwritten;
  await writeWhole(folder, `${place}.json`, receiptJson(receipt));
  await writeWhole(folder, `${place}.txt`, receiptText(receipt));
  if (place === written)
    for (const ending of ['json', 'txt']) await removeFile(folder, `${unwritten}.${ending}`);
  return `${place}.txt`;
}
