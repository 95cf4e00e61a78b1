import { publishedReports } from '../archive/archive.ts';
import { home, type LoadOptions } from '../archive/load.ts';
import { inspect } from '../check/inspect.ts';
import { type Finding, hasErrors } from '../finding/finding.ts';
import { FontUse } from '../fonts/font-use.ts';
import { buildSite } from '../site/build.ts';
import { Publication } from '../site/publication.ts';
import { explainDiskFault } from './disk-fault.ts';
import { formerPdfs, writeFormerPdfs } from './former-pdfs.ts';
import { writeManifest } from './manifest.ts';
import { printReports } from './print-reports.ts';
import { PrintRun } from './print-run.ts';
import { openStaging } from './staging.ts';

export interface PublishOptions extends LoadOptions {
  root: string;
  output: string;
  browserPath?: string;
  /** Folder in which PDFs are kept from build to build; absent where none are to be kept. */
  cache?: string;
  /** A former site, whose PDFs of reports that were corrected since are kept. */
  previous?: string;
  /** Told, in Chinese, what the person building should know and need not act on. */
  warn: (message: string) => void;
  /** Called as work goes on. */
  progress: (step: Progress) => void;
  /** Ends the build early; the output stays as it was. */
  signal: AbortSignal;
}

export interface Progress {
  step: '页面' | 'PDF';
  done: number;
  total: number;
  /** How many of those done were kept from an earlier build. */
  reused?: number;
}

export interface Published {
  findings: Finding[];
  reportCount: number;
  /** Whether the output was replaced: not where the content has errors. */
  isPublished: boolean;
  /** Which face served which role, for the terminal; none where nothing was published. */
  fontLines: string[];
}

/**
 * Builds the whole site with its PDFs and puts it in the old one's place, complete or not at all.
 * Throws OutputError, PreviousSiteError, PrintError, what Eleventy throws, or the signal's reason.
 */
export async function publish(options: PublishOptions): Promise<Published> {
  try {
    return await buildAside(options);
  } catch (error) {
    throw explainDiskFault(error);
  }
}

async function buildAside(options: PublishOptions): Promise<Published> {
  const { root, output, progress, signal } = options;
  const { archive, findings, reportCount } = inspect(home, root, options);
  if (!archive || hasErrors(findings))
    return { findings, reportCount, isPublished: false, fontLines: [] };

  const corrected = publishedReports(archive).filter(({ report }) => report.corrections.length > 0);
  if (options.previous === undefined && corrected.length > 0)
    options.warn(
      `有 ${corrected.length} 份年报更正过，没有写 --previous：更正前的 PDF 不在这次生成的网站里`,
    );
  const former =
    options.previous === undefined
      ? new Map<string, never>()
      : await formerPdfs(options.previous, archive, findings);
  const publication = new Publication(archive, findings, { isPreview: false, formerPdfs: former });
  const fontUse = new FontUse(archive.fonts);
  await using run = new PrintRun(publication, {
    ...options,
    onDocument: (html) => fontUse.add(html),
  });
  const staging = await openStaging(output, root);
  try {
    signal.throwIfAborted();
    await buildSite(
      { root, publication: () => publication, warn: options.warn, signal },
      staging.folder,
    );
    const total = publication.reportKeys.length;
    progress({ step: '页面', done: total, total });
    await printReports(publication, staging.folder, run, {
      signal,
      progress: (count) => progress({ step: 'PDF', ...count }),
    });
    await writeFormerPdfs(staging.folder, former);
    await writeManifest(staging.folder, { home, root, publication, tools: run.tools });
    await run.trim();
    signal.throwIfAborted();
    staging.swapIn();
  } finally {
    staging.discard();
  }
  return { findings, reportCount, isPublished: true, fontLines: fontUse.lines() };
}
