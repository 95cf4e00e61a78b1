/** A document could not be made into a PDF, or the browser that does it could not be had. */
export class PrintError extends Error {
  override name = 'PrintError';
}
