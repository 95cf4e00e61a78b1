import { compareText } from '../finding/finding.ts';
import type { FactDefinition } from '../form/form.ts';
import type { Report } from '../report/report.ts';
import type { Fact, ReportFacts } from './facts.ts';

/**
 * 数据说明: what a reader must know about a report's figures, as sentences.
 * Tells what the source does not state, and which totals were printed, settled or differ.
 */
export function dataNotes(report: Report, facts: ReportFacts): string[] {
  // Only an archived report may leave anything out.
  if (!report.archived) return [];
  return [
    ...originNotes(report),
    ...missingNotes(report, facts),
    ...unitNotes(report, facts),
    ...totalNotes(report, facts),
  ];
}

function originNotes({ archived, published }: Report): string[] {
  return [
    archived?.origin
      ? `本报告先前已在别处发布，此处照录其数字。原载：${archived.origin}`
      : '本报告先前已在别处发布，此处照录其数字；原载何处未载。',
    ...(published ? [] : ['原文未载发布日期。']),
  ];
}

/** One sentence per table with figures that the source does not state, and one for 统计. */
function missingNotes(report: Report, facts: ReportFacts): string[] {
  const notes = report.form.tables.flatMap((table) => {
    const rows = rowsOf(report, facts, table.key, 'primary');
    const lost = rows.filter((row) => row.cells.some(isMissing));
    if (lost.length === 0) return [];
    const title = quote(
      report.form.parts.find((part) => part.key === table.key)?.title ?? table.key,
    );
    const isAll = rows.every((row) => row.cells.every(isMissing));
    return [
      `${title}${isAll ? '的全部数字' : `中，${nameRows(rows, isMissing)}`}，原文未载，表中以“—”表示。`,
    ];
  });
  const lost = report.statistics.flatMap(({ name, amount, breakdown }) => [
    ...(amount === null ? [name] : []),
    ...(breakdown ?? [])
      .filter((part) => part.figure === null)
      .map((part) => `${name}·${part.name}`),
  ]);
  if (lost.length > 0) notes.push(`统计数字${lost.map(quote).join('、')}，原文未载。`);
  return notes;
}

function unitNotes({ form }: Report, facts: ReportFacts): string[] {
  return form.facts.flatMap(({ kind, columnLabel }, index) => {
    const fact = facts.at(index);
    const isOpen =
      kind.unitKey !== undefined &&
      fact.unit === undefined &&
      fact.value !== null &&
      !fact.value.eq(0);
    return isOpen ? [`“${columnLabel}”的单位，原文未载。`] : [];
  });
}

/** Which totals could not be added up, and where their values come from. */
function totalNotes(report: Report, facts: ReportFacts): string[] {
  const notes: string[] = [];
  const explanations = [
    ['printed', '加数未载，所列为原文刊载的数字'],
    ['settled', '加数未载，所列由已载的数字按勾稽关系推定，只有这一个可能的值'],
  ] as const;
  for (const table of report.form.tables) {
    const lostRows = new Set(
      rowsOf(report, facts, table.key, 'primary')
        .filter(({ cells }) => cells.every(isMissing))
        .map(({ name }) => name),
    );
    const rows = rowsOf(report, facts, table.key, 'printed-sum');
    for (const [origin, explanation] of explanations) {
      const has = ({ fact }: RowCell) => fact.origin === origin;
      const concerned = rows.filter(({ cells }) => cells.some(has));
      const ofLostRows = concerned.filter(({ name }) => lostRows.has(name));
      const others = concerned.filter(({ name }) => !lostRows.has(name));
      const names = [
        ...(ofLostRows.length > 0
          ? [
              `未载的${ofLostRows.length === lostRows.size ? '' : ` ${ofLostRows.length} `}行各自的总计`,
            ]
          : []),
        ...(others.length > 0 ? [nameRows(others, has)] : []),
      ];
      if (names.length > 0) notes.push(`${names.join('、')}，${explanation}。`);
    }
  }
  return [...notes, ...differingTotals(report, facts)];
}

/** Printed totals that are not what their addends give. */
function differingTotals(report: Report, facts: ReportFacts): string[] {
  return [...report.statedTotals.values()]
    .sort((a, b) => compareText(a.address, b.address))
    .flatMap(({ address, figure }) => {
      const fact = facts.get(address);
      if (!fact?.value || fact.value.eq(figure.value)) return [];
      return [
        `“${address.split('.').slice(1).join('·')}”原文刊载为 ${figure.text}，按所列各项相加为 ${fact.text}。`,
      ];
    });
}

interface RowCell {
  definition: FactDefinition;
  fact: Fact;
}

interface NotedRow {
  name: string;
  /** Label of the group that the row stands in, where it stands in one below the first level. */
  group?: string;
  cells: RowCell[];
}

/** Rows of a table with their cells of one role. */
function rowsOf(
  { form }: Report,
  facts: ReportFacts,
  table: string,
  role: FactDefinition['role'],
): NotedRow[] {
  const cells = form.facts.flatMap((definition, index) =>
    definition.table === table && definition.role === role
      ? [{ definition, fact: facts.at(index) }]
      : [],
  );
  const rows = Map.groupBy(cells, ({ definition }) => definition.rowLabels.join('\n'));
  return [...rows.values()].map((cells) => {
    const labels = cells[0]!.definition.rowLabels.map(withoutRemark);
    const group = labels.length > 2 ? labels.at(-2)! : undefined;
    return {
      name: group === undefined ? labels.at(-1)! : `${group} ${labels.at(-1)}`,
      cells,
      ...(group === undefined ? {} : { group }),
    };
  });
}

/** The rows (or whole groups, or single columns) whose cells are meant, as a list in words. */
function nameRows(rows: readonly NotedRow[], isMeant: (cell: RowCell) => boolean): string {
  const wholeGroups = new Set<string>();
  for (const [group, members] of Map.groupBy(rows, (row) => row.group)) {
    if (
      group !== undefined &&
      members.length > 1 &&
      members.every((row) => row.cells.every(isMeant))
    )
      wholeGroups.add(group);
  }
  const names = rows.flatMap(({ name, group, cells }) => {
    if (group !== undefined && wholeGroups.has(group)) return [`${quote(group)}各行`];
    const meant = cells.filter(isMeant);
    if (meant.length === 0) return [];
    if (meant.length === cells.length)
      return [
        cells.length === 1 && cells[0]!.definition.role !== 'primary'
          ? `${quote(name)}的${cells[0]!.definition.columnLabel}`
          : quote(name),
      ];
    return [`${quote(name)}的${meant.map(({ definition }) => definition.columnLabel).join('、')}`];
  });
  return [...new Set(names)].join('、');
}

function isMissing({ fact }: RowCell): boolean {
  return fact.value === null;
}

/** A label without the form's filling hint at its end. */
function withoutRemark(label: string): string {
  return label.replace(/(?<=.)（[^（）]*）$/, '');
}

function quote(text: string): string {
  return `“${text.replaceAll('“', '‘').replaceAll('”', '’')}”`;
}
