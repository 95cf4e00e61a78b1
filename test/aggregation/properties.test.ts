import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sumOfFigures } from '../../src/aggregation/sum.ts';
import type { Agency } from '../../src/archive/agencies.ts';
import { loadForms } from '../../src/archive/forms.ts';
import { home } from '../../src/archive/load.ts';
import { inspect } from '../../src/check/inspect.ts';
import { computeFacts } from '../../src/facts/compute.ts';
import type { ReportFacts } from '../../src/facts/facts.ts';
import type { Form } from '../../src/form/form.ts';
import { type ReportTexts, rootOf } from '../check/archive-of.ts';
import { reportWith } from '../facts/make-report.ts';
import { fixtureRoot } from '../roots.ts';
import { requests } from './county-root.ts';

const { forms } = loadForms(home, fixtureRoot('invented-edition'));

const agency = (id: string): Agency => ({
  id,
  name: id,
  shortName: id,
  formerNames: [],
  type: '部门',
  level: '县',
});

/** Facts of a report without error: every identity is made to hold by what one side still lacks. */
function validFacts(form: Form): fc.Arbitrary<ReportFacts> {
  const count = form.facts.length;
  return fc.array(fc.nat(99_999), { minLength: count, maxLength: count }).map((counts) => {
    const digits = counts.map((each) => each);
    for (const { left, right } of form.identities) balance(form, digits, left, right);
    const facts = computeFacts(
      reportWith(form, (address) => String(digits[form.indexByAddress.get(address)!]!)),
    );
    expect(imbalances(facts)).toEqual([]);
    return facts;
  });
}

/** Adds what a side lacks to its last primary. */
function balance(
  form: Form,
  digits: number[],
  left: readonly number[],
  right: readonly number[],
): void {
  const primaries = (index: number): number[] => {
    const { role, addends } = form.facts[index]!;
    return role === 'primary' ? [index] : addends[0]!.flatMap(primaries);
  };
  const total = (side: readonly number[]) =>
    side.flatMap(primaries).reduce((sum, index) => sum + digits[index]!, 0);
  const difference = total(left) - total(right);
  const lacking = (difference > 0 ? right : left).flatMap(primaries).at(-1)!;
  digits[lacking]! += Math.abs(difference);
}

/** Identities that do not hold. */
function imbalances(facts: ReportFacts): string[] {
  const total = (side: readonly number[]) =>
    side.reduce((sum, index) => sum + BigInt(facts.at(index).text!), 0n);
  return facts.form.identities
    .filter(({ left, right }) => total(left) !== total(right))
    .map(({ columnKey }) => columnKey);
}

const published = (own: ReportFacts, members: readonly ReportFacts[]) => {
  const addends = [own, ...members].map((facts, at) => ({ agency: agency(`a-${at}`), facts }));
  const { values, units } = sumOfFigures(own.form, addends);
  return own.withFigures(values, units);
};

const digitsOf = (facts: ReportFacts) => [...facts.all()].map(({ text }) => text);

describe.each([...forms.values()])('on the form $edition', (form) => {
  const some = fc.array(validFacts(form), { minLength: 1, maxLength: 6 });

  test('the sum of valid members is valid, and each figure is the sum of theirs', () => {
    fc.assert(
      fc.property(validFacts(form), some, (own, members) => {
        const facts = published(own, members);
        expect(imbalances(facts)).toEqual([]);
        for (const [index, { address }] of form.facts.entries()) {
          const sum = [own, ...members].reduce((all, one) => all + BigInt(one.at(index).text!), 0n);
          expect(facts.at(index).text, address).toBe(String(sum));
        }
      }),
      { numRuns: 30 },
    );
  });

  test('the order of members does not matter', () => {
    const shuffled = some.chain((members) =>
      fc.tuple(
        fc.constant(members),
        fc.shuffledSubarray(members, { minLength: members.length, maxLength: members.length }),
      ),
    );
    fc.assert(
      fc.property(validFacts(form), shuffled, (own, [members, otherwise]) => {
        expect(digitsOf(published(own, otherwise))).toEqual(digitsOf(published(own, members)));
      }),
      { numRuns: 30 },
    );
  });

  test('adding up in two levels is adding up in one', () => {
    fc.assert(
      fc.property(validFacts(form), validFacts(form), some, some, (city, county, below, beside) => {
        const nested = published(city, [published(county, below), ...beside]);
        expect(digitsOf(nested)).toEqual(digitsOf(published(city, [county, ...below, ...beside])));
      }),
      { numRuns: 20 },
    );
  });

  test('a figure that a member does not state is nowhere in the sum, and no other is lost', () => {
    const primaries = form.facts.flatMap(({ role }, index) => (role === 'primary' ? [index] : []));
    fc.assert(
      fc.property(
        validFacts(form),
        validFacts(form),
        fc.constantFrom(...primaries),
        (own, whole, lost) => {
          const lostAddress = form.facts[lost]!.address;
          const member = computeFacts(
            reportWith(form, (address) =>
              address === lostAddress ? null : whole.get(address)!.text,
            ),
          );
          const facts = published(own, [member]);
          for (const index of primaries) {
            const sum = BigInt(own.at(index).text!) + BigInt(whole.at(index).text!);
            expect(facts.at(index).text).toBe(index === lost ? null : String(sum));
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});

const towns = ['liulin', 'qiaotou', 'xinqiao', 'town-1', 'town-2'];

test('taking a member’s report away always changes the verdict, at any level', async () => {
  const levels = fc.record({
    members: fc.subarray(towns, { minLength: 2 }),
    isNested: fc.boolean(),
    lost: fc.nat(),
  });
  await fc.assert(
    fc.asyncProperty(levels, async ({ members, isNested, lost }) => {
      const gone = members[lost % members.length]!;
      const reports = (some: readonly string[]): ReportTexts[] => [
        ...some.map((each) => ({ agency: each })),
        { agency: 'county', more: `汇总: {成员: [${members.join(', ')}]}` },
        ...(isNested ? [{ agency: 'city', more: '汇总: {成员: [county]}' }] : []),
      ];
      expect(await verdict(reports(members))).toEqual([]);
      const top = isNested ? ['city', 'county'] : ['county'];
      expect(await verdict(reports(members.filter((each) => each !== gone)))).toEqual(
        top.map((each) => `reports/${each}/2022.yaml error 缺报`),
      );
    }),
    { numRuns: 20 },
  );
});

test('what an original states holds for its members in any order, and never without one of them', async () => {
  const originals = fc.record({
    members: fc.shuffledSubarray(towns, { minLength: 2 }),
    counts: fc.array(fc.integer({ min: 1, max: 9_999 }), {
      minLength: towns.length,
      maxLength: towns.length,
    }),
    lost: fc.nat(),
  });
  await fc.assert(
    fc.asyncProperty(originals, async ({ members, counts, lost }) => {
      const countOf = (town: string) => counts[towns.indexOf(town)]!;
      const sum = members.reduce((all, town) => all + countOf(town), 0);
      const toldOf = (listed: readonly string[]) =>
        verdict([
          ...members.map((town) => ({ agency: town, 申请办理: requests(countOf(town)) })),
          {
            agency: 'county',
            申请办理: requests(sum),
            more: `原载: {出处: 未载}\n汇总: {成员: [${listed.join(', ')}]}`,
          },
        ]);
      expect(await toldOf(members)).toEqual([]);
      const gone = members[lost % members.length]!;
      // What was received, and what was answered.
      expect(await toldOf(members.filter((each) => each !== gone))).toEqual(
        Array(2).fill(`reports/county/2022.yaml warning ${sum}`),
      );
    }),
    { numRuns: 15 },
  );
});

async function verdict(reports: readonly ReportTexts[]): Promise<string[]> {
  await using root = await rootOf(...reports);
  return inspect(home, root.path)
    .findings.filter(({ rule }) => rule.startsWith('aggregation/'))
    .map(({ file, severity, actual }) => `${file} ${severity} ${actual}`);
}
