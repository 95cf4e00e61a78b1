import { readFileSync } from 'node:fs';
import path from 'node:path';
import Big from 'big.js';
import type { Agencies } from '../../src/archive/agencies.ts';
import { loadForms } from '../../src/archive/forms.ts';
import { home } from '../../src/archive/load.ts';
import { computeFacts } from '../../src/facts/compute.ts';
import type { Form } from '../../src/form/form.ts';
import { type Imported, importFile } from '../../src/import/import-file.ts';
import type { Confidence } from '../../src/import/recognised.ts';
import { readReport } from '../../src/report/read.ts';
import type { Report } from '../../src/report/report.ts';
import { createSource } from '../../src/yaml/source.ts';
import { type Expectation, readExpectation } from '../../test/fixtures/import/make/expectation.ts';
import type { FixtureFile } from './fixture-files.ts';

/** A figure that did not arrive as the source states it. */
export interface Difference {
  address: string;
  /** Digits; null where the source states none. */
  expected: string | null;
  /** Digits of the draft; null where it has 未载. */
  actual: string | null;
  confidence: Confidence | undefined;
}

/** What became of one fixture. */
export interface Measured {
  name: string;
  group: string;
  expected: Expectation;
  imported: Imported;
  /** The draft, read as any report is; undefined where that fails. */
  report: Report | undefined;
  /** What is wrong with the draft as YAML of a report. */
  problems: readonly string[];
  /** Figures, printed totals included, that the source states. */
  stated: number;
  found: number;
  /** Figures of the draft that the source does not state so: invented, or in the wrong place. */
  wrong: readonly Difference[];
  /** Figures of the source that the draft does not have. */
  missing: readonly Difference[];
  /** Of the figures that arrived, right or wrong, those that somebody is asked to look at. */
  doubtful: number;
}

const { forms } = loadForms(home, home);

/** Imports a fixture and compares every figure with what is expected of it. */
export async function measure(file: FixtureFile, agencies: Agencies): Promise<Measured> {
  const expected = readExpectation(file.expectation);
  const source = path.join(path.dirname(file.expectation), expected.source);
  const imported = await importFile(expected.source, readFileSync(source), { forms, agencies });
  const { report, problems } = readReport(
    createSource(`reports/${expected.agency}/${expected.year}.yaml`, imported.draft),
    expected.agency,
    expected.year,
    forms,
  );
  const actual = actualFigures(imported, report, expected);
  const differences = [...expected.figures].flatMap(([address, digits]): Difference[] => {
    const { digits: own, confidence } = actual(address);
    return isSame(digits, own) ? [] : [{ address, expected: digits, actual: own, confidence }];
  });
  const stated = [...expected.figures.values()].filter((digits) => digits !== null).length;
  const wrong = differences.filter((difference) => difference.actual !== null);
  const missing = differences.filter((difference) => difference.actual === null);
  const arrived = [...expected.figures.keys()].map(actual).filter(({ digits }) => digits !== null);
  return {
    name: file.name,
    group: file.group,
    expected,
    imported,
    report,
    problems: problems.map(({ message }) => message),
    stated,
    found: stated - differences.filter((difference) => difference.expected !== null).length,
    wrong,
    missing,
    doubtful: arrived.filter(({ confidence }) => confidence === 'doubtful').length,
  };
}

type ActualFigure = { digits: string | null; confidence: Confidence | undefined };

/** Primary figures are asked of the draft itself, printed totals of the receipt. */
function actualFigures(
  { receipt }: Imported,
  report: Report | undefined,
  { edition }: Expectation,
): (address: string) => ActualFigure {
  const form = forms.get(edition) as Form;
  const receipts = new Map(receipt.figures.map((figure) => [figure.address, figure]));
  const facts = report && computeFacts(report);
  return (address) => {
    const noted = receipts.get(address);
    const index = form.indexByAddress.get(address);
    if (index === undefined) throw new Error(`No fact of ${edition}: ${address}`);
    const isPrimary = form.facts[index]!.role === 'primary';
    const digits = isPrimary ? (facts?.get(address)?.text ?? null) : (noted?.digits ?? null);
    return { digits, confidence: noted?.confidence };
  };
}

/** Same digits after the point as well, since the draft keeps those of the source. */
function isSame(expected: string | null, actual: string | null): boolean {
  if (expected === null || actual === null) return expected === actual;
  const places = (digits: string) => digits.split('.')[1]?.length ?? 0;
  const value = (digits: string) => new Big(digits.replace('+', ''));
  return value(expected).eq(value(actual)) && places(expected) === places(actual);
}
