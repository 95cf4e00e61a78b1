import { type LoadedArchive, loadArchive } from '../archive/load.ts';
import { compareFindings } from '../finding/finding.ts';
import { checkReports } from './check.ts';

/**
 * Reads a root and checks every report that can be read: all that is to be said of it.
 * Throws RuleError where a rule fails.
 */
export function inspect(home: string, root: string): LoadedArchive {
  const loaded = loadArchive(home, root);
  const { archive } = loaded;
  if (!archive) return loaded;
  const faulty = new Set(loaded.findings.filter(({ isFault }) => isFault).map(({ file }) => file));
  const readable = archive.reports.filter(({ report }) => !faulty.has(report.source.file));
  const findings = [...loaded.findings, ...checkReports(archive, readable)];
  return { ...loaded, findings: findings.sort(compareFindings) };
}
