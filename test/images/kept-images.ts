import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PNG } from 'pngjs';
import { projectRoot } from '../roots.ts';
import { compare, encode } from './images.ts';

/** Pixels of an image that may differ: no line can move, and no rule go, within so few. */
export const TOLERANCE = 40;

/** Images that are kept as files, to be compared with those drawn anew. */
export class KeptImages {
  readonly #folder: string;
  readonly #colours: 'colour' | 'grey';

  constructor(folder: string, colours: 'colour' | 'grey') {
    this.#folder = folder;
    this.#colours = colours;
  }

  #file(name: string): string {
    return path.join(this.#folder, `${name}.png`);
  }

  /** Names of the images that are kept. */
  async names(): Promise<string[]> {
    if (!existsSync(this.#folder)) return [];
    return (await readdir(this.#folder)).map((file) => path.basename(file, '.png')).sort();
  }

  #image(name: string): PNG | undefined {
    const file = this.#file(name);
    return existsSync(file) ? PNG.sync.read(readFileSync(file)) : undefined;
  }

  /** Keeps the given images and no others; returns what was done to those that are not as before. */
  async keep(images: ReadonlyMap<string, PNG>): Promise<string[]> {
    await mkdir(this.#folder, { recursive: true });
    const changes: string[] = [];
    for (const name of await this.names()) {
      if (images.has(name)) continue;
      await rm(this.#file(name));
      changes.push(`removed  ${name}`);
    }
    for (const [name, image] of images) {
      const kept = this.#image(name);
      const { differing } = kept ? compare(kept, image) : { differing: Number.POSITIVE_INFINITY };
      if (differing === 0) continue;
      await writeFile(this.#file(name), encode(image, this.#colours));
      changes.push(kept ? `changed  ${name} (${differing} pixels)` : `new      ${name}`);
    }
    return changes;
  }

  /**
   * The images that do not look as kept, with where to look at them: each is written beside an
   * image of where it differs. What is not kept at all is none of them.
   */
  async changes(images: ReadonlyMap<string, PNG>): Promise<string[]> {
    const changes: string[] = [];
    for (const [name, image] of images) {
      const kept = this.#image(name);
      const difference = kept && compare(kept, image);
      if (!difference || difference.differing <= TOLERANCE) continue;
      const folder = path.join(projectRoot, 'node_modules/.cache/references');
      await mkdir(folder, { recursive: true });
      await writeFile(path.join(folder, `${name}-actual.png`), encode(image, this.#colours));
      await writeFile(
        path.join(folder, `${name}-difference.png`),
        PNG.sync.write(difference.image),
      );
      changes.push(`${name}: ${difference.differing} pixels, see ${folder}`);
    }
    return changes;
  }
}
