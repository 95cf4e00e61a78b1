import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Archive, ArchivedReport } from '../../src/archive/archive.ts';
import { loadForms } from '../../src/archive/forms.ts';
import { home } from '../../src/archive/load.ts';
import { checkReports } from '../../src/check/check.ts';
import { computeFacts } from '../../src/facts/compute.ts';
import type { Form } from '../../src/form/form.ts';
import { reportWith } from '../facts/make-report.ts';
import { projectRoot } from '../roots.ts';

const { forms } = loadForms(home, projectRoot);
const arithmetical = new Set(['requests/balance', 'carry-over/requests', 'stated-total/mismatch']);

const columns = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'];

/** Figures of a form in which every column of 表三 balances: what was received is what was done with it. */
function balanced(form: Form): fc.Arbitrary<Map<string, number>> {
  const primaries = form.facts
    .filter(({ role }) => role === 'primary')
    .map(({ address }) => address);
  return fc
    .array(fc.nat(99_999), { minLength: primaries.length, maxLength: primaries.length })
    .map((counts) => {
      const figures = new Map(primaries.map((address, at) => [address, counts[at]!]));
      for (const column of columns) {
        const results = primaries
          .filter(
            (address) =>
              /^申请办理\.(办理结果|结转下年度)/.test(address) && address.endsWith(`.${column}`),
          )
          .reduce((sum, address) => sum + figures.get(address)!, 0);
        const carried = Math.min(figures.get(`申请办理.上年结转.${column}`)!, results);
        figures.set(`申请办理.上年结转.${column}`, carried);
        figures.set(`申请办理.本年新收.${column}`, results - carried);
      }
      return figures;
    });
}

function check(form: Form, figures: ReadonlyMap<string, number>) {
  const report = reportWith(form, (address) => String(figures.get(address)));
  const agency = {
    id: 'town',
    name: '测试镇人民政府',
    shortName: '测试镇',
    formerNames: [],
    type: '乡镇街道',
    level: '乡',
  } as const;
  const archived: ArchivedReport = {
    report,
    agency: { ...agency, formerNames: [] },
    facts: computeFacts(report),
  };
  const archive = {
    site: {},
    agencies: new Map(),
    forms,
    reports: [archived],
  } as unknown as Archive;
  return {
    facts: archived.facts,
    findings: checkReports(archive, [archived]).filter(
      ({ rule }) => arithmetical.has(rule) && rule !== 'carry-over/requests',
    ),
  };
}

describe.each([...forms.values()])('on the form $edition', (form) => {
  test('a valid report has no arithmetical finding', () => {
    fc.assert(
      fc.property(balanced(form), (figures) => {
        expect(check(form, figures).findings).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  test('changing any one primary of 表三 unbalances its column and 总计, and nothing else', () => {
    const requests = form.facts
      .filter(({ role, table }) => role === 'primary' && table === '申请办理')
      .map(({ address }) => address);
    fc.assert(
      fc.property(
        balanced(form),
        fc.constantFrom(...requests),
        fc.integer({ min: 1, max: 999 }),
        (figures, address, more) => {
          const changed = new Map(figures).set(address, figures.get(address)! + more);
          const column = address.split('.').at(-1)!;
          const facts = check(form, changed).findings.map(({ fact }) => fact);
          expect(facts).toEqual([
            `申请办理.办理结果.总计.${column}`,
            '申请办理.办理结果.总计.总计',
          ]);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('changing a figure of 表二 or 表四 changes just the facts declared over it, and no rule of arithmetic speaks', () => {
    const others = form.facts
      .filter(({ role, table, kind }) => role === 'primary' && table !== '申请办理' && !kind.signed)
      .map(({ address }) => address);
    fc.assert(
      fc.property(balanced(form), fc.constantFrom(...others), (figures, address) => {
        const before = check(form, figures);
        const after = check(form, new Map(figures).set(address, figures.get(address)! + 1));
        expect(after.findings).toEqual([]);
        const changed = [...after.facts.all()]
          .filter((fact) => before.facts.get(fact.address)!.text !== fact.text)
          .map((fact) => fact.address);
        const row = address.split('.')[1]!;
        const totals = address.startsWith('复议诉讼.')
          ? [`复议诉讼.${row}.总计`, ...(row === '行政复议' ? [] : ['复议诉讼.行政诉讼.总计'])]
          : [];
        expect(changed).toEqual([address, ...totals]);
      }),
      { numRuns: 40 },
    );
  });
});
