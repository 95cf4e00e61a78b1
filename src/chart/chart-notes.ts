import type { Origin } from '../facts/facts.ts';
import type { RowSource } from './build-chart.ts';
import type { Absence } from './chart-data.ts';
import type { Drawn } from './describe.ts';

/** What a reader must know of a chart: gaps, changes of edition, totals that nobody added up. */
export function chartNotes(drawn: Drawn, sources: readonly RowSource[]): string[] {
  return [
    ...gapNotes(drawn),
    ...(drawn.rowsHeader === '年度' ? editionNotes(drawn) : mixedEditionNotes(drawn)),
    ...unlikeNotes(drawn, sources),
    ...originNotes(drawn, sources),
  ];
}

function gapNotes({ rows, series }: Drawn): string[] {
  const lost = rows.flatMap(({ spoken }, at) => {
    const labels = series
      .filter(({ points }) => isAbsent(points[at]!, 'not-stated'))
      .map(({ label }) => label);
    return labels.length > 0 ? [`${spoken}的${labels.join('、')}`] : [];
  });
  const unreported = rows
    .filter(({ formName }) => formName === undefined)
    .map(({ spoken }) => spoken);
  const unknown = Map.groupBy(
    series.flatMap(({ label, points }) =>
      points.flatMap((point, at) =>
        isAbsent(point, 'not-in-form') ? [{ label, formName: rows[at]!.formName! }] : [],
      ),
    ),
    ({ formName }) => formName,
  );
  return [
    ...(lost.length > 0 ? [`原文未载，图中留空，不作零计：${lost.join('；')}。`] : []),
    ...(unreported.length > 0
      ? [`本站没有报告，图中留空，不作零计：${unreported.join('、')}。`]
      : []),
    ...[...unknown].map(([formName, lacking]) => {
      const labels = [...new Set(lacking.map(({ label }) => label))];
      return `${formName}没有${labels.map((label) => `“${label}”`).join('、')}一项，图中留空，不作零计。`;
    }),
  ];
}

/** One sentence for each year in which the edition changes. */
function editionNotes({ rows, series }: Drawn): string[] {
  const years = new Map<number, { formName: string; unlike: string[] }>();
  for (const { label, breaks } of series) {
    for (const { before, isComparable, formName } of breaks) {
      const change = years.get(before) ?? { formName, unlike: [] };
      if (!isComparable) change.unlike.push(`“${label}”`);
      years.set(before, change);
    }
  }
  return [...years].map(([before, { formName, unlike }]) => {
    const change = `自${rows[before]!.spoken}起用${formName}`;
    return unlike.length === 0
      ? `${change}，图中以虚线标出；图中各项与此前可比。`
      : `${change}，${unlike.join('、')}与此前不可比，图中断开。`;
  });
}

function mixedEditionNotes({ rows, series }: Drawn): string[] {
  const names = new Set(rows.flatMap(({ formName }) => formName ?? []));
  if (names.size < 2) return [];
  const unlike = series.filter(({ breaks }) => breaks.length > 0).map(({ label }) => `“${label}”`);
  const used = `各机关所用格式不同（${[...names].join('、')}）`;
  return unlike.length === 0
    ? [`${used}，图中各项可比。`]
    : [`${used}，${unlike.join('、')}不可比，图中断开。`];
}

/** Where a series shows figures that do not compare: which figure of which edition. */
function unlikeNotes({ series }: Drawn, sources: readonly RowSource[]): string[] {
  return series.flatMap(({ label, points, breaks }) => {
    if (breaks.every(({ isComparable }) => isComparable)) return [];
    const formsByFigure = new Map<string, Set<string>>();
    for (const [at, point] of points.entries()) {
      const form = sources[at]!.facts?.form;
      if (!form || point.value === null) continue;
      const { rowLabels, columnLabel } = form.facts[form.indexByAddress.get(point.address)!]!;
      const figure = `${rowLabels.at(-1)}的${columnLabel}`;
      const names = formsByFigure.get(figure) ?? new Set();
      formsByFigure.set(figure, names.add(form.name));
    }
    const figures = [...formsByFigure].map(
      ([figure, names]) => `${[...names].join('、')}为${figure}`,
    );
    return figures.length > 0 ? [`“${label}”：${figures.join('，')}。`] : [];
  });
}

function originNotes({ rows, series }: Drawn, sources: readonly RowSource[]): string[] {
  const explanations: readonly [Origin, string][] = [
    ['printed', '加数未载，所列为原文刊载的数字'],
    ['settled', '加数未载，所列由已载的数字按勾稽关系推定，只有这一个可能的值'],
  ];
  return explanations.flatMap(([origin, explanation]) => {
    const concerned = rows.flatMap(({ spoken }, at) => {
      const labels = series
        .filter(({ points }) => {
          const point = points[at]!;
          return point.value !== null && sources[at]!.facts?.get(point.address)?.origin === origin;
        })
        .map(({ label }) => label);
      return labels.length > 0 ? [`${spoken}的${labels.join('、')}`] : [];
    });
    return concerned.length > 0 ? [`${concerned.join('；')}，${explanation}。`] : [];
  });
}

function isAbsent(point: { value: number | null; absence?: Absence }, absence: Absence): boolean {
  return point.value === null && point.absence === absence;
}
