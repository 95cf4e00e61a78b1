import { ToldError } from '../../told-error.ts';

/** A file that cannot be read at all; the message, in Chinese, says why and what to do. */
export class ImportError extends ToldError {
  override readonly name = 'ImportError';
}
