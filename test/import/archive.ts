import { readFileSync } from 'node:fs';
import { loadForms } from '../../src/archive/forms.ts';
import { home, loadArchive } from '../../src/archive/load.ts';
import { readText } from '../../src/import/read/text.ts';
import { recogniseReport } from '../../src/import/recognise/recognise.ts';
import type { RecognisedReport } from '../../src/import/recognised.ts';
import type { SourceDocument } from '../../src/import/source-document.ts';

/** The forms and the agencies that the project comes with; the seeds' agencies are among them. */
export const { forms } = loadForms(home, home);
export const { agencies } = loadArchive(home, home).archive!;

const fixtures = new URL('../fixtures/import/seeds/', import.meta.url);

/** The text of a seed, by a key such as `weishi-daying/2021`. */
export function seedText(key: string): string {
  return readFileSync(new URL(`${key.replace('/', '-')}.txt`, fixtures), 'utf8');
}

export function textDocument(text: string, name = 'text.txt'): SourceDocument {
  return readText(name, new TextEncoder().encode(text));
}

export function recogniseText(
  text: string,
  given: { agency?: string; year?: number } = {},
): RecognisedReport {
  return recogniseReport(textDocument(text), { forms, agencies, ...given });
}

export function recogniseSeed(key: string): RecognisedReport {
  const document = textDocument(seedText(key), `${key.replace('/', '-')}.txt`);
  return recogniseReport(document, { forms, agencies });
}
