/** A file that cannot be read at all; the message, in Chinese, says why and what to do. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
}
