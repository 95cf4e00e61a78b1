import { Worker } from 'node:worker_threads';
import type { FileContent } from '../export/file-content.ts';

/** A file by its path in the site, with `/` between its parts; or its next piece. */
export interface SiteFile {
  path: string;
  content: FileContent;
  /** Whether the content goes on where that of the last piece with this path ended. */
  isContinued?: boolean;
}

/** What the thread answers to files that it was sent: nothing when it has written them all. */
export type WritingAnswer = SystemFault | undefined;

/** What is told of an error of the file system; between threads an error keeps its message only. */
export interface SystemFault {
  message: string;
  facts: Pick<NodeJS.ErrnoException, 'code' | 'errno' | 'path' | 'syscall'>;
}

/** Characters or bytes that go to the thread together: a message costs more than a small file. */
const orderSize = 1 << 18;

/** Orders under way at a time: the thread always has one, and memory does not grow. */
const ordersAtOnce = 4;

/**
 * Writes files as they are made, in a thread of its own: it compresses and writes while the next
 * ones are made. When this throws, nothing is written any more.
 * Throws what the file system or the making throws.
 */
export async function writeFiles(files: AsyncIterable<SiteFile>, output: string): Promise<void> {
  const thread = new WritingThread(output);
  let order: SiteFile[] = [];
  let size = 0;
  try {
    for await (const file of files) {
      order.push(file);
      size += sizeOf(file.content);
      if (size < orderSize) continue;
      await thread.write(order);
      order = [];
      size = 0;
    }
    await thread.write(order);
    await thread.finish();
  } finally {
    await thread.end();
  }
}

function sizeOf(content: FileContent): number {
  if (typeof content === 'string' || content instanceof Uint8Array) return content.length;
  return content.reduce(
    (sum, entry) => sum + ('content' in entry ? entry.content : entry.data).length,
    0,
  );
}

class WritingThread {
  readonly #worker: Worker;
  #ordersUnderWay = 0;
  /** Settled with the next answer; rejected for good once writing has failed. */
  #answered = answer();

  constructor(output: string) {
    this.#worker = new Worker(new URL('writing-thread.ts', import.meta.url), {
      workerData: output,
    });
    this.#worker
      .on('message', (answered: WritingAnswer) => this.#take(answered))
      .on('error', (error) => this.#answered.reject(error))
      .on('exit', () => this.#answered.reject(new Error('the thread that writes has ended')));
  }

  /** Waits where files are made faster than they are written. */
  async write(files: readonly SiteFile[]): Promise<void> {
    this.#ordersUnderWay += 1;
    this.#worker.postMessage(files);
    await this.#until(ordersAtOnce);
  }

  async finish(): Promise<void> {
    await this.#until(0);
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  async #until(mostOrders: number): Promise<void> {
    while (this.#ordersUnderWay > mostOrders) await this.#answered.promise;
  }

  #take(fault: WritingAnswer): void {
    if (fault) {
      this.#answered.reject(Object.assign(new Error(fault.message), fault.facts));
      return;
    }
    this.#ordersUnderWay -= 1;
    this.#answered.resolve();
    this.#answered = answer();
  }
}

function answer(): PromiseWithResolvers<void> {
  const resolvers = Promise.withResolvers<void>();
  // Where nobody waits for it, the next one who does is told.
  resolvers.promise.catch(() => {});
  return resolvers;
}
