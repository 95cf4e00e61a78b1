import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { accuracyTable } from '../../bench/accuracy/accuracy-table.ts';
import { groupNames, seedGroup } from '../../bench/accuracy/fixture-files.ts';
import type { Difference, Measured } from '../../bench/accuracy/measure.ts';
import { measureAll } from '../../bench/accuracy/measure-all.ts';
import { home } from '../../src/archive/load.ts';
import type { ReceiptEntry } from '../../src/import/draft/receipt.ts';
import { readExpectation } from '../fixtures/import/make/expectation.ts';
import { fixtures } from '../fixtures/import/make/fixtures.ts';
import { textSource } from '../fixtures/import/make/text-source.ts';

const measured = await measureAll();
const made = measured.filter(({ group }) => group !== seedGroup);

const isOfRow = (row: string) => (address: string) =>
  address === row || address.startsWith(`${row}.`);
const tell = ({ address, expected, actual }: Difference) => `${address}: ${expected} → ${actual}`;
const wordsOf = ({ message, text, fact }: ReceiptEntry) => [message, text, fact].join('\n');

/** Whether the source itself leaves a figure open, so that it may be missing from the draft. */
function mayBeMissing({ expected }: Measured, address: string): boolean {
  return expected.isScattered || expected.doubtfulRows.some((row) => isOfRow(row)(address));
}

describe.each(measured)('$name', (one) => {
  const { expected, imported, report } = one;
  const { receipt, recognised } = imported;

  test('is of its agency, year and edition, with its title and date', () => {
    const { agency, year, title, form, published } = receipt;
    const { edition } = expected;
    expect({ agency, year, title, edition: form, published }).toEqual({
      agency: expected.agency,
      year: expected.year,
      title: expected.title,
      edition,
      published: expected.published,
    });
    expect(recognised.tables.form.edition).toBe(edition);
  });

  test('becomes a draft that is read without a problem', () => {
    expect(one.problems).toEqual([]);
    expect(report?.archived).toBeDefined();
  });

  test('has no figure that the source does not state in that place', () => {
    expect(one.wrong.map(tell)).toEqual([]);
  });

  test('has every figure that the source states', () => {
    const missing = one.missing.filter(({ address }) => !mayBeMissing(one, address));
    expect(missing.map(tell)).toEqual([]);
  });

  test('tells a person of every row that the source leaves open, every digit of it', () => {
    const told = [...receipt.leftOut, ...receipt.needsPerson].map(wordsOf).join('\n');
    expect(one.missing.filter((each) => !told.includes(each.expected!)).map(tell)).toEqual([]);
    if (one.missing.length > 0) expect(receipt.needsPerson).not.toEqual([]);
    for (const row of expected.doubtfulRows) {
      const calls = receipt.needsPerson.filter(({ fact }) => fact && isOfRow(row)(fact));
      expect(calls, row).not.toEqual([]);
    }
  });

  test.skipIf(expected.isScattered)('keeps the totals that its figures do not give', () => {
    const stated = [...(report?.statedTotals ?? [])].map(
      ([address, { figure }]) => [address, figure.text] as const,
    );
    // Which totals open rows give depends on how much of them is taken; but all must be printed.
    if (expected.doubtfulRows.length > 0)
      for (const [address, digits] of stated)
        expect(digits, address).toBe(expected.figures.get(address));
    else expect(Object.fromEntries(stated)).toEqual(Object.fromEntries(expected.statedTotals));
  });

  test('says how the source writes a figure', () => {
    const written = new Map(receipt.figures.map((figure) => [figure.address, figure.written]));
    for (const [address, words] of expected.written)
      expect(written.get(address)?.trim(), address).toBe(words);
  });

  test('names the units that the source names', () => {
    const units = [...(report?.units ?? [])].filter(([, unit]) => unit !== '未载');
    const rows = units.map(([address, unit]) => [address.split('.').slice(0, 2).join('.'), unit]);
    expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(expected.units));
  });

  test('tells what was mended, left out and noticed', () => {
    const lists = {
      mended: receipt.mended,
      'left-out': receipt.leftOut,
      noticed: receipt.noticed,
      'needs-person': receipt.needsPerson,
    };
    for (const [kind, entries] of Object.entries(lists)) {
      const words = expected.remarks[kind as keyof typeof lists];
      const told = entries.map(wordsOf);
      const untold = words.filter((word) => !told.some((text) => text.includes(word)));
      expect(untold, `${kind}: ${told.join(' | ')}`).toEqual([]);
    }
  });

  test.skipIf(expected.isScattered)('calls for a person only where one is needed', () => {
    const words = expected.remarks['needs-person'];
    const calls = receipt.needsPerson.map(wordsOf);
    expect(calls.filter((call) => !words.some((word) => call.includes(word)))).toEqual([]);
  });

  test('has its prose in the parts', () => {
    const parts = new Map(recognised.prose.map(({ key, markdown }) => [key, markdown]));
    for (const [key, phrases] of expected.prose)
      for (const phrase of phrases) expect(parts.get(key) ?? '').toContain(phrase);
  });
});

test('sources of text are what is made of their expectations', () => {
  const folder = path.join(home, 'test/fixtures/import');
  let count = 0;
  for (const fixture of fixtures) {
    const expected = readExpectation(path.join(folder, fixture.name, 'expected.yaml'));
    const bytes = textSource(fixture, expected);
    if (!bytes) continue;
    const committed = readFileSync(path.join(folder, fixture.name, expected.source));
    expect(Buffer.compare(committed, bytes), fixture.name).toBe(0);
    count += 1;
  }
  expect(count).toBeGreaterThan(15);
});

test('there are fixtures of every format and edition', () => {
  expect(made.length).toBeGreaterThanOrEqual(30);
  expect(new Set(measured.map(({ group }) => group))).toEqual(new Set(groupNames));
  const pairs = new Set(
    made.map(
      ({ expected, imported }) =>
        `${imported.recognised.name.split('.').at(-1)} ${expected.edition}`,
    ),
  );
  for (const format of ['docx', 'html', 'pdf', 'txt', 'md'])
    for (const edition of ['2019', '2021']) expect([...pairs]).toContain(`${format} ${edition}`);
});

test('the table in the documentation is the one of these fixtures', () => {
  const document = readFileSync(path.join(home, 'docs/导入准确率.md'), 'utf8');
  expect(document, 'npm run accuracy prints the present one').toContain(accuracyTable(measured));
});
