import type { ReportFacts } from '../../src/facts/facts.ts';

/** Printed figures of a table: row label → column label → digits, `—` where there are none. */
export function tableRows(facts: ReportFacts, table: string): [string, Record<string, string>][] {
  const rows = new Map<string, Record<string, string>>();
  for (const [index, { rowLabels, columnLabel, ...definition }] of facts.form.facts.entries()) {
    if (definition.table !== table || definition.role === 'derived') continue;
    const label = rowLabels.at(-1)!;
    const row = rows.get(label) ?? {};
    row[columnLabel] = facts.at(index).text ?? '—';
    rows.set(label, row);
  }
  return [...rows];
}
