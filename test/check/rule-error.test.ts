import { expect, test } from 'vitest';
import { rules } from '../../src/check/catalogue.ts';
import { checkReports, RuleError } from '../../src/check/check.ts';
import type { Rule } from '../../src/check/rule.ts';
import { run } from '../cli/recorder.ts';
import { fixtureRoot } from '../roots.ts';
import { archiveOf, rootOf } from './archive-of.ts';

const failing: Rule = {
  id: 'test/failing',
  title: '会出错的规则',
  severity: 'warning',
  basis: '无',
  description: '无',
  message: '无',
  *check({ report }) {
    yield { offset: 0, values: {} };
    throw new TypeError(`不会检查${report.year}年`);
  },
};

test('a rule that throws is an internal failure that names the rule and the file', async () => {
  const archive = await archiveOf([{}]);
  const check = () => checkReports(archive, archive.reports, [failing]);
  expect(check).toThrow(RuleError);
  expect(check).toThrow('规则 test/failing 在检查 reports/liulin/2022.yaml 时出错：不会检查2022年');
  expect(check).toThrow(expect.objectContaining({ cause: expect.any(TypeError) }));
});

test('a rule that throws ends the program with exit code 2, and nothing is said of the reports', async () => {
  await using root = await rootOf({});
  // The program’s own list, as if a file with that rule lay among the others; whole again at the end.
  const catalogue = rules as Rule[];
  catalogue.push(failing);
  try {
    for (const args of [['check'], ['check', '--format', 'json'], ['check', '--fix'], ['build']]) {
      const { code, out, err } = await run(...args, '--root', root.path);
      expect({ code, out }, args.join(' ')).toEqual({ code: 2, out: '' });
      expect(err).toContain('程序出错：RuleError: 规则 test/failing 在检查');
    }
  } finally {
    catalogue.pop();
  }
  expect((await run('check', '--root', fixtureRoot('full'))).code).toBe(0);
});

test('without reports no rule is run', async () => {
  const archive = await archiveOf([{}]);
  expect(checkReports(archive, [], [failing])).toEqual([]);
});
