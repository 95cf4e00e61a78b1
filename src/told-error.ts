/**
 * A failure that is no fault of the program: the message, in Chinese, is for the person at the
 * terminal, and is all that is told.
 */
export class ToldError extends Error {
  override readonly name: string = 'ToldError';
}
