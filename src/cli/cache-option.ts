import path from 'node:path';
import { UsageError } from './command.ts';

/** Options of the commands that make PDFs. */
export const cacheOptions = {
  cache: { type: 'string' },
  'no-cache': { type: 'boolean' },
} as const;

export const cacheHelp = `\
  --cache 目录     PDF 的缓存，没有变动的年报不再重新排版；默认为 <root>/.cache/pdf
  --no-cache       不用缓存，全部重新排版`;

/** The cache folder that a command line asks for; undefined where there is to be none. */
export function cacheFolder(
  values: Record<string, string | boolean | undefined>,
  root: string,
): string | undefined {
  if (!values['no-cache'])
    return path.resolve(String(values.cache ?? path.join(root, '.cache/pdf')));
  if (values.cache !== undefined) throw new UsageError('--cache 与 --no-cache 只能用一个');
  return undefined;
}
