import { notStatedMark } from '../facts/cell-text.ts';
import type { Fact } from '../facts/facts.ts';
import type { FactDefinition, Form } from '../form/form.ts';
import { tableNumber } from '../publish/expected-content.ts';
import { type Report, statisticTotalAddress } from '../report/report.ts';

/** What stands for a figure that the file lacks, or that cannot be read there; it is no 未载. */
export const unreadMark = '未读出';

/** A fact as the sheet names it: its keys without the table's, joined by middle dots. */
export function factLabel(address: string): string {
  return address.split('.').slice(1).join('·');
}

/** 表三 for the table of 三、……; a part without a number, and 统计, go by their key. */
export function tableLabel({ parts }: Form, key: string): string {
  return tableNumber(parts.find((part) => part.key === key)?.title ?? '') ?? key;
}

/** The digits of a fact as the report prints them, or what stands in their place. */
export function factText({ text, address }: Fact, report: Report): string {
  // A total may have been settled by others all the same; it is not what the editor will have typed.
  return unreadAddresses(report).has(address) ? unreadMark : (text ?? notStatedMark);
}

const unreadOfReports = new WeakMap<Report, ReadonlySet<string>>();

/** Addresses of the figures that a report's file lacks or misspells, and of the totals that rest on them. */
export function unreadAddresses(report: Report): ReadonlySet<string> {
  const known = unreadOfReports.get(report) ?? findUnread(report);
  unreadOfReports.set(report, known);
  return known;
}

function findUnread(report: Report): ReadonlySet<string> {
  const { form, figures } = report;
  const isUnread = ({ role, addends }: FactDefinition, index: number): boolean =>
    role === 'primary'
      ? figures[index] === undefined
      : (addends[0] ?? []).some((addend) => isUnread(form.facts[addend]!, addend));
  const ofForm = form.facts.filter(isUnread).map(({ address }) => address);
  return new Set([...ofForm, ...(report.archived ? [] : unreadStatistics(report))]);
}

/** Only an archived report may leave a figure of 统计 unstated. */
function unreadStatistics({ statistics }: Report): string[] {
  return statistics.flatMap(({ name, amount, breakdown = [] }) => {
    const parts = breakdown.filter(({ figure }) => figure === null);
    const isTotalUnread = amount === null || parts.length > 0;
    return [
      ...parts.map((part) => `统计.${name}.${part.name}`),
      ...(isTotalUnread ? [statisticTotalAddress(name)] : []),
    ];
  });
}
