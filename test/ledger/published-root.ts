import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { home } from '../../src/archive/load.ts';
import { inspect } from '../../src/check/inspect.ts';
import { type Finding, hasErrors } from '../../src/finding/finding.ts';
import { ledgerFile } from '../../src/ledger/ledger.ts';
import { recordArchive } from '../../src/ledger/record.ts';
import { ledgerText } from '../../src/ledger/write-ledger.ts';
import { type ReportTexts, rootOf } from '../check/archive-of.ts';
import type { TemporaryFolder } from '../roots.ts';

/** A root whose reports are all recorded as published. */
export async function publishedRoot(...reports: readonly ReportTexts[]): Promise<TemporaryFolder> {
  const root = await rootOf(...reports);
  await record(root.path);
  return root;
}

/** Records all that a root publishes; it must be without errors. */
export async function record(root: string): Promise<void> {
  const { archive, findings } = inspect(home, root);
  if (!archive || hasErrors(findings))
    throw new Error(findings.map(({ message }) => message).join('\n'));
  await writeFile(
    path.join(root, ledgerFile),
    ledgerText(recordArchive(archive, findings).entries),
  );
}

/** What is told of a root about its ledger and its corrections. */
export function ledgerFindings(root: string): Finding[] {
  return inspect(home, root).findings.filter(({ rule }) => /^(ledger|correction)\//.test(rule));
}

/** Replaces the only occurrence of a text in a file of a root. */
export async function edit(root: string, file: string, from: string, to: string): Promise<void> {
  const full = path.join(root, file);
  const text = await readFile(full, 'utf8');
  if (text.split(from).length !== 2) throw new Error(`“${from}” must stand once in ${file}`);
  await writeFile(
    full,
    text.replace(from, () => to),
  );
}

/** Line and column, from 1, at which a text that stands once in a file of a root begins. */
export async function placeOf(
  root: string,
  file: string,
  wanted: string,
): Promise<{ line: number; column: number }> {
  const parts = (await readFile(path.join(root, file), 'utf8')).split(wanted);
  if (parts.length !== 2) throw new Error(`“${wanted}” must stand once in ${file}`);
  const lines = parts[0]!.split('\n');
  return { line: lines.length, column: [...lines.at(-1)!].length + 1 };
}
