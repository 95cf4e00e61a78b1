/** What one measure compares: our way of doing a job, and the barest way to do as much. */
export interface Measure {
  name: string;
  /** What is done, with `{reports}` for their number. */
  job: string;
  ours: Side;
  bare: Side;
  /** Most that the ratio of the medians should be. */
  aim: number;
}

export interface Side {
  label: string;
  /** A module whose `prepare` is a `Prepare`; it is loaded in a process of its own. */
  module: URL;
}

/** Gets everything ready that is not to be timed, and returns the work that is. */
export type Prepare = (workspace: Workspace) => Promise<() => Promise<number>>;

export interface Workspace {
  /** Root of the synthetic archive. */
  root: string;
  /** An empty folder to write to. */
  output: string;
}

/** What one run in its own process took. */
export interface Run {
  milliseconds: number;
  /** Peak resident memory of the process, preparation included. */
  peakBytes: number;
  /** How many reports the work says it has done. */
  reports: number;
}
