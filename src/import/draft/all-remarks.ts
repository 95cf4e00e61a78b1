import type { RecognisedFigure, RecognisedReport, RecognisedTable } from '../recognised.ts';
import type { Remark } from '../source-document.ts';

/** Every remark on a source, each once; figures in doubt that no other remark speaks of included. */
export function allRemarks({ tables, remarks }: RecognisedReport): Remark[] {
  const all = [
    ...remarks,
    ...tables.remarks,
    ...tables.tables.flatMap((table) => [
      ...table.remarks.map((remark) => ({ fact: table.key, ...remark })),
      ...untoldDoubts(table),
    ]),
  ];
  const told = new Set<string>();
  return all.filter((remark) => {
    const key = JSON.stringify([remark.kind, remark.message, remark.place, remark.text]);
    const isNew = !told.has(key);
    told.add(key);
    return isNew;
  });
}

/** Figures in doubt, a remark for each row. */
function untoldDoubts({ figures, totals, remarks }: RecognisedTable): Remark[] {
  const told = remarks.flatMap(({ kind, fact }) =>
    kind === 'needs-person' && fact !== undefined ? [fact] : [],
  );
  const byRow = new Map<string, RecognisedFigure[]>();
  for (const figure of [...figures, ...totals]) {
    const { address, digits, confidence } = figure;
    const isTold = told.some((fact) => address === fact || address.startsWith(`${fact}.`));
    if (confidence !== 'doubtful' || digits === null || isTold) continue;
    const row = address.slice(0, address.lastIndexOf('.'));
    byRow.set(row, [...(byRow.get(row) ?? []), figure]);
  }
  return [...byRow].map(([row, [first, ...others]]) => ({
    kind: 'needs-person',
    message: `“${row}”一行有 ${others.length + 1} 个数没有把握：请对照原文。`,
    place: first!.place,
    text: [first!, ...others].map(({ written }) => written.trim()).join(' '),
    fact: row,
  }));
}
