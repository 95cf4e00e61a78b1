import { type LoadedArchive, type LoadOptions, loadArchive } from '../archive/load.ts';
import { compareFindings } from '../finding/finding.ts';
import { checkReports } from './check.ts';

/**
 * Reads a root and checks every report that can be read: all that is to be said of it.
 * Throws RuleError where a rule fails, FontFolderError where the folder of fonts is of no use.
 */
export function inspect(home: string, root: string, options: LoadOptions = {}): LoadedArchive {
  const loaded = loadArchive(home, root, options);
  const { archive } = loaded;
  if (!archive) return loaded;
  const faulty = new Set(loaded.findings.filter(({ isFault }) => isFault).map(({ file }) => file));
  const readable = archive.reports.filter(({ report }) => !faulty.has(report.source.file));
  const checked = checkReports(archive, readable, undefined, options.recollection);
  const findings = [...loaded.findings, ...checked];
  return { ...loaded, findings: findings.sort(compareFindings) };
}
