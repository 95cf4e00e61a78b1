import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import nunjucks from 'nunjucks';
import { home, loadArchive } from '../archive/load.ts';
import { hasErrors } from '../finding/finding.ts';
import { pageHead } from '../serving/page-head.ts';
import { type Asset, readAssets } from './assets.ts';
import { createEnvironment } from './environment.ts';
import { overlay } from './overlay.ts';
import { Publication } from './publication.ts';

export { overlay };

/** What of Eleventy's configuration object the plugin uses; Eleventy ships no types. */
export interface EleventyConfig {
  globalData: Record<string, unknown>;
  addGlobalData(name: string, value: unknown): void;
  addExtension(
    extension: string,
    engine: {
      outputFileExtension: string;
      compile: (content: string, file: string) => (data: object) => Promise<string>;
      compileOptions: { permalink: (content: string) => (data: object) => string };
    },
  ): void;
  addPassthroughCopy(paths: Record<string, string>): void;
  addWatchTarget(target: string): void;
  setWatchJavaScriptDependencies(isWatched: boolean): void;
  setServerOptions(options: ServerOptions): void;
  on(event: 'eleventy.before', listener: () => Promise<void>): void;
  on(
    event: 'eleventy.after',
    listener: (event: {
      directories: { output: string };
      /** Whether Eleventy itself writes files. */
      outputMode: 'fs' | 'json';
    }) => Promise<void>,
  ): void;
  addPlugin<T>(plugin: (config: EleventyConfig, options: T) => void, options: T): void;
  setInputDirectory(folder: string): void;
  setLayoutsDirectory(folder: string): void;
  setTemplateFormats(formats: string[]): void;
  setUseGitIgnore(isUsed: boolean): void;
}

/** What of the options of Eleventy's server the preview sets. */
export interface ServerOptions {
  /** 0 for any that is free. */
  port: number;
  middleware: readonly Middleware[];
  /** Whether `hosts` are to be all addresses of this machine, not just `localhost`. */
  showAllHosts: boolean;
  /** What is to be said in the terminal, if anything. */
  messageOnStart: (started: { hosts: readonly string[] }) => string | false;
}

/** Answers a request of the preview's server, or leaves it to `next`. */
export type Middleware = (
  request: IncomingMessage,
  response: ServerResponse,
  next: () => void,
) => void;

export interface SiteSource {
  root: string;
  /** The current publication; a preview makes a new one when a file is saved. */
  publication: () => Publication;
  /** Styles of the pages by name; where absent, as they lie there and by their own names. */
  assets?: ReadonlyMap<string, Asset>;
  /** Ends a build early: pages not yet rendered stay empty, as Eleventy itself cannot be stopped. */
  signal?: AbortSignal;
}

/** Points Eleventy at the pages and hands it the site; the one way to configure it. */
export function useSite(config: EleventyConfig, source: SiteSource): void {
  const pages = overlay(source.root, 'templates/pages').find((folder) => existsSync(folder))!;
  // Directories cannot be set in a plugin.
  config.setInputDirectory(path.relative('', pages));
  config.addGlobalData('publication', source.publication);
  config.addPlugin(publicationSite, source);
}

/** Eleventy plugin: templates, styles, and the publication as the templates' only data. */
function publicationSite(config: EleventyConfig, source: SiteSource): void {
  const { root, publication, signal } = source;
  const assets = source.assets ?? readAssets(root, { areHashed: false });
  config.setTemplateFormats(['njk']);
  const environment = createEnvironment(overlay(root, 'templates'));
  environment.addGlobal('asset', (name: string) => assets.get(name)?.path);
  environment.addGlobal('pageHead', (page: string, hasSearch?: boolean) =>
    pageHead(publication(), page, hasSearch),
  );
  // Eleventy's own engine is a fork of Nunjucks, to which this environment's safe strings are not safe.
  config.addExtension('njk', {
    outputFileExtension: 'html',
    compile: (content, file) => {
      const template = new nunjucks.Template(content, environment, file);
      return async (data) => (signal?.aborted ? '' : template.render(data));
    },
    compileOptions: {
      permalink: (content) => (data) => environment.renderString(content, data),
    },
  });
  config.addGlobalData('reportKeys', () => publication().reportKeys);
  config.addGlobalData('agencyIds', () => publication().agencyIds);
  config.addGlobalData('comparedAgencyIds', () => publication().comparedAgencyIds);
  config.addGlobalData('yearNumbers', () => publication().yearNumbers);
  config.addGlobalData('comparisonPages', () => publication().comparisonPages);
  config.on('eleventy.after', async ({ directories, outputMode }) => {
    if (outputMode === 'fs') await writeReportJson(publication(), directories.output);
  });
  for (const asset of assets.values())
    config.addPassthroughCopy({ [path.relative('', asset.file)]: asset.path });
  // What is published is decided by the archive, not by what git tracks.
  config.setUseGitIgnore(false);
}

/** Files under way at a time. */
const writesAtOnce = 16;

/** Data files are no templates: they are written beside the pages, without a template's cost. */
async function writeReportJson(publication: Publication, output: string): Promise<void> {
  const waiting = publication.reportKeys.values();
  const write = async () => {
    for (const key of waiting)
      await writeFile(path.join(output, key, 'report.json'), publication.reportJson(key));
  };
  await Promise.all(Array.from({ length: writesAtOnce }, write));
}

/** The configuration for `npx eleventy` in a root; a caller that brings its own publication keeps it. */
export async function configureEleventy(config: EleventyConfig): Promise<void> {
  if (config.globalData.publication) return;
  const root = process.cwd();
  const { archive, findings } = loadArchive(home, root);
  if (!archive || hasErrors(findings)) throw new Error('内容有错误，请先运行 gongkai check');
  const publication = new Publication(archive, findings, { isPreview: false });
  useSite(config, { root, publication: () => publication });
}
