// pagedjs-cli ships no types: what is declared here is what this folder uses.
declare module 'pagedjs-cli' {
  import type { Page } from 'puppeteer-core';

  export default class Printer {
    constructor(options?: { closeAfter?: boolean; timeout?: number });
    /** Set beforehand, it spares the Printer starting a browser of its own. */
    browser: { newPage(): Promise<Page> };
    pdf(input: { url: string }, options: { outlineTags: string[] }): Promise<Uint8Array>;
  }
}
