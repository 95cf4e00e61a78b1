import { Worker } from 'node:worker_threads';
import type { ExpectedContent } from './content.ts';
import type { Mismatch } from './mismatch.ts';

/** What the thread is asked. */
export interface Question {
  readonly number: number;
  readonly bytes: Uint8Array;
  readonly expected: ExpectedContent;
}

/** What it answers: an error where the PDF cannot be read. */
export type Answer = { readonly number: number } & (
  | { readonly mismatches: readonly Mismatch[] }
  | { readonly error: unknown }
);

type Waiting = ReturnType<typeof Promise.withResolvers<readonly Mismatch[]>>;

/**
 * A thread that reads PDFs back while the program goes on with the next document. It also keeps to
 * itself what pdf.js adds to the language: puppeteer would use it, and it is slow. Does not keep
 * the program from ending.
 */
export class ReaderThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;
  #hasEnded = false;

  constructor() {
    this.#worker = new Worker(new URL('reader.ts', import.meta.url));
    this.#worker.unref();
    this.#worker.on('message', (answer: Answer) => this.#take(answer));
    this.#worker.on('error', (error) => this.#end(error));
    this.#worker.on('exit', () => this.#end(new Error('the thread has ended')));
  }

  /** Whether it can be asked no more. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /**
   * Everything in which a PDF differs from what is expected.
   *
   * @throws what pdf.js throws of a PDF that cannot be read
   */
  async compare(bytes: Uint8Array, expected: ExpectedContent): Promise<readonly Mismatch[]> {
    const number = this.#asked++;
    const waiting: Waiting = Promise.withResolvers();
    this.#waiting.set(number, waiting);
    this.#worker.ref();
    const question: Question = { number, bytes, expected };
    this.#worker.postMessage(question);
    return waiting.promise;
  }

  #take(answer: Answer): void {
    const waiting = this.#waiting.get(answer.number);
    this.#waiting.delete(answer.number);
    if (this.#waiting.size === 0) this.#worker.unref();
    if ('error' in answer) waiting?.reject(answer.error);
    else waiting?.resolve(answer.mismatches);
  }

  #end(error: unknown): void {
    this.#hasEnded = true;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
