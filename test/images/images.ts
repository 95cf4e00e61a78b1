import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/** The smallest file of an image, in colour or in its first channel's grey. */
export function encode(image: PNG, colours: 'colour' | 'grey'): Buffer {
  const colorType = colours === 'grey' ? 0 : 2;
  return PNG.sync.write(image, { colorType, filterType: 4, deflateLevel: 9 });
}

/**
 * How many pixels of two images differ by more than an edge drawn a little otherwise, and an image
 * that shows where. Images of different sizes differ throughout.
 */
export function compare(one: PNG, other: PNG): { differing: number; image: PNG } {
  const { width, height } = one;
  const image = new PNG({ width, height });
  if (other.width !== width || other.height !== height) return { differing: width * height, image };
  const options = { threshold: 0.25, includeAA: false };
  const differing = pixelmatch(one.data, other.data, image.data, width, height, options);
  return { differing, image };
}
