declare module '@11ty/eleventy' {
  import type { EleventyConfig } from './plugin.ts';

  /** The part of Eleventy's programmatic interface that this project uses. */
  export default class Eleventy {
    constructor(
      input: string | undefined,
      output: string | undefined,
      options: {
        configPath?: string;
        quietMode?: boolean;
        runMode?: 'build' | 'serve' | 'watch';
        config?: (config: EleventyConfig) => void;
      },
    );
    disableLogger(): void;
    init(): Promise<void>;
    write(): Promise<unknown>;
    watch(): Promise<void>;
    serve(port?: number): Promise<void>;
  }
}
