import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ArchivedReport, reportKey } from '../../src/archive/archive.ts';
import { home } from '../../src/archive/load.ts';
import { placeholderText } from '../../src/archive/placeholder-text.ts';
import { inspect } from '../../src/check/inspect.ts';
import { reportDocx } from '../../src/export/docx/report-docx.ts';
import { importFile } from '../../src/import/import-file.ts';
import { parseAll } from '../../src/prose/markdown.ts';
import type { Placeholder } from '../../src/prose/placeholder.ts';
import { PrintRun } from '../../src/publish/print-run.ts';
import { readAssets } from '../../src/site/assets.ts';
import { findPages } from '../../src/site/build.ts';
import { exportedReport } from '../../src/site/data-source.ts';
import { Publication } from '../../src/site/publication.ts';
import type { SitePage } from '../../src/site/site-page.ts';
import { agencies, forms } from './archive.ts';
import { figuresOf, loadReport, madeReports } from './made-report.ts';

const { archive, findings } = inspect(home, home);
/** The archived reports, and a made one of each edition. */
const reports = new Map(
  [...archive!.reports, ...fc.sample(madeReports(), { numRuns: 40, seed: 1 })].map((archived) => [
    reportKey(archived.report),
    archived,
  ]),
);
const whole = publicationOf([...reports.values()]);

function publicationOf(shown: readonly ArchivedReport[]): Publication {
  return new Publication({ ...archive!, reports: shown }, findings, { isPreview: true });
}

async function asDocx(archived: ArchivedReport): Promise<Uint8Array> {
  const publication = publicationOf([archived]);
  const { isDemo } = publication.site;
  return reportDocx(exportedReport(publication, reportKey(archived.report)), { isDemo });
}

/** The pages of the site by the key of a report; whose words they have, is asked on rendering. */
const pages = new Map<string, SitePage>();
let shown = whole;
let run: PrintRun;
beforeAll(async () => {
  const assets = readAssets(home, { areHashed: true });
  const source = { root: home, publication: () => shown, assets: () => assets };
  for (const page of await findPages(source)) pages.set(page.url.slice(1, -1), page);
  const warn = (message: string) => {
    throw new Error(message);
  };
  run = new PrintRun(whole, { root: home, warn });
});
afterAll(() => run[Symbol.asyncDispose]());

async function asPage(archived: ArchivedReport): Promise<Uint8Array> {
  shown = publicationOf([archived]);
  return Buffer.from(pages.get(reportKey(archived.report))!.render());
}

/** What a draft is made of the bytes, loaded as a report. */
async function imported(name: string, bytes: Uint8Array): Promise<ArchivedReport> {
  const { draft, recognised } = await importFile(name, bytes, { forms, agencies });
  return loadReport(draft, recognised.agency!, recognised.year!);
}

function summary(archived: ArchivedReport) {
  const { agency, year, form, title } = archived.report;
  return { agency, year, form: form.edition, title, figures: figuresOf(archived) };
}

/** The words of each text, without blanks and without what only says how they look. */
function wordsOf(archived: ArchivedReport): Record<string, string> {
  const textOf = placeholderText(archived);
  return Object.fromEntries(
    [...archived.report.prose].map(([key, { text }]) => {
      const words = parseAll(text).map(({ children, content, meta, type }) => {
        if (type === 'placeholder') return textOf(meta!.placeholder as Placeholder);
        return children ? '' : content;
      });
      return [key, words.join('').replaceAll(/\s/g, '')];
    }),
  );
}

describe.each([...reports.keys()])('%s', (key) => {
  const archived = reports.get(key)!;

  test.each([
    ['docx', asDocx],
    ['html', asPage],
    ['pdf', () => run.print(key)],
  ] as const)('comes back from %s', async (extension, as) => {
    const back = await imported(`report.${extension}`, await as(archived));
    expect(summary(back)).toEqual(summary(archived));
    const words = wordsOf(back);
    // What stands below the last part, such as 数据说明, may have come with it.
    for (const [part, expected] of Object.entries(wordsOf(archived)))
      expect(words[part]?.slice(0, expected.length), part).toBe(expected);
    expect(JSON.stringify(words)).not.toContain('更正');
  });
});

test.each([
  ['docx', asDocx],
  ['html', asPage],
] as const)('whatever a report holds, it comes back from %s', async (extension, as) => {
  await fc.assert(
    fc.asyncProperty(madeReports(), async (archived) => {
      const back = await imported(`report.${extension}`, await as(archived));
      expect(summary(back)).toEqual(summary(archived));
      expect(back.report.published).toEqual(archived.report.published);
    }),
    { numRuns: 12 },
  );
});
