import { compareText } from '../finding/finding.ts';
import { dateInWords } from '../report/date.ts';
import type { Correction, Report } from '../report/report.ts';

/** What a correction writes where there was nothing, or is nothing any more. */
export const nothing = '无';

/** A correction as readers are told of it. */
export interface CorrectionText {
  /** `YYYY-MM-DD` */
  date: string;
  /** What was changed from what into what, without a full stop. */
  change: string;
  /** Without a full stop. */
  reason: string;
}

/** What the public is told of a report's corrections, in the order of its file. */
export function correctionTexts(report: Report): CorrectionText[] {
  return report.corrections.map((correction) => ({
    date: correction.date,
    change: report.form.parts.some(({ key }) => key === correction.address)
      ? passageChange(correction)
      : valueChange(correction),
    reason: correction.reason.replace(/。$/, ''),
  }));
}

/** Heading under which a report's corrections are told. */
export const correctionsTitle = '更正';

/** The same as sentences, each of which can stand by itself. */
export function correctionNotes(report: Report): string[] {
  return correctionTexts(report).map(
    ({ date, change, reason }) => `${dateInWords(date)}更正：${change}。理由：${reason}。`,
  );
}

/** How much was corrected and when, without a full stop; undefined where nothing was. */
export function correctionSummary(report: Report): string | undefined {
  const last = lastCorrected(report);
  if (last === undefined) return undefined;
  const { length } = report.corrections;
  return report.corrections.every(({ date }) => date === last)
    ? `发布后于${dateInWords(last)}更正${length}处`
    : `发布后更正${length}处，最近一次在${dateInWords(last)}`;
}

function valueChange({ address, before, after }: Correction): string {
  return `“${address.replaceAll('.', '·')}”原为 ${inLine(before)}，现为 ${inLine(after)}`;
}

function passageChange({ address, before, after }: Correction): string {
  if (before === nothing) return `“${address}”加上“${inLine(after)}”`;
  if (after === nothing) return `“${address}”删去“${inLine(before)}”`;
  return `“${address}”的“${inLine(before)}”改为“${inLine(after)}”`;
}

/** A passage of several lines as one, without quotation marks that would close the outer ones. */
function inLine(text: string): string {
  return text
    .replace(/\s*\n\s*/g, '')
    .replaceAll('“', '‘')
    .replaceAll('”', '’');
}

/** Day of the last correction; undefined where there is none. */
export function lastCorrected({ corrections }: Report): string | undefined {
  return corrections
    .map(({ date }) => date)
    .toSorted(compareText)
    .at(-1);
}

/** Day on which a report was published or, where that is later, corrected. */
export function lastChanged(report: Report): string | undefined {
  const days = [report.published?.date, lastCorrected(report)];
  return days
    .filter((day) => day !== undefined)
    .toSorted(compareText)
    .at(-1);
}
