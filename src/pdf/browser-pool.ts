import { BROWSER_GONE, type RunningBrowser } from './browser.ts';
import { BrowserError } from './print-error.ts';
import { processTreeMemory } from './process-memory.ts';

/** A browser as one of its tenants has it, until `release`. */
export interface BrowserLease {
  readonly running: RunningBrowser;
  /** Whether the browser is to be left by all as soon as their work is done. */
  readonly isRetired: boolean;
  /** Notes that a document was made; now and then looks whether the browser has grown too large. */
  noteDocument(): void;
  /** Has all leave the browser: the next lease is of a fresh one. */
  retire(): void;
  /** Gives the browser back; once only. */
  release(): void;
}

export interface BrowserLimits {
  /** Memory at which a browser is exchanged for a fresh one */
  readonly memoryBytes: number;
  /** Documents between two looks at its memory */
  readonly documentsPerLook: number;
}

interface Tenancy {
  readonly running: RunningBrowser;
  tenants: number;
  documents: number;
  isRetired: boolean;
}

/**
 * One browser for all, exchanged when it is broken or has grown. What is under way in the old one is
 * finished there, and it ends with its last tenant.
 */
export class BrowserPool {
  readonly #start: () => Promise<RunningBrowser>;
  readonly #limits: BrowserLimits;
  readonly #open = new Set<Tenancy>();
  #current: Promise<Tenancy> | undefined;
  #isClosed = false;

  constructor(start: () => Promise<RunningBrowser>, limits: BrowserLimits) {
    this.#start = start;
    this.#limits = limits;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** @throws BrowserError when no browser can be started, the one there has ended, or all have been closed */
  async lease(): Promise<BrowserLease> {
    if (this.#isClosed) throw new BrowserError(BROWSER_GONE);
    this.#current ??= this.#begin();
    const tenancy = await this.#current;
    if (tenancy.isRetired) return this.lease();
    if (!tenancy.running.browser.connected) {
      this.#retire(tenancy);
      // Not for the next one here: browsers that end as soon as they begin would keep it going for ever.
      throw new BrowserError(BROWSER_GONE);
    }
    tenancy.tenants += 1;
    return {
      running: tenancy.running,
      get isRetired() {
        return tenancy.isRetired;
      },
      noteDocument: () => this.#noteDocument(tenancy),
      retire: () => this.#retire(tenancy),
      release: () => {
        tenancy.tenants -= 1;
        this.#endIfLeft(tenancy);
      },
    };
  }

  /** Ends every browser, whatever is under way in it. May be called more than once. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#current?.catch(() => {});
    await Promise.all([...this.#open].map(({ running }) => running.close()));
  }

  async #begin(): Promise<Tenancy> {
    try {
      const running = await this.#start();
      const tenancy = { running, tenants: 0, documents: 0, isRetired: false };
      this.#open.add(tenancy);
      return tenancy;
    } catch (error) {
      this.#current = undefined;
      throw error;
    }
  }

  #noteDocument(tenancy: Tenancy): void {
    tenancy.documents += 1;
    if (tenancy.documents % this.#limits.documentsPerLook !== 0) return;
    const id = tenancy.running.browser.process()?.pid;
    const memory = id === undefined ? undefined : processTreeMemory(id);
    if (memory !== undefined && memory > this.#limits.memoryBytes) this.#retire(tenancy);
  }

  #retire(tenancy: Tenancy): void {
    if (!tenancy.isRetired) {
      tenancy.isRetired = true;
      this.#current = undefined;
    }
    this.#endIfLeft(tenancy);
  }

  #endIfLeft(tenancy: Tenancy): void {
    if (!tenancy.isRetired || tenancy.tenants > 0) return;
    const forget = () => this.#open.delete(tenancy);
    // Nobody waits for it but close(); a browser that does not end is killed.
    tenancy.running.close().then(forget, forget);
  }
}
