import type { Cell } from '../form/layout.ts';
import type { ReportFacts } from './facts.ts';

/** What stands in a cell whose figure the source does not state. */
export const notStatedMark = '—';

/** What a cell of a statutory table shows, in any medium. */
export function cellText(cell: Cell, facts: ReportFacts): string {
  switch (cell.kind) {
    case 'note':
      return cell.text;
    case 'figure':
      return facts.get(cell.address)?.text ?? notStatedMark;
    case 'header':
      return cell.unitOf === undefined
        ? cell.label
        : labelWithUnit(cell.label, facts.get(cell.unitOf)?.unit);
  }
}

/** A column whose unit each report names says it as the form does elsewhere. */
export function labelWithUnit(label: string, unit: string | undefined): string {
  return unit === undefined ? label : `${label}（单位：${unit}）`;
}
