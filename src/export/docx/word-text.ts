import { type IRunOptions, TextRun } from 'docx';

/** What XML cannot hold, however it is written. */
const unwritable = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu;

/**
 * Text as a page would show it: every run of white space is one blank, and what XML cannot hold,
 * halves of surrogate pairs among it, is the sign for a lost character.
 */
export function wordText(text: string): string {
  return text
    .toWellFormed()
    .replace(unwritable, '\ufffd')
    .replace(/[\t\n\r ]+/g, ' ');
}

export function textRun(text: string, options: Omit<IRunOptions, 'text'> = {}): TextRun {
  return new TextRun({ ...options, text: wordText(text) });
}
