import { ImportError } from './import-error.ts';
import { readBytes } from './read-bytes.ts';
import type { Answer, Question } from './reader-process.ts';

// Runs in a process of its own, and ends with the one that started it.
process.on('message', async (question) => {
  const { name, bytes } = question as Question;
  const answer = await readBytes(name, bytes).then(
    (document): Answer => ({ document }),
    (error: unknown): Answer =>
      error instanceof ImportError ? { refusal: error.message } : { failure: describe(error) },
  );
  process.send?.(answer);
});
// Ctrl-C reaches both: what is to become of the reading is the other's affair.
process.on('SIGINT', () => {});

/** What an error refers to may be what no process can hand to another. */
function describe(error: unknown): { message: string; stack?: string } {
  if (!(error instanceof Error)) return { message: String(error) };
  return { message: error.message, ...(error.stack ? { stack: error.stack } : {}) };
}
