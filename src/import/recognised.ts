import type { Form } from '../form/form.ts';
import type { Place, Remark } from './source-document.ts';

/**
 * How sure a figure is. `certain`: label and column are the form's own, the row's sum agrees where
 * it has one; `likely`: a near match, or nothing to compare with; `doubtful`: a person must look.
 */
export type Confidence = 'certain' | 'likely' | 'doubtful';

/** A figure of the source with its place in the form. */
export interface RecognisedFigure {
  address: string;
  /** Plain decimal digits, a sign only where the form takes one; null where the source states none. */
  digits: string | null;
  /** What the source says, as it stands there. */
  written: string;
  confidence: Confidence;
  place: Place;
}

/** A statutory table. */
export interface RecognisedTable {
  /** Its key in the form, such as 申请办理. */
  key: string;
  /** Every primary figure of the form's table, once, in the form's order; those not found are null. */
  figures: readonly RecognisedFigure[];
  /** Units that the source chooses, by the key of the row that has a choice (2019's 政府集中采购). */
  units: ReadonlyMap<string, string>;
  /** Totals as printed, whether or not they agree with their addends. */
  totals: readonly RecognisedFigure[];
  remarks: readonly Remark[];
}

/** The tables of a source, by one form. */
export interface RecognisedTables {
  form: Form;
  /** Those that the source has. */
  tables: readonly RecognisedTable[];
  /** On the edition, and on what belongs to no table. */
  remarks: readonly Remark[];
}

/** Prose of one part, as clean Markdown. */
export interface RecognisedProse {
  /** Key of the part, or 前言. */
  key: string;
  markdown: string;
  /** Where each line of `markdown` comes from. */
  places: readonly Place[];
}

/** All that was understood of a source. */
export interface RecognisedReport {
  name: string;
  /** Id in agencies.yaml; absent where unsure, then a remark says why. */
  agency?: string;
  year?: number;
  title?: string;
  /** `YYYY-MM-DD`, with ` HH:mm` where the source has it. */
  published?: string;
  tables: RecognisedTables;
  prose: readonly RecognisedProse[];
  remarks: readonly Remark[];
}
