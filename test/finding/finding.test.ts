import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compareFindings,
  type Finding,
  hasErrors,
  type Severity,
  summarize,
} from '../../src/finding/finding.ts';

const finding = (fields: Partial<Finding> = {}): Finding => ({
  rule: 'figure/missing',
  severity: 'error',
  file: 'reports/town/2021.yaml',
  line: 1,
  column: 1,
  message: '没有填写',
  ...fields,
});

describe('the order of findings', () => {
  test('is by file, line, column and rule', () => {
    const ordered = [
      finding({ file: 'data/site.yaml', line: 9 }),
      finding({ file: 'reports/a/2021.yaml', line: 2, column: 10 }),
      finding({ file: 'reports/a/2021.yaml', line: 10, column: 2 }),
      finding({ file: 'reports/a/2021.yaml', line: 10, column: 11, rule: 'a' }),
      finding({ file: 'reports/a/2021.yaml', line: 10, column: 11, rule: 'b' }),
      finding({ file: 'reports/b/2020.yaml' }),
    ];
    expect(ordered.toReversed().sort(compareFindings)).toEqual(ordered);
  });

  test('does not depend on the order in which they were found', () => {
    const any = fc.record({
      file: fc.constantFrom('a', 'B', '郑', '😀'),
      line: fc.integer({ min: 1, max: 3 }),
      column: fc.integer({ min: 1, max: 3 }),
      rule: fc.constantFrom('x', 'y'),
    });
    fc.assert(
      fc.property(
        fc.array(any, { maxLength: 12 }),
        fc.infiniteStream(fc.nat()),
        (fields, random) => {
          const findings = fields.map(finding);
          const shuffled = findings
            .map((each) => [random.next().value, each] as const)
            .sort(([a], [b]) => a - b)
            .map(([, each]) => each);
          expect(shuffled.sort(compareFindings)).toEqual(findings.toSorted(compareFindings));
        },
      ),
    );
  });
});

describe('the summary', () => {
  const severities: Severity[] = ['error', 'error', 'error', 'warning', 'warning', 'info'];

  test('counts by severity', () => {
    const findings = severities.map((severity) => finding({ severity }));
    expect(summarize(findings, 7)).toEqual({
      reports: 7,
      errors: 3,
      warnings: 2,
      infos: 1,
      acknowledged: 0,
    });
  });

  test('counts an acknowledged finding only as such, and it blocks nothing', () => {
    const findings = severities.map((severity) => finding({ severity, acknowledged: true }));
    expect(summarize(findings, 7)).toEqual({
      reports: 7,
      errors: 0,
      warnings: 0,
      infos: 0,
      acknowledged: 6,
    });
    expect(hasErrors(findings)).toBe(false);
    expect(hasErrors([...findings, finding()])).toBe(true);
  });

  test('only errors block', () => {
    expect(hasErrors([])).toBe(false);
    expect(hasErrors([finding({ severity: 'warning' }), finding({ severity: 'info' })])).toBe(
      false,
    );
  });
});
