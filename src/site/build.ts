import path from 'node:path';
import Eleventy from '@11ty/eleventy';
import { home } from '../archive/load.ts';
import { type EleventyConfig, type SiteSource, useSite } from './plugin.ts';

/** Writes all pages of a publication into a folder. Throws if Eleventy does. */
export async function buildSite(source: SiteSource, output: string): Promise<void> {
  const eleventy = new Eleventy(undefined, path.relative('', output), {
    configPath: path.relative('', path.join(home, '.eleventy.js')),
    quietMode: true,
    config: (config: EleventyConfig) => useSite(config, source),
  });
  await eleventy.write();
}
