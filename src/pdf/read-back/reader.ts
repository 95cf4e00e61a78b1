import { parentPort } from 'node:worker_threads';
import { comparePdf } from './compare-pdf.ts';
import { readPdf, UnseenFont } from './pdf-text.ts';
import type { Answer, Question } from './reader-thread.ts';

// Runs in a thread of its own.
Object.assign(globalThis, { FontFace: UnseenFont });

const port = parentPort!;

port.on('message', async ({ number, bytes, expected }: Question) => {
  const answer = await readPdf(bytes).then(
    (pdf): Answer => ({ number, mismatches: comparePdf(expected, pdf) }),
    (error): Answer => ({ number, error }),
  );
  port.postMessage(answer);
});
