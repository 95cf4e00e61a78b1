import { ToldError } from '../told-error.ts';

/** A document could not be made into a PDF, or the browser that does it could not be had. */
export class PrintError extends ToldError {
  override name = 'PrintError';
}

/** The browser failed, and not the document: it may well succeed in another browser. */
export class BrowserError extends PrintError {
  override name = 'BrowserError';
}
