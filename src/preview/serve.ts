import type { Server } from 'node:http';
import { isIPv6, type ListenOptions } from 'node:net';
import path from 'node:path';
import Eleventy from '@11ty/eleventy';
import { configPath } from '../site/build.ts';
import { type Middleware, type SiteSource, useSite } from '../site/plugin.ts';
import type { SitePage } from '../site/site-page.ts';
import { contentFolders, hasChangedSince, untilWatched } from './content-watch.ts';

export interface ServeOptions {
  /** Name or address of this machine at which to listen. */
  host: string;
  /** If it is taken, one of the ten after it is; 0 for any that is free. */
  port: number;
  /** When the source's publication was read, in milliseconds since 1970: what is saved later is shown. */
  readAt: number;
  /** Called before each renewal. */
  reload: () => Promise<void>;
  /** Called with all pages by their addresses, at first and after each renewal. */
  renewed: (pages: ReadonlyMap<string, SitePage>) => void;
  /** Called with what Eleventy has to complain of, in its own words. */
  complain: (message: string) => void;
  /** Files and folders that are watched besides the root's content. */
  watched: readonly string[];
  /** Answer requests, the first that will. */
  middleware: readonly Middleware[];
}

/** A running preview. */
export interface SiteServer {
  /** Where it can be seen, with a slash at the end. */
  urls: readonly string[];
  close(): Promise<void>;
}

/**
 * Finds the pages anew whenever a file of the root is saved, and tells open pages to load
 * themselves again. No page is rendered before somebody asks for it, and none is written: so what a
 * save costs hardly grows with the archive.
 * Throws what Eleventy throws, or a system error where the host is none of this machine.
 */
export async function serveSite(source: SiteSource, options: ServeOptions): Promise<SiteServer> {
  const { host, port, readAt, reload, renewed, complain, watched, middleware } = options;
  const isAnyAddress = host === '0.0.0.0' || host === '::';
  let urls: readonly string[] = [];
  let pages = new Map<string, SitePage>();
  const eleventy = new Eleventy(undefined, undefined, {
    configPath,
    quietMode: true,
    dryRun: true,
    runMode: 'serve',
    config: (config) => {
      config.on('eleventy.before', async () => {
        pages = new Map();
        await reload();
      });
      config.on('eleventy.after', async () => renewed(pages));
      useSite(config, { ...source, found: (page) => pages.set(page.url, page) });
      const content = contentFolders.map((folder) => path.join(source.root, folder));
      for (const target of [...content, ...watched])
        config.addWatchTarget(path.relative('', target));
      // Eleventy's scanner does not read TypeScript; whoever edits the program restarts it.
      config.setWatchJavaScriptDependencies(false);
      config.setServerOptions({
        port,
        middleware,
        // Eleventy has rendered nothing that it could change pages into.
        domDiff: false,
        showAllHosts: isAnyAddress,
        messageOnStart: ({ hosts }) => {
          const name = isIPv6(host) ? `[${host}]` : host;
          urls = isAnyAddress ? hosts : hosts.map((url) => url.replace('localhost', name));
          return false;
        },
      });
    },
  });
  const silent = () => {};
  eleventy.logger.overrideLogger({ log: silent, info: silent, warn: complain, error: complain });
  await eleventy.init();
  const renew = await eleventy.watch();
  const { watcher } = eleventy;
  // Eleventy leaves what is deleted where it was.
  watcher.on('unlink', (file) => void renew(file));
  await untilWatched(watcher, source.root);
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
  if (hasChangedSince(source.root, readAt)) void renew(path.join(source.root, 'reports'));
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
