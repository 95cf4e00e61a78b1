import path from 'node:path';
import Eleventy from '@11ty/eleventy';

/** A page as Eleventy is given it: plain text and plain numbers. */
export interface BareReport {
  /** Folder of the page. */
  key: string;
  title: string;
  paragraphs: string[];
  rows: { label: string; cells: number[] }[];
}

/** Writes one page per report with Eleventy as it comes: one template, its own Nunjucks, no plugin. */
export async function buildBareSite(reports: readonly BareReport[], output: string): Promise<void> {
  const pages = path.relative('', path.join(import.meta.dirname, 'pages'));
  const eleventy = new Eleventy(pages, path.relative('', output), {
    // Not this project's configuration, but none.
    configPath: '',
    quietMode: true,
    config: (config) => config.addGlobalData('reports', reports),
  });
  eleventy.disableLogger();
  await eleventy.write();
}
