import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadForms } from '../../../src/archive/forms.ts';
import { home } from '../../../src/archive/load.ts';
import type { Form } from '../../../src/form/form.ts';
import { recogniseTables } from '../../../src/import/recognise/tables.ts';
import { fixtureRoot } from '../../roots.ts';
import { printedFigures } from '../../seeds/addresses.ts';
import { full } from '../../seeds/reports.ts';
import { type Figures, type Setting, settings, writeTables } from './layout-writer.ts';

const { forms } = loadForms(home, fixtureRoot('invented-edition'));

function recognised(figures: Figures, form: Form, setting: Setting, spoil?: (t: string) => string) {
  const result = recogniseTables(writeTables(form, figures, setting, spoil), forms);
  const stated = result.tables.flatMap((table) => [...table.figures, ...table.totals]);
  return {
    edition: result.form.edition,
    digits: Object.fromEntries(stated.map(({ address, digits }) => [address, digits])),
    unsure: stated.filter(({ confidence }) => confidence !== 'certain'),
    remarks: [...result.remarks, ...result.tables.flatMap((table) => table.remarks)].filter(
      // The amounts of money have no unit in these layouts.
      ({ message }) => !message.includes('没有写明单位'),
    ),
  };
}

describe.each(full)('$key', (report) => {
  const figures = Object.fromEntries(
    Object.entries(printedFigures(report)).map(([address, figure]) => [address, String(figure)]),
  );

  test.each(settings)('set with %s', (setting) => {
    const { edition, digits, unsure, remarks } = recognised(
      figures,
      forms.get(report.edition)!,
      setting,
    );
    expect(remarks).toEqual([]);
    expect(edition).toBe(report.edition);
    expect(digits).toEqual(figures);
    expect(unsure).toEqual([]);
  });
});

/** Figures of a form that add up: totals are worked out from the form's own sums. */
function validFigures(form: Form, numbers: readonly number[]): Figures {
  const values = new Map<string, number>();
  const printed = form.facts.filter(({ role }) => role !== 'derived');
  for (const [at, { address, role, kind }] of printed.entries()) {
    const number = numbers[at % numbers.length]!;
    if (role === 'primary') values.set(address, kind.signed ? number - 500 : number);
  }
  const figureAt = (index: number): number => {
    const { address, addends } = form.facts[index]!;
    return values.get(address) ?? addends[0]!.reduce((sum, addend) => sum + figureAt(addend), 0);
  };
  // What was received follows from what became of it, if less came over from last year.
  for (const { left, right } of form.identities) {
    const [received, carried] = left.map((index) => form.facts[index]!);
    if (received!.role !== 'primary') continue;
    const answered = right.reduce((sum, index) => sum + figureAt(index), 0);
    values.set(carried!.address, Math.min(values.get(carried!.address)!, answered));
    values.set(received!.address, answered - values.get(carried!.address)!);
  }
  return Object.fromEntries(
    printed.map(({ address, kind }) => {
      const value = figureAt(form.indexByAddress.get(address)!);
      return [address, kind.signed && value > 0 ? `+${value}` : String(value)];
    }),
  );
}

const space = fc.constantFrom('', '', '', ' ', '　', ' 　', '\n');

test('whatever the layout and the white space, the same figures are recognised', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...forms.keys()),
      fc.constantFrom(...settings),
      fc.array(fc.nat(999), { minLength: 11, maxLength: 60 }),
      fc.array(space, { minLength: 5, maxLength: 40 }),
      (edition, setting, numbers, spaces) => {
        const form = forms.get(edition)!;
        const figures = validFigures(form, numbers);
        let at = 0;
        const nextSpace = () => spaces[at++ % spaces.length]!;
        const spoil = (text: string) =>
          /^[+-]?\d+$/.test(text)
            ? ` ${text}${nextSpace()}`
            : text.replace(/(?<=\p{L})(?=\p{L})/gu, nextSpace);
        const { digits, unsure, ...found } = recognised(figures, form, setting, spoil);
        expect(found.edition).toBe(edition);
        expect(digits).toEqual(figures);
        expect(unsure).toEqual([]);
      },
    ),
    { numRuns: 150 },
  );
});
