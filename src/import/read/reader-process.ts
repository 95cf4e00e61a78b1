import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { processTreeMemory } from '../../pdf/process-memory.ts';
import type { SourceDocument } from '../source-document.ts';
import { ImportError } from './import-error.ts';

/** What the process is asked. */
export interface Question {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What it answers: a message where the file cannot be read, an error where the program is wrong. */
export type Answer =
  | { readonly document: SourceDocument }
  | { readonly refusal: string }
  | { readonly failure: { readonly message: string; readonly stack?: string } };

export interface ReadBounds {
  /** Ends the reading, which then throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** Milliseconds. */
  readonly timeLimit: number;
  /** Mebibytes of the heap that reading may take; of all memory, half as much again. */
  readonly memoryLimit: number;
}

const mebibyte = 1024 * 1024;
const memoryInterval = 250;

/** Ended with this program, however that ends. */
const living = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of living) child.kill('SIGKILL');
});

/**
 * A process that reads one file at a time, and is ended with it when that takes too much. A thread
 * would not do: one that comes to the limit of its heap within a single allocation takes the whole
 * program with it. Does not keep the program from ending.
 */
export class ReaderProcess {
  readonly #child: ChildProcess;
  #hasEnded = false;

  constructor(memoryLimit: number) {
    this.#child = fork(fileURLToPath(new URL('reader.ts', import.meta.url)), {
      execArgv: [`--max-old-space-size=${memoryLimit}`],
      serialization: 'advanced',
      // Libraries write their warnings to the console, a process without memory its last words.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    living.add(this.#child);
    const leave = () => {
      this.#hasEnded = true;
      living.delete(this.#child);
    };
    this.#child.on('exit', leave).on('error', leave);
    this.#rest();
  }

  /** Whether it can be asked no more. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** @throws ImportError where the file cannot be read, or not within bounds; the signal's reason */
  async read({ name, bytes }: Question, bounds: ReadBounds): Promise<SourceDocument> {
    bounds.signal?.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<SourceDocument>();
    const child = this.#child;
    const end = (reason: unknown) => {
      this.#hasEnded = true;
      reject(reason);
    };
    const take = (answer: unknown) => {
      const told = answer as Answer;
      if ('document' in told) resolve(told.document);
      else if ('refusal' in told) reject(new ImportError(told.refusal));
      else reject(unexpected(Object.assign(new Error(), told.failure)));
    };
    const fail = (error: unknown) => end(unexpected(error));
    const leave = (code: number | null, signal: NodeJS.Signals | null) =>
      end(
        isOutOfMemory(code, signal) ? tooMuchMemory() : unexpected(new Error(`${code ?? signal}`)),
      );
    const abort = () => end(bounds.signal?.reason);
    const timer = setTimeout(() => end(tooLong(bounds.timeLimit)), bounds.timeLimit);
    // What is kept outside of the heap is not under the heap's limit.
    const watch = setInterval(() => {
      const memory = processTreeMemory(child.pid ?? 0);
      if (memory !== undefined && memory > 1.5 * bounds.memoryLimit * mebibyte)
        end(tooMuchMemory());
    }, memoryInterval);
    child.ref();
    child.channel?.ref();
    child.on('message', take).on('error', fail).on('exit', leave);
    bounds.signal?.addEventListener('abort', abort);
    try {
      child.send({ name, bytes } satisfies Question, (error) => error && fail(error));
      return await promise;
    } finally {
      clearTimeout(timer);
      clearInterval(watch);
      child.off('message', take).off('error', fail).off('exit', leave);
      bounds.signal?.removeEventListener('abort', abort);
      this.#rest();
      if (this.#hasEnded) this.end();
    }
  }

  /** Nobody may ask it any more. */
  end(): void {
    this.#hasEnded = true;
    this.#child.kill('SIGKILL');
  }

  #rest(): void {
    this.#child.unref();
    this.#child.channel?.unref();
  }
}

function tooLong(timeLimit: number): ImportError {
  return new ImportError(
    `读了 ${Math.round(timeLimit / 1000)} 秒还没有读完，已经放弃：文件过于复杂或有意构造，请只把正文和表格复制到新的文件再导入`,
  );
}

function tooMuchMemory(): ImportError {
  return new ImportError(
    '读这个文件所需的内存过多，已经放弃：请只把正文和表格复制到新的文件再导入',
  );
}

function tooIntricate(cause: unknown): ImportError {
  return new ImportError(
    '文件的内容层层嵌套得太深，读不下去：请在 Word 或浏览器里打开，把正文和表格复制到新的文件再导入',
    { cause },
  );
}

function unexpected(cause: unknown): ImportError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (/call stack/i.test(reason)) return tooIntricate(cause);
  if (/allocation failed|Invalid (string|array|typed array) length/i.test(reason))
    return tooMuchMemory();
  return new ImportError(
    `读这个文件时出错（${reason}）：请用 Word、WPS 或浏览器打开，把正文和表格复制到新的文件再导入`,
    { cause },
  );
}

/** V8 aborts at the limit of its heap; a system without memory kills. */
function isOutOfMemory(code: number | null, signal: NodeJS.Signals | null): boolean {
  return signal === 'SIGABRT' || signal === 'SIGKILL' || code === 134;
}
