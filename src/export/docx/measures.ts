/**
 * The measures of GB/T 9704-2012 for a Word file. Word counts lengths in twips, twentieths of a
 * point, and sizes of letters in half points.
 */
const twipsPerPoint = 20;
const twipsPerMillimetre = 1440 / 25.4;

export function points(count: number): number {
  return Math.round(count * twipsPerPoint);
}

export function millimetres(count: number): number {
  return Math.round(count * twipsPerMillimetre);
}

/** A4 with margins of 37, 35, 28 (inside) and 26 mm (outside). */
export const page = {
  width: millimetres(210),
  height: millimetres(297),
  top: millimetres(37),
  bottom: millimetres(35),
  inside: millimetres(28),
  outside: millimetres(26),
} as const;

export const textWidth = page.width - page.inside - page.outside;

/** 22 lines fill the 225 mm of a page. */
export const linePitch = points(28.99);

/** 3号: Word knows whole and half points only, so that 28 characters are set a quarter closer. */
export const letter = { size: 32, spacing: -points(0.25), width: points(15.75) } as const;
