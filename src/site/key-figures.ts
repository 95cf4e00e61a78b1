import type { ArchivedReport } from '../archive/archive.ts';
import type { Measure } from '../chart/measure.ts';
import { notStatedMark } from '../facts/cell-text.ts';
import type { Form } from '../form/form.ts';
import { type FigureRowSource, type FigureTable, figureTable, formsOf } from './figure-table.ts';

/** What readers ask first of a report, by the address at which the forms have it. */
const keyFacts: readonly { label: string; address: string }[] = [
  { label: '本年新收', address: '申请办理.本年新收.总计' },
  { label: '上年结转', address: '申请办理.上年结转.总计' },
  { label: '办结总计', address: '申请办理.办理结果.总计.总计' },
  { label: '结转下年度', address: '申请办理.结转下年度.总计' },
  { label: '行政复议', address: '复议诉讼.行政复议.总计' },
  { label: '行政诉讼', address: '复议诉讼.行政诉讼.总计' },
];

/** A figure at the head of a report's page. */
export interface KeyFigure {
  label: string;
  /** Digits as printed, or “—”. */
  text: string;
  /** 件; empty where nothing is stated. */
  unit: string;
  address: string;
  isAbsent: boolean;
}

/** The key figures of one report, as far as its form has them. */
export function keyFigures({ facts }: ArchivedReport): KeyFigure[] {
  return keyFacts.flatMap(({ label, address }) => {
    const fact = facts.get(address);
    if (!fact) return [];
    const { text, unit } = fact;
    return [
      text === null
        ? { label, text: notStatedMark, unit: '', address, isAbsent: true }
        : { label, text, unit: unit ?? '', address, isAbsent: false },
    ];
  });
}

/** The key figures of several reports. */
export function keyFigureTable(
  caption: string,
  rowsHeader: FigureTable['rowsHeader'],
  rows: readonly FigureRowSource[],
): FigureTable {
  return figureTable({ caption, rowsHeader, rows, measures: keyMeasures(formsOf(rows)) });
}

function keyMeasures(forms: readonly Form[]): Measure[] {
  return keyFacts.map(({ label, address }, at) => ({
    label,
    tone: at + 1,
    places: forms
      .filter((form) => form.indexByAddress.has(address))
      .map((form) => ({ form, address })),
  }));
}
