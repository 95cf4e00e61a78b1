import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draftOf } from '../../../src/import/draft/draft.ts';
import { receiptJson } from '../../../src/import/draft/receipt.ts';
import { receiptText } from '../../../src/import/draft/receipt-text.ts';
import { recogniseReport } from '../../../src/import/recognise/recognise.ts';
import type { SourceDocument } from '../../../src/import/source-document.ts';
import { readReport } from '../../../src/report/read.ts';
import { createSource } from '../../../src/yaml/source.ts';
import { agencies, forms } from '../archive.ts';
import { hostileDocument, hostileText } from './hostile-source.ts';

const source = fc.oneof(hostileDocument, hostileText);

function imported(document: SourceDocument) {
  const recognised = recogniseReport(document, { forms, agencies });
  const { yaml, receipt } = draftOf(recognised, { agencies });
  const read = readReport(createSource('reports/a/2021.yaml', yaml), 'a', 2021, forms);
  return { recognised, yaml, receipt, ...read };
}

test('a draft of anything is a report without a problem, and no word of its source a placeholder', () => {
  fc.assert(
    fc.property(source, (document) => {
      const { problems, report, recognised } = imported(document);
      expect(problems).toEqual([]);
      expect(report!.archived).toBeDefined();
      expect(report!.acknowledgements).toEqual([]);
      expect([...report!.prose.values()].flatMap(({ placeholders }) => placeholders)).toEqual([]);
      const written = new Map(recognised.prose.map(({ key, markdown }) => [key, markdown]));
      for (const [key, { text }] of report!.prose)
        expect(text.trimEnd()).toBe((written.get(key) ?? '（原文未载。）').trimEnd());
    }),
    { numRuns: 200 },
  );
});

test('the same source gives the same bytes', () => {
  fc.assert(
    fc.property(source, (document) => {
      const [one, other] = [imported(document), imported(structuredClone(document))];
      expect(other.yaml).toBe(one.yaml);
      expect(receiptJson(other.receipt)).toBe(receiptJson(one.receipt));
      expect(receiptText(other.receipt)).toBe(receiptText(one.receipt));
    }),
    { numRuns: 40 },
  );
});
