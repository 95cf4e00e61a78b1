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
  /** Most that the median should be; absent for what is only told. */
  most?: number;
  digits: number;
}

/** What one job of ours costs with the large archive and with one ten times as large. */
export interface Growth {
  name: string;
  job: string;
  side: Side;
  /** By what the cost is divided, as the work's `figures` name it, and in words. */
  per: { figure: string; label: string };
  /** Most that the ratio of the medians of these quotients should be. */
  aim: number;
  /** Most memory that the process should take up with the larger archive. */
  mostMebibytes: number;
}

/**
 * The large archive of `--agencies` and `--years`, the same with ten times as many agencies, the
 * few `--documents` that are printed, or a city whose reports add up others'.
 */
export type ArchiveName = 'large' | 'tenfold' | 'documents' | 'city';

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
  /** What is told of it besides, by name; where it is a function, it is not timed. */
  figures: Figures | (() => Figures);
}

type Figures = Readonly<Record<string, number>>;

/** What one run in its own process took. */
export interface Run {
  milliseconds: number;
  /** Peak resident memory of the process, preparation included. */
  peakBytes: number;
  /** How many reports the work says it has done. */
  reports: number;
  figures: Figures;
}
