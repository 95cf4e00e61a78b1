import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

/** The index could not be made; the message is for the person at the terminal. */
export class SearchIndexError extends Error {
  override name = 'SearchIndexError';
}

interface Answer {
  type: string;
  message?: string;
  [key: string]: unknown;
}

type Backend = ChildProcessByStdio<Writable, Readable, Readable>;

/** Bytes of complaints that are kept for the message. */
const complaintLimit = 2000;

/**
 * Pagefind's program, spoken to as its Node package speaks to it: messages of JSON in base64, with
 * a comma behind each, answered by number.
 *
 * The package itself keeps one such process for all, and waits for ever where that dies.
 */
export class PagefindProcess implements Disposable {
  readonly #backend: Backend;
  readonly #waiting = new Map<number, PromiseWithResolvers<Answer>>();
  /** Pieces of the answer that is not yet complete. */
  #pieces: Buffer[] = [];
  #complaints = '';
  #failure: Error | undefined;
  #lastNumber = 0;

  /** @param program path of Pagefind's program */
  constructor(program: string) {
    this.#backend = spawn(program, ['--service'], {
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    this.#backend.stdout.on('data', (piece: Buffer) => this.#take(piece));
    this.#backend.stderr.on('data', (piece: Buffer) => {
      this.#complaints = (this.#complaints + piece).slice(0, complaintLimit);
    });
    this.#backend.on('error', ({ message }) => this.#fail(`检索程序无法运行：${message}`));
    this.#backend.on('close', (code, signal) =>
      this.#fail(
        `检索程序中途退出（${code ?? signal}）${this.#complaints && `：${this.#complaints}`}`,
      ),
    );
    // What a dead program does not read is told by its end.
    this.#backend.stdin.on('error', () => {});
  }

  /** Sends a request and resolves with its answer. Throws SearchIndexError, also when disposed of. */
  ask(payload: object): Promise<Answer> {
    if (this.#failure) return Promise.reject(this.#failure);
    const number = ++this.#lastNumber;
    const waiting = Promise.withResolvers<Answer>();
    this.#waiting.set(number, waiting);
    const message = JSON.stringify({ message_id: number, payload });
    this.#backend.stdin.write(`${Buffer.from(message).toString('base64')},`);
    return waiting.promise;
  }

  /** Ends the program, whatever it is doing. */
  [Symbol.dispose](): void {
    this.#fail('检索程序已经停止');
    this.#backend.kill('SIGKILL');
  }

  #take(piece: Buffer): void {
    let from = 0;
    for (let at = piece.indexOf(','); at >= 0; at = piece.indexOf(',', from)) {
      this.#pieces.push(piece.subarray(from, at));
      this.#answer(Buffer.concat(this.#pieces).toString('latin1'));
      this.#pieces = [];
      from = at + 1;
    }
    if (from < piece.length) this.#pieces.push(piece.subarray(from));
  }

  #answer(encoded: string): void {
    const message = readMessage(encoded);
    const waiting = message && this.#waiting.get(message.number);
    if (!waiting) {
      this.#fail('检索程序的回答无法理解');
      return;
    }
    this.#waiting.delete(message.number);
    const { answer } = message;
    if (answer.type === 'Error')
      waiting.reject(new SearchIndexError(`检索程序报告：${answer.message ?? '未说明的错误'}`));
    else waiting.resolve(answer);
  }

  #fail(message: string): void {
    this.#failure ??= new SearchIndexError(message);
    for (const { reject } of this.#waiting.values()) reject(this.#failure);
    this.#waiting.clear();
  }
}

function readMessage(encoded: string): { number: number; answer: Answer } | undefined {
  try {
    const { message_id: number, payload: answer } = JSON.parse(
      Buffer.from(encoded, 'base64').toString(),
    );
    return typeof number === 'number' && typeof answer?.type === 'string'
      ? { number, answer }
      : undefined;
  } catch {
    return undefined;
  }
}
