/** As PDFs write it: `[a b c d e f]` takes x, y to ax + cy + e, bx + dy + f. */
export type Matrix = readonly [number, number, number, number, number, number];

export interface Point {
  x: number;
  y: number;
}

/** In quarters, clockwise. */
export type Turn = 0 | 1 | 2 | 3;

export interface PageBox {
  width: number;
  height: number;
}

export function moved(x: number, y: number, [a, b, c, d, e, f]: Matrix): Point {
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}

/** The matrix that first does `inner`, then `outer` (ISO 32000-1, 8.3.4). */
export function multiply(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [g, h, i, j, k, l] = inner;
  return [
    a * g + c * h,
    b * g + d * h,
    a * i + c * j,
    b * i + d * j,
    a * k + c * l + e,
    b * k + d * l + f,
  ];
}

/** Turns a page, and puts its lower left corner at 0, 0. `view` is its left, bottom, right, top. */
export function turnedPage(view: readonly number[], turn: Turn): PageBox & { matrix: Matrix } {
  const [left = 0, bottom = 0, right = 0, top = 0] = view;
  const [width, height] = [right - left, top - bottom];
  switch (turn) {
    case 0:
      return { width, height, matrix: [1, 0, 0, 1, -left, -bottom] };
    case 1:
      return { width: height, height: width, matrix: [0, -1, 1, 0, -bottom, right] };
    case 2:
      return { width, height, matrix: [-1, 0, 0, -1, right, top] };
    case 3:
      return { width: height, height: width, matrix: [0, 1, -1, 0, top, -left] };
  }
}

/** Where a text goes, as the turn that makes it go to the right; undefined where it is aslant. */
export function turnOfText([a, b]: Matrix): Turn | undefined {
  const angle = (Math.atan2(b, a) * 2) / Math.PI;
  const nearest = Math.round(angle);
  if (Math.abs(angle - nearest) > 0.05) return undefined;
  return ((nearest + 4) % 4) as Turn;
}
