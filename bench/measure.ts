/** What one measure compares: our way of doing a job, and the barest way to do as much. */
export interface Measure {
  name: string;
  /** What is done, with `{reports}` for their number. */
  job: string;
  archive: ArchiveName;
  ours: Side;
  bare: Side;
  /** Most that the ratio of the medians should be. */
  aim: number;
}

/** What one job of ours may take, where there is nothing to compare it with. */
export interface Budget {
  name: string;
  job: string;
  archive: ArchiveName;
  side: Side;
  aims: readonly Aim[];
}

export interface Aim {
  /** What is meant, as the work's `figures` name it, or `startedMebibytes` of the run. */
  figure: string;
  /** For people, unit included. */
  label: string;
  /** Most that the median should be. */
  most: number;
  digits: number;
}

/** The large archive of `--agencies` and `--years`, or the few `--documents` that are printed. */
export type ArchiveName = 'large' | 'documents';

export interface Side {
  label: string;
  /** A module whose `prepare` is a `Prepare`; it is loaded in a process of its own. */
  module: URL;
}

/** Gets everything ready that is not to be timed, and returns the work that is. */
export type Prepare = (workspace: Workspace) => Promise<() => Promise<number | Outcome>>;

export interface Workspace {
  /** Root of the synthetic archive. */
  root: string;
  /** An empty folder to write to. */
  output: string;
}

/** What work has done, where it is more than a number of reports. */
export interface Outcome {
  reports: number;
  /** What a budget limits, by name. */
  figures: Readonly<Record<string, number>>;
}

/** What one run in its own process took. */
export interface Run {
  milliseconds: number;
  /** Peak resident memory of the process, preparation included. */
  peakBytes: number;
  /** How many reports the work says it has done. */
  reports: number;
  figures: Readonly<Record<string, number>>;
}
