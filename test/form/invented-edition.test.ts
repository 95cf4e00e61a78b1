import { describe, expect, test } from 'vitest';
import { reportTitle } from '../../src/archive/archive.ts';
import { home, loadArchive } from '../../src/archive/load.ts';
import { tableOf } from '../../src/form/form.ts';
import { layoutTable } from '../../src/form/layout.ts';
import { usualEdition } from '../../src/form/read.ts';
import { tableRows } from '../facts/table-rows.ts';
import { inventedReport, requestColumns } from '../fixtures/invented-edition/expected.ts';
import { fixtureRoot } from '../roots.ts';

const { archive, findings } = loadArchive(home, fixtureRoot('invented-edition'));
const archived = archive!.reports[0]!;
const { report, facts } = archived;

/** An edition with one more applicant and one more outcome, given as data alone. */
describe('an invented edition', () => {
  test('is read beside the editions of the project', () => {
    expect(findings).toEqual([]);
    expect([...archive!.forms.keys()].sort()).toEqual([
      '2019',
      '2021',
      '2021-其他处理一行',
      '2031',
    ]);
    expect(report.form.edition).toBe('2031');
    expect(reportTitle(archived)).toBe(inventedReport.title);
    expect(usualEdition(archive!.forms.values(), 2031)?.edition).toBe('2031');
    expect(usualEdition(archive!.forms.values(), 2030)?.edition).toBe('2021');
  });

  test('is summed', () => {
    expect(tableRows(facts, '申请办理')).toEqual(
      Object.entries(inventedReport.requests).map(([label, figures]) => [
        label,
        Object.fromEntries(requestColumns.map((column, at) => [column, figures[at]])),
      ]),
    );
    expect(tableRows(facts, '主动公开').map(([label, row]) => [label, Object.values(row)])).toEqual(
      Object.entries(inventedReport.proactive),
    );
    expect(tableRows(facts, '复议诉讼').flatMap(([, row]) => Object.values(row))).toEqual(
      inventedReport.litigation,
    );
    for (const [address, text] of Object.entries(inventedReport.derived))
      expect(facts.get(address)).toMatchObject({ text, origin: 'computed' });
  });

  test('is laid out', () => {
    const layout = layoutTable(tableOf(report.form, '申请办理')!);
    expect([layout.columns, layout.stubColumns]).toEqual([11, 3]);
    const headers = layout.sections.flatMap(({ rows }) =>
      rows.flat().filter((cell) => cell.kind === 'header'),
    );
    const spanOf = (label: string) => {
      const { rowspan, colspan } = headers.find((cell) => cell.label === label)!;
      return [rowspan, colspan];
    };
    expect(spanOf('申请人情况')).toEqual([1, 8]);
    expect(spanOf('法人或其他组织')).toEqual([1, 6]);
    expect(spanOf('农民专业合作社')).toEqual([1, 1]);
    expect(spanOf('三、本年度办理结果')).toEqual([23, 1]);
    expect(spanOf('（六）移送其他机关')).toEqual([1, 2]);
    const printed = layout.sections[1]!.rows.flat().filter((cell) => cell.kind === 'figure');
    expect(printed).toHaveLength(26 * 8);
  });

  test('takes part in the identity of every column', () => {
    const columns = report.form.identities.map(({ columnKey }) => columnKey);
    expect(columns).toEqual([...requestColumns]);
    for (const { left, right } of report.form.identities) {
      const sum = (side: number[]) =>
        side.reduce((total, index) => total + BigInt(facts.at(index).text!), 0n);
      expect(sum(left)).toBe(sum(right));
    }
  });
});
