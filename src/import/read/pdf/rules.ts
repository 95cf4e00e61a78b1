import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type Matrix, moved, type Point } from './placing.ts';

/** A line drawn level or upright, such as the border of a cell. In points. */
export interface Rule {
  isLevel: boolean;
  /** Its height where it is level, else its distance from the left. */
  at: number;
  from: number;
  to: number;
}

/** Borders are thinner than this. */
const thickest = 3;
const shortest = 3;

const stroking = new Set([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);
const filling = new Set([OPS.fill, OPS.eoFill]);

/** Operations of a path as pdf.js writes them, with how many points each has. */
const points = [1, 1, 3, 2, 0] as const;

/** The ruled lines of a path: stroked ones, edges of stroked boxes, and thin filled boxes. */
export function* rulesOf(
  painting: number,
  path: ArrayLike<number>,
  matrix: Matrix,
): Generator<Rule> {
  if (stroking.has(painting))
    for (const part of partsOf(path, matrix))
      for (let at = 1; at < part.length; at += 1) {
        const rule = ruleBetween(part[at - 1]!, part[at]!);
        if (rule) yield rule;
      }
  else if (filling.has(painting))
    for (const part of partsOf(path, matrix)) {
      const rule = ruleOfBox(part);
      if (rule) yield rule;
    }
}

/** Straight stretches of a path, one list for each part of it. */
function* partsOf(path: ArrayLike<number>, matrix: Matrix): Generator<Point[]> {
  let part: Point[] = [];
  for (let at = 0; at < path.length; ) {
    const operation = path[at]!;
    const count = points[operation as 0] ?? 0;
    const last = at + 1 + (count - 1) * 2;
    if (operation === 0) {
      if (part.length > 0) yield part;
      part = [];
    }
    if (count > 0) part.push(moved(path[last]!, path[last + 1]!, matrix));
    else if (part[0]) part.push(part[0]);
    at += 1 + count * 2;
  }
  if (part.length > 0) yield part;
}

function ruleOfBox(part: readonly Point[]): Rule | undefined {
  // A rectangle has its four corners and the first again.
  if (part.length > 6) return undefined;
  const xs = part.map(({ x }) => x);
  const ys = part.map(({ y }) => y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [bottom, top] = [Math.min(...ys), Math.max(...ys)];
  if (Math.min(right - left, top - bottom) > thickest) return undefined;
  return right - left > top - bottom
    ? ruleBetween({ x: left, y: (bottom + top) / 2 }, { x: right, y: (bottom + top) / 2 })
    : ruleBetween({ x: (left + right) / 2, y: bottom }, { x: (left + right) / 2, y: top });
}

function ruleBetween(one: Point, other: Point): Rule | undefined {
  const width = Math.abs(one.x - other.x);
  const height = Math.abs(one.y - other.y);
  if (height < 1 && width >= shortest)
    return {
      isLevel: true,
      at: (one.y + other.y) / 2,
      from: Math.min(one.x, other.x),
      to: Math.max(one.x, other.x),
    };
  if (width < 1 && height >= shortest)
    return {
      isLevel: false,
      at: (one.x + other.x) / 2,
      from: Math.min(one.y, other.y),
      to: Math.max(one.y, other.y),
    };
  return undefined;
}
