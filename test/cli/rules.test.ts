import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../roots.ts';
import { run } from './recorder.ts';

test('every file in src/check/rules is a rule, listed with what it declares', async () => {
  const files = readdirSync(path.join(projectRoot, 'src/check/rules'));
  const { code, out } = await run('rules', '--format', 'json');
  expect(code).toBe(0);
  const listed = JSON.parse(out) as Record<string, string>[];
  expect(listed.map(({ id }) => `${id!.replace('/', '-')}.ts`).sort()).toEqual(files.sort());
  for (const rule of listed) {
    for (const field of ['title', 'basis', 'description', 'message'])
      expect(rule[field], `${rule.id} ${field}`).toMatch(/\p{Script=Han}/u);
    expect(['error', 'warning', 'info']).toContain(rule.severity);
  }
  const text = await run('rules');
  expect(text.out.trim().split('\n')).toHaveLength(files.length);
});

test('docs/检查规则.md is what the rules declare', async () => {
  const { out } = await run('rules', '--format', 'markdown');
  const file = path.join(projectRoot, 'docs/检查规则.md');
  expect(
    await readFile(file, 'utf8'),
    'run: gongkai rules --format markdown > docs/检查规则.md',
  ).toBe(out);
});
