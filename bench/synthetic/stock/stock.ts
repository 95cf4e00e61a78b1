/**
 * Sentences from which reports are composed, written for this purpose.
 * `[a|b]` is one of several wordings, `<名>` is filled in, `{{ … }}` is the report's own placeholder.
 */
export interface Passage {
  text: string;
  /** Only where there is a report of last year. */
  withLastYear?: true;
  /** Only in reports of these editions' family. */
  family?: '2019' | '2021';
}

/** A section under its own heading: some passages always, others drawn from a pool. */
export interface Section {
  heading: string;
  always: readonly Passage[];
  pool: readonly string[];
  /** How many are drawn at least; wordier reports draw up to three more. */
  drawn: number;
}
