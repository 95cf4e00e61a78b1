/** One text file as read, with its line starts, so that offsets can be told as line and column. */
export interface Source {
  /** Path relative to the root. */
  file: string;
  text: string;
  /** Offset at which each line begins. */
  lineStarts: readonly number[];
}

export interface Position {
  /** From 1. */
  line: number;
  /** From 1, in code points. */
  column: number;
}

export function createSource(file: string, text: string): Source {
  const lineStarts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    lineStarts.push(at + 1);
  }
  return { file, text, lineStarts };
}

/** Index (from 0) of the line that holds an offset. */
export function lineIndexAt(source: Source, offset: number): number {
  let low = 0;
  let high = source.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (source.lineStarts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function positionAt(source: Source, offset: number): Position {
  const index = lineIndexAt(source, offset);
  return {
    line: index + 1,
    column: countCodePoints(source.text, source.lineStarts[index]!, offset) + 1,
  };
}

function countCodePoints(text: string, from: number, to: number): number {
  let count = 0;
  const end = Math.min(to, text.length);
  for (let at = from; at < end; count++) at += text.codePointAt(at)! > 0xffff ? 2 : 1;
  return count;
}

/** Text of a line (index from 0) without its line end. */
export function lineText(source: Source, index: number): string {
  const start = source.lineStarts[index] ?? source.text.length;
  const next = source.lineStarts[index + 1];
  return source.text.slice(start, next === undefined ? undefined : next - 1).replace(/\r$/, '');
}
