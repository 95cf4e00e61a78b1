import type { Form } from '../form/form.ts';
import type { Placeholder } from '../prose/placeholder.ts';
import type { YamlScalar } from '../yaml/node.ts';
import type { Source } from '../yaml/source.ts';
import type { Figure } from './figure.ts';

/** One agency-year as its editor typed it: primary figures, prose, and what is said about them. */
export interface Report {
  agency: string;
  year: number;
  form: Form;
  source: Source;
  isDraft: boolean;
  /** Absent where the source of an archived report does not state it, and in drafts. */
  published?: PublicationTime;
  /** Only where the editor gave one; else it is made of agency, year and statutory name. */
  title?: string;
  /** Present for a report first published elsewhere. */
  archived?: { origin?: string };
  /** Text parts by key, in the form's order. */
  prose: ReadonlyMap<string, Prose>;
  /** One entry per fact of the form; null where a primary is 未载, undefined where it is a sum. */
  figures: readonly (Figure | null | undefined)[];
  /** Offset in the source where each primary figure is stated. */
  offsets: readonly number[];
  /** Units that the report names itself, by address. */
  units: ReadonlyMap<string, string>;
  statistics: readonly Statistic[];
  statedTotals: ReadonlyMap<string, StatedTotal>;
  acknowledgements: readonly Acknowledgement[];
  /** 汇总: whose figures are added to the report's own. */
  aggregation?: DeclaredAggregation;
  /** What was changed after publication, as the editor listed it. */
  corrections: readonly Correction[];
}

export interface PublicationTime {
  /** `YYYY-MM-DD` */
  date: string;
  /** `HH:mm`, where the editor gave it. */
  time?: string;
}

export interface Prose {
  /** Markdown as written. */
  text: string;
  scalar: YamlScalar;
  placeholders: readonly Placeholder[];
}

/** One of the agency's own figures: a number that stands alone, or a breakdown that is summed. */
export interface Statistic {
  name: string;
  unit: string;
  offset: number;
  /** null where 未载; absent where there is a breakdown. */
  amount?: Figure | null;
  breakdown?: readonly { name: string; figure: Figure | null; offset: number }[];
}

/** The total that the original of an archived report printed. */
export interface StatedTotal {
  address: string;
  figure: Figure;
  offset: number;
}

/** A finding that the editor has looked at and explains (说明). */
export interface Acknowledgement {
  rule: string;
  /** Address of the fact concerned. */
  place?: string;
  /** The passage concerned. */
  passage?: string;
  /** Expected and actual value, as written. */
  values: readonly string[];
  reason: string;
  signature: string;
  date: string;
  offset: number;
}

/** A change of what was published (更正), told to the public. */
export interface Correction {
  /** `YYYY-MM-DD` */
  date: string;
  /** Of a figure, or the key of a part of text or of another value (`发布日期`). */
  address: string;
  /** Digits as published, or a passage of the text; 无 where there was nothing. */
  before: string;
  /** The same as it reads now; 无 where it is gone. */
  after: string;
  reason: string;
  /** Where these stand in the source. */
  offsets: { date: number; address: number; before: number; after: number };
}

/**
 * 汇总 as the editor wrote it. The tables of such a report hold 本级 figures; those of an archived
 * one hold what the original printed, the sums.
 */
export interface DeclaredAggregation {
  /** Offset of 成员, or of what stands in its place. */
  offset: number;
  /** Absent for 全部下级. */
  members?: readonly PlacedAgency[];
  excluded: readonly PlacedAgency[];
}

/** An agency's id, as written at an offset of the source. */
export interface PlacedAgency {
  id: string;
  offset: number;
}

/** Address of a statistic's total. */
export function statisticTotalAddress(name: string): string {
  return `统计.${name}.合计`;
}
