declare module '@11ty/eleventy' {
  import type { Server } from 'node:http';

  /** The part of Eleventy's programmatic interface that this project uses. */
  export default class Eleventy {
    constructor(
      input: string | undefined,
      output: string | undefined,
      options: {
        configPath?: string;
        quietMode?: boolean;
        runMode?: 'build' | 'serve' | 'watch';
        /** Whether nothing is written. */
        dryRun?: boolean;
        config?: (config: import('./plugin.ts').EleventyConfig) => void;
      },
    );
    disableLogger(): void;
    readonly logger: {
      overrideLogger(
        logger: Record<'log' | 'info' | 'warn' | 'error', (message: string) => void>,
      ): void;
    };
    init(): Promise<void>;
    write(): Promise<unknown>;
    /** Builds, and watches from then on. What it resolves to renews the site for a file that has changed. */
    watch(): Promise<(file: string) => Promise<void>>;
    /** There once `watch` is done. */
    readonly watcher: import('../preview/content-watch.ts').ContentWatcher;
    serve(port?: number): Promise<void>;
    stopWatch(): Promise<void>;
    /** There once `init` is done. */
    readonly eleventyServe: {
      init(): Promise<void>;
      initServerInstance(): Promise<void>;
      readonly server: { readonly server: Server; ready(): Promise<void> };
    };
  }
}
