import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadForms } from '../../src/archive/forms.ts';
import { home } from '../../src/archive/load.ts';
import { computeFacts } from '../../src/facts/compute.ts';
import type { Form } from '../../src/form/form.ts';
import { fixtureRoot } from '../roots.ts';
import { reportWith } from './make-report.ts';

const { forms } = loadForms(home, fixtureRoot('invented-edition'));

type Counts = ReadonlyMap<string, bigint>;

describe.each([...forms.values()])('on the form $edition', (form) => {
  const primaries = primariesOf(form);
  const sums = form.facts.filter(({ role }) => role !== 'primary');

  test('every total is the sum of its primaries, exactly, beyond 2^53 too', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.nat(99), fc.maxSafeNat()), {
          minLength: primaries.length,
          maxLength: primaries.length,
        }),
        (counts) => {
          const truth = new Map(primaries.map((address, at) => [address, BigInt(counts[at]!)]));
          const facts = computeFacts(reportWith(form, (address) => String(truth.get(address))));
          for (const { address } of sums) {
            const fact = facts.get(address)!;
            expect(fact.text, address).toBe(String(totalOf(truth, address)));
            expect(fact.value!.toFixed()).toBe(fact.text);
            expect(fact.origin).toBe('computed');
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('what is settled is the truth, whatever was lost', () => {
    let settled = 0;
    fc.assert(
      fc.property(truthArbitrary(form), lossArbitrary(form), (truth, { lost, printed }) => {
        const totals = printed.map((address) => [address, String(totalOf(truth, address))]);
        const facts = computeFacts(
          reportWith(
            form,
            (address) => (lost.has(address) ? null : String(truth.get(address))),
            Object.fromEntries(totals),
          ),
        );
        for (const address of primaries) {
          const text = lost.has(address) ? null : String(truth.get(address));
          expect(facts.get(address)?.text, address).toBe(text);
        }
        for (const { address } of sums) {
          const fact = facts.get(address)!;
          const isWhole = addendsOf(truth, address).every((addend) => !lost.has(addend));
          if (isWhole) expect(fact.origin, address).toBe('computed');
          if (fact.origin === 'settled') settled++;
          if (fact.text === null) expect(fact.origin).toBe('missing');
          else expect(fact.text, address).toBe(String(totalOf(truth, address)));
        }
        for (const address of printed) expect(facts.get(address)?.text).not.toBeNull();
      }),
      { numRuns: 120 },
    );
    // Or nothing was tested.
    expect(settled).toBeGreaterThan(200);
  });

  test('no total of 表三 is lost with any one figure', () => {
    const requests = primaries.filter((address) => address.startsWith('申请办理.'));
    fc.assert(
      fc.property(truthArbitrary(form), fc.constantFrom(...requests), (truth, lost) => {
        const facts = computeFacts(
          reportWith(form, (address) => (address === lost ? null : String(truth.get(address)))),
        );
        for (const { address } of sums)
          expect(facts.get(address)?.text, address).toBe(String(totalOf(truth, address)));
        expect(facts.get(lost)?.text).toBeNull();
      }),
      { numRuns: 40 },
    );
  });
});

function primariesOf(form: Form): string[] {
  return form.facts.flatMap(({ address, role }) => (role === 'primary' ? [address] : []));
}

/** The primaries that make up a total, told from its address alone. */
function addendsOf(counts: Counts, address: string): string[] {
  const steps = address.split('.');
  const column = steps.pop()!;
  const row = steps.join('.');
  const isColumn = (path: string) => column === '总计' || path.endsWith(`.${column}`);
  const below = (...rows: string[]) =>
    [...counts.keys()].filter(
      (path) => rows.some((start) => path.startsWith(`${start}.`)) && isColumn(path),
    );
  if (row === '申请办理.收办') return below('申请办理.本年新收', '申请办理.上年结转');
  if (row === '复议诉讼.行政诉讼') return below('复议诉讼.未经复议直接起诉', '复议诉讼.复议后起诉');
  if (row === '申请办理.办理结果.总计' || steps.at(-1) === '小计')
    return below(steps.slice(0, -1).join('.'));
  return below(row);
}

function totalOf(counts: Counts, address: string): bigint {
  return addendsOf(counts, address).reduce((sum, addend) => sum + counts.get(addend)!, 0n);
}

/** Figures of a whole form, many of them 0, in which every identity holds. */
function truthArbitrary(form: Form): fc.Arbitrary<Counts> {
  const primaries = primariesOf(form);
  const count = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(5), fc.nat(20_000));
  return fc
    .array(count, { minLength: primaries.length, maxLength: primaries.length })
    .map((counts) => {
      const truth = new Map(primaries.map((address, at) => [address, BigInt(counts[at]!)]));
      for (const [received] of [...truth].filter(([path]) =>
        path.startsWith('申请办理.本年新收.'),
      )) {
        const column = received.split('.').at(-1)!;
        const at = (row: string) => `申请办理.${row}.${column}`;
        const done = totalOf(truth, at('办理结果.总计'));
        const out = truth.get(at('结转下年度'))!;
        const before = truth.get(at('上年结转'))!;
        // What came in balances what went out; where too much was carried over, more goes out.
        const missing = done + out - before;
        truth.set(received, missing > 0n ? missing : 0n);
        if (missing < 0n) truth.set(at('结转下年度'), out - missing);
      }
      return truth;
    });
}

interface Loss {
  lost: ReadonlySet<string>;
  /** Totals that the original printed. */
  printed: string[];
}

/** Rows, single figures or both are lost; some totals survive. */
function lossArbitrary(form: Form): fc.Arbitrary<Loss> {
  const primaries = primariesOf(form);
  const rows = [...new Set(primaries.map((address) => address.slice(0, address.lastIndexOf('.'))))];
  const totals = form.facts.flatMap(({ address, role }) =>
    role === 'printed-sum' ? [address] : [],
  );
  return fc
    .record({
      lostRows: fc.subarray(rows),
      lostFigures: fc.subarray(primaries, { maxLength: 12 }),
      printed: fc.subarray(totals, { maxLength: 20 }),
      onlyRows: fc.nat(6),
    })
    .map(({ lostRows, lostFigures, printed, onlyRows }) => {
      const chosen = onlyRows === 0 ? lostRows : lostRows.slice(0, onlyRows - 1);
      const inRows = primaries.filter((address) =>
        chosen.includes(address.slice(0, address.lastIndexOf('.'))),
      );
      return { lost: new Set([...inRows, ...lostFigures]), printed };
    });
}
