import { createInterface } from 'node:readline';
import type { Terminal } from './command.ts';

/** Asks for lines at a terminal; Ctrl-C, which is read as a key meanwhile, interrupts. */
export function lineAsker(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  interrupt: () => void,
): NonNullable<Terminal['ask']> {
  return async (question, signal) => {
    signal.throwIfAborted();
    const lines = createInterface({ input, output, terminal: true });
    const { promise, resolve, reject } = Promise.withResolvers<string | undefined>();
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort);
    lines.on('SIGINT', interrupt);
    lines.on('close', () => resolve(undefined));
    lines.question(question, resolve);
    try {
      return await promise;
    } finally {
      signal.removeEventListener('abort', abort);
      lines.close();
    }
  };
}
