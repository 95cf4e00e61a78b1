import path from 'node:path';
import Eleventy from '@11ty/eleventy';
import { home } from '../archive/load.ts';
import { type SiteSource, useSite } from './plugin.ts';

const configPath = path.relative('', path.join(home, '.eleventy.js'));

/**
 * Writes all pages of a publication into a folder.
 * Throws what Eleventy throws, or the signal's reason once nothing is written any more.
 */
export async function buildSite(source: SiteSource, output: string): Promise<void> {
  const eleventy = new Eleventy(undefined, path.relative('', output), {
    configPath,
    quietMode: true,
    config: (config) => useSite(config, source),
  });
  eleventy.disableLogger();
  await eleventy.write();
  source.signal?.throwIfAborted();
}

/**
 * Serves the pages on this machine and renews them whenever a file of the root is saved.
 * `reload` is called before each renewal.
 */
export async function serveSite(
  source: SiteSource,
  output: string,
  port: number,
  reload: () => Promise<void>,
): Promise<void> {
  const eleventy = new Eleventy(undefined, path.relative('', output), {
    configPath,
    quietMode: true,
    runMode: 'serve',
    config: (config) => {
      useSite(config, source);
      for (const folder of ['reports', 'data'])
        config.addWatchTarget(path.relative('', path.join(source.root, folder)));
      // Eleventy's scanner does not read TypeScript; whoever edits the program restarts it.
      config.setWatchJavaScriptDependencies(false);
      config.on('eleventy.before', reload);
    },
  });
  await eleventy.init();
  await eleventy.watch();
  await eleventy.serve(port);
}
