import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
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
import { PageError, type SitePage } from './site-page.ts';

export { overlay };

/** What of Eleventy's configuration object the plugin uses; Eleventy ships no types. */
export interface EleventyConfig {
  globalData: Record<string, unknown>;
  addGlobalData(name: string, value: unknown): void;
  addExtension(
    extension: string,
    engine: {
      outputFileExtension: string;
      compile: (
        content: string,
        file: string,
      ) => (data: { page: EleventyPage } & Record<string, unknown>) => Promise<string>;
      compileOptions: { permalink: (content: string) => (data: object) => string };
    },
  ): void;
  addWatchTarget(target: string): void;
  setWatchJavaScriptDependencies(isWatched: boolean): void;
  setServerOptions(options: ServerOptions): void;
  on(event: 'eleventy.before', listener: () => Promise<void>): void;
  on(
    event: 'eleventy.after',
    listener: (event: { directories: { output: string } }) => Promise<void>,
  ): void;
  addPlugin<T>(plugin: (config: EleventyConfig, options: T) => void, options: T): void;
  setInputDirectory(folder: string): void;
  setLayoutsDirectory(folder: string): void;
  setTemplateFormats(formats: string[]): void;
  setUseGitIgnore(isUsed: boolean): void;
}

/** What of Eleventy's data on the page under way is used. */
interface EleventyPage {
  url: string;
}

/** What of the options of Eleventy's server the preview sets. */
export interface ServerOptions {
  /** 0 for any that is free. */
  port: number;
  middleware: readonly Middleware[];
  /** Whether open pages are changed in place. */
  domDiff: boolean;
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
  /** Styles and scripts of the pages by name, as they are now. */
  assets: () => ReadonlyMap<string, Asset>;
  /** Path of the program that indexes for the search; absent where there is no search. */
  searchProgram?: string;
  /** Takes each page that Eleventy finds; where absent, Eleventy renders them all itself. */
  found?: (page: SitePage) => void;
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
  const { publication, found } = source;
  config.setTemplateFormats(['njk']);
  let environment = siteEnvironment(source);
  // A template that was saved is read again.
  config.on('eleventy.before', async () => {
    environment = siteEnvironment(source);
  });
  // Eleventy's own engine is a fork of Nunjucks, to which this environment's safe strings are not safe.
  config.addExtension('njk', {
    outputFileExtension: 'html',
    compile: (content, file) => {
      let compiled: { by: nunjucks.Environment; template: nunjucks.Template } | undefined;
      return async ({ page, ...data }) => {
        if (compiled?.by !== environment)
          compiled = {
            by: environment,
            template: new nunjucks.Template(content, environment, file),
          };
        const made = sitePage(page, frontMatter(data), compiled.template, publication);
        if (!found) return made.render();
        found(made);
        return '';
      };
    },
    compileOptions: {
      permalink: (content) => (data) => environment.renderString(content, data),
    },
  });
  config.addGlobalData('reportKeys', () => publication().reportKeys);
  config.addGlobalData('withdrawnKeys', () => publication().withdrawals.keys);
  config.addGlobalData('aggregatedKeys', () => publication().aggregatedKeys);
  config.addGlobalData('agencyIds', () => publication().agencyIds);
  config.addGlobalData('comparedAgencyIds', () => publication().comparedAgencyIds);
  config.addGlobalData('yearNumbers', () => publication().yearNumbers);
  config.addGlobalData('comparisonPages', () => publication().comparisonPages);
  if (!found)
    config.on('eleventy.after', async ({ directories }) => {
      await writeBesidePages(source, directories.output);
    });
  // What is published is decided by the archive, not by what git tracks.
  config.setUseGitIgnore(false);
}

function siteEnvironment(source: SiteSource): nunjucks.Environment {
  const { root, publication, assets, searchProgram } = source;
  const environment = createEnvironment(overlay(root, 'templates'));
  environment.addGlobal('hasSearch', searchProgram !== undefined);
  environment.addGlobal('asset', (name: string) => assets().get(name)?.path);
  environment.addGlobal('pageHead', (page: string, hasSearch?: boolean) =>
    pageHead(publication(), page, hasSearch),
  );
  return environment;
}

/** What a template's data is but for what Eleventy adds, which is large and used by no template. */
function frontMatter(data: Record<string, unknown>): Record<string, unknown> {
  const { pagination, collections, eleventy, pkg, ...own } = data;
  return own;
}

function sitePage(
  { url }: EleventyPage,
  data: Record<string, unknown>,
  template: nunjucks.Template,
  publication: () => Publication,
): SitePage {
  return {
    url,
    file: url.slice(1).replace(/(^|\/)$/, '$1index.html'),
    render: () => {
      try {
        return template.render({ ...data, page: { url }, publication: publication() });
      } catch (error) {
        throw new PageError(url, error);
      }
    },
  };
}

/** What pages need, where Eleventy writes them itself. */
async function writeBesidePages(
  { publication, assets }: SiteSource,
  output: string,
): Promise<void> {
  for (const { path: name, content } of assets().values()) {
    const file = path.join(output, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  for (const key of publication().reportKeys)
    await writeFile(path.join(output, key, 'report.json'), publication().reportJson(key));
}

/** The configuration for `npx eleventy` in a root; a caller that brings its own publication keeps it. */
export async function configureEleventy(config: EleventyConfig): Promise<void> {
  if (config.globalData.publication) return;
  const root = process.cwd();
  const { archive, findings } = loadArchive(home, root);
  if (!archive || hasErrors(findings)) throw new Error('内容有错误，请先运行 gongkai check');
  const publication = new Publication(archive, findings, { isPreview: false });
  const assets = readAssets(root, { areHashed: false });
  useSite(config, { root, publication: () => publication, assets: () => assets });
}
