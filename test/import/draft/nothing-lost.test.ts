import { load } from 'cheerio';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Draft, draftOf } from '../../../src/import/draft/draft.ts';
import { recogniseReport } from '../../../src/import/recognise/recognise.ts';
import type { SourceDocument } from '../../../src/import/source-document.ts';
import { renderProse } from '../../../src/prose/markdown.ts';
import { readReport } from '../../../src/report/read.ts';
import { createSource } from '../../../src/yaml/source.ts';
import { seeds } from '../../seeds/reports.ts';
import { agencies, forms, seedText, textDocument } from '../archive.ts';
import { hostileDocument, hostileText } from './hostile-source.ts';

/** Without white space, what no file of ours may hold, and marks of emphasis. */
function folded(text: string): string {
  return text.normalize('NFKC').replace(/[\p{White_Space}\p{C}\ufffd*]/gu, '');
}

/** What a reader of the site sees of a draft, and what the receipt says; folded. */
function kept({ yaml, receipt }: Draft): string {
  const { report } = readReport(createSource('', yaml), 'a', 2021, forms);
  const prose = [...report!.prose.values()].map(({ text }) => {
    const html = renderProse(text, {
      partId: 'a',
      level: 2,
      medium: 'print',
      resolve: () => ({ text: '', address: '' }),
    });
    return load(html).text();
  });
  const entries = [
    ...receipt.mended,
    ...receipt.leftOut,
    ...receipt.needsPerson,
    ...receipt.noticed,
  ].flatMap(({ message, text }) => [message, text ?? '']);
  const figures = receipt.figures.map(({ written }) => written);
  return folded(
    [receipt.title ?? '', receipt.published ?? '', ...prose, ...entries, ...figures].join('\n'),
  );
}

/** The form's own words, which a draft says by its keys. */
const formWords = new Set(
  [...forms.values()].flatMap((form) =>
    JSON.stringify({ parts: form.parts, tables: form.tables })
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean),
  ),
);

/** Runs of letters and digits of a source that are neither kept nor the form's own. */
function lost({ blocks }: SourceDocument, draft: Draft): string[] {
  const all = kept(draft);
  const texts = blocks.flatMap((block) =>
    block.kind === 'text' ? [block.text] : block.rows.flatMap((row) => row.map(({ text }) => text)),
  );
  return texts
    .flatMap(
      (text) =>
        text
          .normalize('NFKC')
          .replaceAll('*', '')
          .match(/[\p{L}\p{N}]+/gu) ?? [],
    )
    .filter((run) => !all.includes(run) && !isOfForm(run));
}

/** Whether the form has these words, whatever number the source gives them. */
function isOfForm(run: string): boolean {
  const words = run.replace(/^\d{1,2}(?=\D)/, '');
  return formWords.has(words) || [...formWords].some((own) => own.includes(words));
}

const imported = (document: SourceDocument) =>
  draftOf(recogniseReport(document, { forms, agencies }), { agencies });

test('every word of a source is in the draft or in the receipt', () => {
  fc.assert(
    fc.property(fc.oneof(hostileDocument, hostileText), (document) => {
      expect(lost(document, imported(document))).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test.each(seeds)('every word of $key is in the draft or in the receipt', ({ key }) => {
  const document = textDocument(seedText(key));
  expect(lost(document, imported(document))).toEqual([]);
});
