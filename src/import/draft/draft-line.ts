/** A line of a draft. */
export interface DraftLine {
  text: string;
  /**
   * What it states: the address of a figure, of a row, a group or a table whose figures all stand
   * here, or the key of a part. Comments on any of these stand above it.
   */
  path?: string;
}
