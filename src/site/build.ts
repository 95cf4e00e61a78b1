import type { Server } from 'node:http';
import { isIPv6, type ListenOptions } from 'node:net';
import path from 'node:path';
import Eleventy from '@11ty/eleventy';
import { home } from '../archive/load.ts';
import { readAssets } from './assets.ts';
import { type Middleware, type SiteSource, useSite } from './plugin.ts';
import { writeSite } from './site-files.ts';

const configPath = path.relative('', path.join(home, '.eleventy.js'));

/**
 * Writes all pages of a publication into a folder.
 *
 * Eleventy only renders them. Were it to write them too, a failed build could not be cleaned up after:
 * it goes on writing beside the error, and where two writes fail it ends the process.
 *
 * Throws what Eleventy or the file system throws, or the signal's reason, once nothing is written
 * any more.
 */
export async function buildSite(given: SiteSource, output: string): Promise<void> {
  const source = { ...given, assets: readAssets(given.root, { areHashed: true }) };
  const eleventy = new Eleventy(undefined, path.relative('', output), {
    configPath,
    quietMode: true,
    config: (config) => useSite(config, source),
  });
  eleventy.disableLogger();
  const pages = await eleventy.toJSON();
  source.signal?.throwIfAborted();
  await writeSite(pages, source, output);
}

export interface ServeOptions {
  /** Where the pages are kept; a folder of the preview's own. */
  output: string;
  /** Name or address of this machine at which to listen. */
  host: string;
  /** If it is taken, one of the ten after it is; 0 for any that is free. */
  port: number;
  /** Called before each renewal. */
  reload: () => Promise<void>;
  /** Files and folders that are watched besides the root's content. */
  watched: readonly string[];
  /** Answers what is no page of the site. */
  middleware: Middleware;
}

/** A running preview. */
export interface SiteServer {
  /** Where it can be seen, with a slash at the end. */
  urls: readonly string[];
  close(): Promise<void>;
}

/**
 * Serves the pages and renews them whenever a file of the root is saved.
 * Throws what Eleventy throws, or a system error where the host is none of this machine.
 */
export async function serveSite(source: SiteSource, options: ServeOptions): Promise<SiteServer> {
  const { output, host, port, reload, watched, middleware } = options;
  const isAnyAddress = host === '0.0.0.0' || host === '::';
  let urls: readonly string[] = [];
  const eleventy = new Eleventy(undefined, path.relative('', output), {
    configPath,
    quietMode: true,
    runMode: 'serve',
    config: (config) => {
      useSite(config, source);
      const content = ['reports', 'data'].map((folder) => path.join(source.root, folder));
      for (const target of [...content, ...watched])
        config.addWatchTarget(path.relative('', target));
      // Eleventy's scanner does not read TypeScript; whoever edits the program restarts it.
      config.setWatchJavaScriptDependencies(false);
      config.on('eleventy.before', reload);
      config.setServerOptions({
        port,
        middleware: [middleware],
        showAllHosts: isAnyAddress,
        messageOnStart: ({ hosts }) => {
          const name = isIPv6(host) ? `[${host}]` : host;
          urls = isAnyAddress ? hosts : hosts.map((url) => url.replace('localhost', name));
          return false;
        },
      });
    },
  });
  await eleventy.init();
  await eleventy.watch();
  const { eleventyServe } = eleventy;
  await eleventyServe.init();
  await eleventyServe.initServerInstance();
  const { server } = eleventyServe;
  const unheard = listenAt(server.server, host);
  await eleventy.serve();
  try {
    await Promise.race([server.ready(), unheard]);
  } catch (error) {
    await eleventy.stopWatch();
    throw error;
  }
  return { urls, close: () => eleventy.stopWatch() };
}

/**
 * Eleventy's server listens on all interfaces, and has no option for it: here it is told where.
 * Returns a promise that only ever fails, when it cannot listen there.
 */
function listenAt(server: Server, host: string): Promise<never> {
  const listen = server.listen.bind(server);
  Object.assign(server, { listen: (options: ListenOptions) => listen({ ...options, host }) });
  return new Promise((_resolve, reject) => {
    server.on('error', (error: NodeJS.ErrnoException) => {
      // Eleventy tries the next port.
      if (error.code !== 'EADDRINUSE') reject(error);
    });
  });
}
