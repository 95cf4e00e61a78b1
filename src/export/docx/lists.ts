import {
  AlignmentType,
  type ILevelsOptions,
  type INumberingOptions,
  LevelFormat,
  LevelSuffix,
} from 'docx';
import { letter } from './measures.ts';

/** How deep Word's lists go. */
const depths = 9;
const bullets = '列表';

/** The lists of a document: each numbered one counts by itself, and those with bullets are one. */
export class Lists {
  readonly #config: INumberingOptions['config'][number][] = [];

  /** Name of a list that counts from a number, or has bullets where there is none. */
  open(start: number | null): string {
    const reference = start === null ? bullets : `编号${this.#config.length + 1}`;
    if (!this.#config.some((list) => list.reference === reference))
      this.#config.push({ reference, levels: levels(start) });
    return reference;
  }

  get config(): INumberingOptions['config'] {
    return this.#config;
  }
}

/** The level of an item that stands in `depth` lists. */
export function levelAt(depth: number): number {
  return Math.min(depth, depths) - 1;
}

/** The lines of an item after its first begin at the edge, as those of a paragraph do. */
export function indentAt(level: number): number {
  return Math.min(level, 3) * 2 * letter.width;
}

function levels(start: number | null): ILevelsOptions[] {
  return Array.from({ length: depths }, (_, level) => ({
    level,
    ...(start === null
      ? { format: LevelFormat.BULLET, text: '•' }
      : { format: LevelFormat.DECIMAL, text: `%${level + 1}.`, start }),
    alignment: AlignmentType.LEFT,
    suffix: LevelSuffix.SPACE,
    style: { paragraph: { indent: { left: indentAt(level), firstLine: 2 * letter.width } } },
  }));
}
