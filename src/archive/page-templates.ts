import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Addresses of the pages that templates make, each from the site's top. */
export interface PageTemplates {
  isPage(address: string): boolean;
  /** Those of pages that a template makes one of. */
  single: readonly string[];
}

/**
 * The addresses that the page templates of a root, else of the project, lay claim to. What a
 * template fills in may be anything: whether such a page exists is known when it is rendered.
 */
export function readPageTemplates(home: string, root: string): PageTemplates {
  const folder = [root, home]
    .map((base) => path.join(base, 'templates/pages'))
    .find((candidate) => existsSync(candidate));
  const permalinks = folder === undefined ? [] : permalinksIn(folder);
  const single = permalinks.filter((permalink) => !permalink.includes('{{')).map(addressOf);
  const patterns = permalinks
    // Of agencies and reports it is known which there are.
    .filter(
      (permalink) => permalink.includes('{{') && !/^\{\{.*?\}\}\/index\.html$/.test(permalink),
    )
    .map(patternOf);
  return {
    single,
    isPage: (address) =>
      single.includes(address) || patterns.some((pattern) => pattern.test(address)),
  };
}

function permalinksIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.njk'))
    .sort()
    .flatMap((file) => {
      const [, front = ''] =
        /^---\n(.*?)\n---\n/s.exec(readFileSync(path.join(folder, file), 'utf8')) ?? [];
      const [, permalink] = /^permalink: *["']?([^"'\n]+)["']?$/m.exec(front) ?? [];
      return permalink === undefined ? [] : [permalink];
    });
}

function addressOf(permalink: string): string {
  return `/${permalink.replace(/(^|\/|\}\})index\.html$/, '$1')}`;
}

function patternOf(permalink: string): RegExp {
  const literal = addressOf(permalink).split(/\{\{.*?\}\}/);
  return new RegExp(`^${literal.map((text) => escapePattern(text)).join('.*')}$`);
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
