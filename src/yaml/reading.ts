import { nearestKey } from './nearest.ts';
import type { YamlEntry, YamlMapping, YamlNode } from './node.ts';
import { mostTold, type Problem } from './problem.ts';
import type { Source } from './source.ts';

/** Largest count that a JSON number holds exactly. */
const largestCount = Number.MAX_SAFE_INTEGER;

/** Reads typed values out of one YAML file and gathers what is wrong with them. */
export class Reading {
  readonly source: Source;
  readonly problems: Problem[];

  constructor(source: Source, problems: Problem[] = []) {
    this.source = source;
    this.problems = problems;
  }

  fail(node: { start: number } | number, rule: string, message: string, fact?: string): undefined {
    const offset = typeof node === 'number' ? node : node.start;
    this.problems.push({ rule, offset, message, ...(fact === undefined ? {} : { fact }) });
    return undefined;
  }

  /** A mapping, or undefined with a problem, which may show an example. */
  mapping(node: YamlNode, name: string, example?: string): YamlMapping | undefined {
    if (node.kind === 'mapping') return node;
    const wanted = example === undefined ? '下面应当是“键: 值”的列表' : `应写作 ${example}`;
    return this.fail(node, 'value/type', `“${shorten(name)}”${wanted}`);
  }

  /**
   * Entries by key. Unknown keys are problems: each with the nearest known one, preferably one
   * that is not there, or with what `explain` says of it.
   */
  entries(
    mapping: YamlMapping,
    known: readonly string[],
    explain?: (entry: YamlEntry, nearest: string | undefined) => string | undefined,
  ): Map<string, YamlEntry> {
    const found = new Map<string, YamlEntry>();
    const unknown: YamlEntry[] = [];
    for (const entry of mapping.entries) {
      if (known.includes(entry.key.text)) found.set(entry.key.text, entry);
      else unknown.push(entry);
    }
    for (const entry of unknown) {
      const { text } = entry.key;
      const absent = known.filter((key) => !found.has(key));
      const nearest = this.nearest(text, absent) ?? this.nearest(text, known);
      const message = explain?.(entry, nearest) ?? adviseKey(text, nearest, known);
      this.fail(entry.key, 'key/unknown', message);
    }
    return found;
  }

  /** The nearest known key; none once there are more problems than will be told. */
  nearest(written: string, known: Iterable<string>): string | undefined {
    return this.problems.length < mostTold ? nearestKey(written, known) : undefined;
  }

  /** Every item of a sequence; anything else is a problem, which may show an example. */
  sequence(node: YamlNode, name: string, example?: string): YamlNode[] {
    if (node.kind === 'sequence') return node.items;
    const wanted = example === undefined ? '下面应当是以“- ”开头的列表' : `应写作 ${example}`;
    this.fail(node, 'value/type', `“${name}”${wanted}`);
    return [];
  }

  /** Text, as written. A number or a date written without quotes is text too. */
  text(node: YamlNode, name: string): string | undefined {
    if (node.kind !== 'scalar') return this.fail(node, 'value/type', `“${name}”应当是文字`);
    if (node.text.trim() === '')
      return this.fail(
        node,
        'value/blank',
        `“${name}”没有填写：请补上内容；可以不写的，删去这一项`,
      );
    return node.text;
  }

  /** Text on one line. */
  line(node: YamlNode, name: string): string | undefined {
    const text = this.text(node, name)?.trim();
    if (text?.includes('\n'))
      return this.fail(node, 'value/type', `“${name}”应当写在一行内：下面的行是否缺了键？`);
    return text;
  }

  choice<T extends string>(node: YamlNode, name: string, choices: readonly T[]): T | undefined {
    const text = this.line(node, name);
    if (text === undefined) return undefined;
    const known = choices.find((choice) => choice === text);
    if (known) return known;
    // No year is a mistyped other year.
    const nearest = /^\d+$/.test(text) ? undefined : this.nearest(text, choices);
    const advice = nearest ? `是否应为“${nearest}”？可填：` : '可填：';
    return this.fail(
      node,
      'value/choice',
      `“${name}”不能是“${shorten(text)}”。${advice}${choices.join('、')}`,
    );
  }

  /** `true` or `false`, unquoted. */
  flag(node: YamlNode, name: string): boolean | undefined {
    if (node.kind === 'scalar' && node.style === 'plain' && /^(true|false)$/.test(node.text)) {
      return node.text === 'true';
    }
    return this.fail(node, 'value/type', `“${name}”只能填 true 或 false`);
  }

  /** An integer ≥ 0. */
  integer(node: YamlNode, name: string): number | undefined {
    if (
      node.kind === 'scalar' &&
      node.style === 'plain' &&
      /^(0|[1-9]\d*)$/.test(node.text) &&
      Number(node.text) <= largestCount
    ) {
      return Number(node.text);
    }
    return this.fail(node, 'value/type', `“${name}”应当是不小于 0 的整数`);
  }

  /** The line under a key; undefined where the key is absent. */
  lineAt(entries: Map<string, YamlEntry>, key: string): string | undefined {
    const entry = entries.get(key);
    return entry && this.line(entry.value, key);
  }

  /** The flag under a key; false where the key is absent. */
  flagAt(entries: Map<string, YamlEntry>, key: string): boolean {
    const entry = entries.get(key);
    return (entry && this.flag(entry.value, key)) ?? false;
  }

  /** The items of the sequence under a key; none where the key is absent. */
  itemsAt(entries: Map<string, YamlEntry>, key: string, example?: string): YamlNode[] {
    const entry = entries.get(key);
    return entry ? this.sequence(entry.value, key, example) : [];
  }

  /** The lines of the sequence under a key; none where the key is absent. */
  linesAt(entries: Map<string, YamlEntry>, key: string, example?: string): string[] {
    return this.itemsAt(entries, key, example).flatMap((item) => this.line(item, key) ?? []);
  }
}

/** At most 24 characters of what an editor wrote, for quoting it in a message. */
export function shorten(text: string): string {
  // Cut before it is looked at: a hostile value may be as long as its file.
  const line = text.slice(0, 200).replace(/\s+/g, ' ');
  const characters = [...line];
  return characters.length > 24 ? `${characters.slice(0, 24).join('')}…` : line;
}

/** What is told of a key that is not known. */
export function adviseKey(
  written: string,
  nearest: string | undefined,
  known: readonly string[],
): string {
  const advice = nearest ? `是否应为“${nearest}”？` : `此处可用：${known.join('、')}`;
  return `不认识的键“${shorten(written)}”。${advice}`;
}
