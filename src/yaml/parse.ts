import {
  EVENT_ID,
  type Event,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
  YAMLException,
} from 'js-yaml';
import { explainCharacter, findRefusedCharacters } from './characters.ts';
import { aliasMessage, directiveMessage, placeholderMessage } from './mistakes.ts';
import {
  isBlank,
  type YamlMapping,
  type YamlNode,
  type YamlScalar,
  type YamlSequence,
} from './node.ts';
import type { Problem } from './problem.ts';
import { shorten } from './reading.ts';
import { lineIndexAt, type Source } from './source.ts';
import { explainSyntax } from './syntax-messages.ts';

/** Deeper than any file of ours needs; keeps hostile nesting from costing anything. */
const maxDepth = 16;

export interface ParsedYaml {
  /** Undefined where the text is not one YAML document with a value. */
  root: YamlNode | undefined;
  problems: Problem[];
}

/**
 * Reads one YAML document into a tree with source offsets.
 * Anchors, aliases and tags are refused: a report needs none, and they hide what a figure is.
 */
export function parseYaml(source: Source): ParsedYaml {
  const problems: Problem[] = [];
  let events: Event[];
  try {
    events = parseEvents(source.text, { maxDepth });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return { root: undefined, problems: explainSyntax(source, error) };
  }
  const root = buildTree(source, events, problems);
  if (problems.length === 0 && (!root || isBlank(root))) {
    const message = '文件里只有注释，还没有填写任何内容';
    return { root: undefined, problems: [{ rule: 'file/empty', offset: 0, message }] };
  }
  return { root, problems };
}

function buildTree(source: Source, events: Event[], problems: Problem[]): YamlNode | undefined {
  const open: (YamlMapping | YamlSequence | undefined)[] = [];
  const pendingKeys: (YamlScalar | undefined)[] = [];
  const seenKeys: Set<string>[] = [];
  let root: YamlNode | undefined;
  let documents = 0;

  const place = (node: YamlNode) => {
    const parent = open.at(-1);
    if (!parent) {
      if (documents === 1) root = node;
      else refuseDocument(source, node, problems);
      return;
    }
    if (parent.kind === 'sequence') {
      parent.items.push(node);
      return;
    }
    const key = pendingKeys.at(-1);
    if (key) {
      parent.entries.push({ key, value: node });
      pendingKeys[pendingKeys.length - 1] = undefined;
      return;
    }
    if (node.kind !== 'scalar') {
      const isPlaceholder = source.text.startsWith('{{', node.start - 1);
      problems.push({
        rule: 'yaml/key',
        offset: isPlaceholder ? node.start - 1 : node.start,
        message: isPlaceholder ? placeholderMessage : '键必须是文字，不能是列表或映射',
      });
      pendingKeys[pendingKeys.length - 1] = {
        kind: 'scalar',
        start: node.start,
        text: '',
        style: 'plain',
        raw: { start: -1, end: -1, indent: -1 },
      };
      return;
    }
    const seen = seenKeys.at(-1)!;
    if (seen.has(node.text)) {
      problems.push({
        rule: 'yaml/duplicate-key',
        offset: node.start,
        message: `“${shorten(node.text)}”重复出现：同一处每个键只能写一次`,
      });
    }
    if (node.text === '<<' && node.style === 'plain') refuseAlias(source, node.start, problems);
    seen.add(node.text);
    pendingKeys[pendingKeys.length - 1] = node;
  };

  for (const [index, event] of events.entries()) {
    if (event.type !== EVENT_ID.POP && event.type !== EVENT_ID.DOCUMENT) {
      refuseProperties(source, event, problems);
    }
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        documents++;
        open.push(undefined);
        if (event.directives.length > 0) refuseDirective(source, problems);
        break;
      case EVENT_ID.SCALAR:
        place(scalarOf(source, event, problems, () => startOfBlank(source, events, index)));
        break;
      case EVENT_ID.ALIAS:
        place({
          kind: 'scalar',
          start: event.anchorStart - 1,
          text: '',
          style: 'quoted',
          raw: { start: -1, end: -1, indent: -1 },
        });
        break;
      case EVENT_ID.MAPPING:
      case EVENT_ID.SEQUENCE: {
        const node: YamlMapping | YamlSequence =
          event.type === EVENT_ID.MAPPING
            ? { kind: 'mapping', start: event.start, entries: [] }
            : { kind: 'sequence', start: event.start, items: [] };
        place(node);
        open.push(node);
        pendingKeys.push(undefined);
        seenKeys.push(new Set());
        break;
      }
      case EVENT_ID.POP:
        if (open.pop()) {
          pendingKeys.pop();
          seenKeys.pop();
        }
        break;
    }
  }
  return documents > 1 ? undefined : root;
}

function refuseDocument(source: Source, node: YamlNode, problems: Problem[]): void {
  const separator = source.text.lastIndexOf('\n---', node.start) + 1;
  problems.push({
    rule: 'yaml/documents',
    offset: separator > 0 ? separator : node.start,
    message: '一个文件只能有一份内容：请删去“---”这一行',
  });
}

function refuseDirective(source: Source, problems: Problem[]): void {
  problems.push({
    rule: 'yaml/directive',
    offset: Math.max(0, source.text.search(/^%/m)),
    message: directiveMessage,
  });
}

function refuseProperties(
  source: Source,
  event: Exclude<Event, { type: typeof EVENT_ID.POP } | { type: typeof EVENT_ID.DOCUMENT }>,
  problems: Problem[],
): void {
  if (event.anchorStart >= 0) refuseAlias(source, event.anchorStart - 1, problems);
  if (event.type !== EVENT_ID.ALIAS && event.tagStart >= 0) {
    problems.push({
      rule: 'yaml/tag',
      offset: event.tagStart,
      message: '不支持类型标记（!）：请直接写值；文字以“!”开头的，请给整个值加半角引号',
    });
  }
}

/** Told once a line: bombs are made of many. */
function refuseAlias(source: Source, offset: number, problems: Problem[]): void {
  const rule = 'yaml/alias';
  const last = problems.findLast((problem) => problem.rule === rule);
  if (last && lineIndexAt(source, last.offset) === lineIndexAt(source, offset)) return;
  problems.push({ rule, offset, message: aliasMessage });
}

const styles: Record<number, YamlScalar['style']> = {
  [SCALAR_STYLE.PLAIN]: 'plain',
  [SCALAR_STYLE.SINGLE_QUOTED]: 'quoted',
  [SCALAR_STYLE.DOUBLE_QUOTED]: 'quoted',
  [SCALAR_STYLE.LITERAL_BLOCK]: 'block',
  [SCALAR_STYLE.FOLDED_BLOCK]: 'block',
};

function scalarOf(
  source: Source,
  event: ScalarEvent,
  problems: Problem[],
  startOfNothing: () => number,
): YamlScalar {
  const style = styles[event.style]!;
  const raw = { start: event.valueStart, end: event.valueEnd, indent: event.indent };
  if (event.valueStart < 0)
    return { kind: 'scalar', start: startOfNothing(), text: '', style, raw };
  const start = startOfScalar(source, event, style);
  const text = getScalarValue(source.text, event);
  // Characters that the file itself may not hold can still be written as escapes.
  if (style === 'quoted' && source.text[start] === '"' && text.length < raw.end - raw.start) {
    const [refused] = findRefusedCharacters(text);
    if (refused) {
      const message = explainCharacter(refused.character);
      problems.push({ rule: 'file/character', offset: start, message });
    }
  }
  return { kind: 'scalar', start, text, style, raw };
}

/** Where a scalar's quote or block sign stands, or its first character. */
function startOfScalar(
  source: Source,
  { valueStart }: ScalarEvent,
  style: YamlScalar['style'],
): number {
  if (style === 'plain') return valueStart;
  if (style === 'quoted') return valueStart - 1;
  const line = source.lineStarts[lineIndexAt(source, valueStart - 1)]!;
  const sign = source.text.slice(line, valueStart).search(/[|>][-+0-9]*[ \t]*(#.*)?\s*$/);
  return sign < 0 ? valueStart : line + sign;
}

/** Where a value that is not written would stand: after the colon of its key, or at its dash. */
function startOfBlank(source: Source, events: Event[], index: number): number {
  let at = index - 1;
  while (events[at]?.type === EVENT_ID.POP) at--;
  const before = events[at];
  if (before?.type === EVENT_ID.SCALAR)
    return Math.min(Math.max(before.valueEnd, 0), source.text.length);
  return before && 'start' in before ? before.start : 0;
}
