import type { Agency } from '../archive/agencies.ts';
import type { ArchivedReport } from '../archive/archive.ts';
import type { Form } from '../form/form.ts';
import type { Aggregation } from './aggregate.ts';
import type { Obstacle } from './sum.ts';
import { absentName, namesIn, obstacleNames } from './wording.ts';

/** More members than these are listed on the page only. */
const mostListed = 60;

/**
 * What a reader must know of a report with 汇总, as sentences for 数据说明: whose figures these are,
 * whose are lacking (不含), and which could not be added up.
 */
export function aggregationNotes({ report, aggregation }: ArchivedReport): string[] {
  if (!aggregation) return [];
  const { form, year } = report;
  const { members, excluded } = aggregation;
  const agencies = members.map(({ agency }) => agency);
  const list =
    agencies.length === 0 || agencies.length > mostListed ? '' : `：${namesIn(agencies, year)}`;
  return [
    report.archived
      ? `各表的数字由原文汇总，所列成员有 ${agencies.length} 个机关${list}。`
      : `各表的数字是本级与 ${agencies.length} 个成员机关的数字之和${list}。`,
    ...(report.archived ? [] : absenceNotes(aggregation, form, year)),
    ...(excluded.length > 0 ? [`按规定不计入的机关：${namesIn(excluded, year)}。`] : []),
    ...(report.archived ? [] : unformedNotes(aggregation, form, year)),
  ];
}

/** 不含 …: who is in no table, and who is not in one of them. */
export function absenceNotes({ absent, leftOut }: Aggregation, form: Form, year: number): string[] {
  const tables = Map.groupBy(leftOut, ({ table }) => table);
  return [
    ...(absent.length > 0
      ? [`合计不含${absent.map((each) => absentName(each, year)).join('、')}。`]
      : []),
    ...[...tables].map(([table, without]) => {
      const names = without.map(({ agency }) => `${namesIn([agency], year)}（未载）`).join('、');
      return `“${tableTitle(form, table)}”的合计不含${names}。`;
    }),
  ];
}

/** Figures without a sum, by what stands in the way. */
function unformedNotes({ unformed }: Aggregation, form: Form, year: number): string[] {
  const hindrances = unformed.flatMap(({ address, because }) =>
    because.map(({ obstacle, agencies }) => ({ address, obstacle, agencies })),
  );
  const alike = Map.groupBy(hindrances, ({ obstacle, agencies }) =>
    [obstacle, ...agencies.map(({ id }) => id)].join(' '),
  );
  return [...alike.values()].map((group) => {
    const { obstacle, agencies } = group[0]!;
    const rows = rowNames(
      form,
      group.map(({ address }) => address),
    );
    const reason = reasonOf(obstacle, agencies, year);
    return `${rows}中有 ${group.length} 个数字不能合计（${reason}），表中以“—”表示，不是零。`;
  });
}

function reasonOf(obstacle: Obstacle, agencies: readonly Agency[], year: number): string {
  return obstacle === 'unit'
    ? `各机关的${obstacleNames.unit}`
    : `${namesIn(agencies, year)}${obstacleNames[obstacle]}`;
}

/** Rows of figures, each once, without the form's remarks at their ends. */
function rowNames(form: Form, addresses: readonly string[]): string {
  const labels = addresses.map((address) => {
    const label = form.facts[form.indexByAddress.get(address)!]!.rowLabels.at(-1)!;
    return `“${label.replace(/(?<=.)（[^（）]*）$/, '')}”`;
  });
  return [...new Set(labels)].join('、');
}

/** A table's statutory heading, without its number. */
export function tableTitle(form: Form, table: string): string {
  const { title = table } = form.parts.find(({ key }) => key === table) ?? {};
  return title.replace(/^[一二三四五六七八九十]+、/, '');
}
