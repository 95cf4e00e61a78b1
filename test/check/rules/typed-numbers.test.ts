import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generateArchive } from '../../../bench/generate.ts';
import type { Archive, ArchivedReport } from '../../../src/archive/archive.ts';
import { home, loadArchive } from '../../../src/archive/load.ts';
import { placeholderContext } from '../../../src/archive/placeholder-context.ts';
import { checkReports } from '../../../src/check/check.ts';
import { type LiteralFigure, literalFigures } from '../../../src/check/literal-figures.ts';
import { reportProse } from '../../../src/check/prose-text.ts';
import { resolvePlaceholder } from '../../../src/facts/resolve.ts';
import { offsetInSource } from '../../../src/yaml/offsets.ts';
import { type TemporaryFolder, temporaryFolder } from '../../roots.ts';

/** Invented reports of many agencies and years whose editors typed every number by hand. */
let root: TemporaryFolder;
let archive: Archive;

beforeAll(async () => {
  root = await temporaryFolder();
  await generateArchive(root.path, { agencies: 16, years: 5, seed: 11 });
  for (const archived of loadArchive(home, root.path).archive!.reports)
    await writeFile(path.join(root.path, archived.report.source.file), typedOut(archived));
  archive = readArchive();
});
afterAll(() => root.remove());

function readArchive(): Archive {
  const { archive, findings } = loadArchive(home, root.path);
  expect(findings).toEqual([]);
  return archive!;
}

interface Change {
  start: number;
  length: number;
  text: string;
}

function changed(source: string, changes: readonly Change[]): string {
  return changes
    .toSorted((a, b) => b.start - a.start)
    .reduce(
      (text, { start, length, text: to }) => text.slice(0, start) + to + text.slice(start + length),
      source,
    );
}

/** The source with every placeholder's text in its place. */
function typedOut(archived: ArchivedReport): string {
  const { report } = archived;
  const changes = [...report.prose.values()].flatMap(({ placeholders, scalar }) =>
    placeholders.map((placeholder): Change => {
      const resolved = resolvePlaceholder(placeholder, placeholderContext(archived));
      return {
        start: offsetInSource(report.source.text, scalar, placeholder.start),
        length: placeholder.end - placeholder.start,
        text: 'text' in resolved ? resolved.text : '',
      };
    }),
  );
  return changed(report.source.text, changes);
}

/** Typed numbers that are figures of the form. */
function typedFigures(archived: ArchivedReport): LiteralFigure[] {
  const prose = reportProse(archived.report, placeholderContext(archived));
  return literalFigures(archived.report, archived.facts, prose).filter(
    ({ address }) => !address.startsWith('统计.'),
  );
}

test('right numbers raise no alarm', () => {
  const findings = checkReports(archive, archive.reports);
  expect(findings.filter(({ rule }) => rule !== 'prose/literal')).toEqual([]);
});

test('most of them are known for what they are', () => {
  const counts = archive.reports.map((archived) => typedFigures(archived).length);
  expect(Math.min(...counts)).toBeGreaterThanOrEqual(15);
});

test('each of them raises an alarm when it is one too many', async () => {
  let count = 0;
  for (const archived of archive.reports) {
    const { source } = archived.report;
    const figures = typedFigures(archived);
    count += figures.length;
    const changes = figures.map(({ part, number }) => ({
      start: part.offsetAt(number.start),
      length: number.digits.length,
      text: String(Number(number.digits) + 1),
    }));
    await writeFile(path.join(root.path, source.file), changed(source.text, changes));
  }
  const wrong = readArchive();
  const findings = checkReports(wrong, wrong.reports).filter(
    ({ rule }) => rule === 'prose/figures',
  );
  expect(findings).toHaveLength(count);
  for (const { expected, actual, severity } of findings) {
    expect(severity).toBe('warning');
    expect(actual).not.toBe(expected);
  }
});
