import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { compareText } from '../finding/finding.ts';
import type { Rule } from './rule.ts';

const folder = path.join(import.meta.dirname, 'rules');

/** Every rule, by id. A new file in `rules/` that exports `rule` is a new rule. */
export const rules: readonly Rule[] = await loadRules();

async function loadRules(): Promise<Rule[]> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  const modules = await Promise.all(
    files.map(
      (name) => import(pathToFileURL(path.join(folder, name)).href) as Promise<{ rule: Rule }>,
    ),
  );
  return modules.map(({ rule }) => rule).sort((a, b) => compareText(a.id, b.id));
}
