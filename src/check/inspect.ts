import { type LoadedArchive, type LoadOptions, loadArchive } from '../archive/load.ts';
import { compareFindings } from '../finding/finding.ts';
import { vanishedReports } from '../ledger/vanished.ts';
import { checkReports } from './check.ts';

/**
 * Reads a root and checks every report that can be read: all that is to be said of it.
 * Throws RuleError where a rule fails, FontFolderError where the folder of fonts is of no use.
 */
export function inspect(home: string, root: string, options: LoadOptions = {}): LoadedArchive {
  return inspectSome(home, root, () => true, options);
}

/** The same, of the files alone that are asked for. */
export function inspectSome(
  home: string,
  root: string,
  isAskedFor: (file: string) => boolean,
  options: LoadOptions = {},
): LoadedArchive {
  const loaded = loadArchive(home, root, options);
  const { archive } = loaded;
  const own = loaded.findings.filter(({ file }) => isAskedFor(file));
  if (!archive) return { ...loaded, findings: own };
  const faulty = new Set(own.filter(({ isFault }) => isFault).map(({ file }) => file));
  const readable = archive.reports.filter(
    ({ report: { source } }) => isAskedFor(source.file) && !faulty.has(source.file),
  );
  const checked = checkReports(archive, readable, undefined, options.recollection);
  const unread = new Set(loaded.findings.map(({ file }) => file));
  const vanished = vanishedReports(archive, unread).filter(({ file }) => isAskedFor(file));
  return { ...loaded, findings: [...own, ...checked, ...vanished].sort(compareFindings) };
}
