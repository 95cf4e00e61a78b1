import path from 'node:path';
import type { LoadOptions } from '../archive/load.ts';

/** Option of the commands that need to know the fonts. */
export const fontsOptions = { fonts: { type: 'string' } } as const;

export const fontsHelp = `\
  --fonts 目录     其中的字体按名称用作正文、标题、楷体、黑体、数字；data/site.yaml 的“字体”先在其中找`;

/** The folder of fonts that a command line names, for loading an archive. */
export function fontsOption(values: Record<string, string | boolean | undefined>): LoadOptions {
  return values.fonts === undefined ? {} : { fontFolder: path.resolve(String(values.fonts)) };
}
