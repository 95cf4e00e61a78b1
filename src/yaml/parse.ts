import {
  EVENT_ID,
  type Event,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
  YAMLException,
} from 'js-yaml';
import type { YamlMapping, YamlNode, YamlScalar, YamlSequence } from './node.ts';
import type { Problem } from './problem.ts';
import type { Source } from './source.ts';
import { directiveMessage } from './mistakes.ts';
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
  return { root: buildTree(source, events, problems), problems };
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
      problems.push({
        rule: 'yaml/key',
        offset: node.start,
        message: '键必须是文字，不能是列表或映射',
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
        message: `“${node.text}”重复出现：同一处每个键只能写一次`,
      });
    }
    seen.add(node.text);
    pendingKeys[pendingKeys.length - 1] = node;
  };

  for (const [index, event] of events.entries()) {
    if (event.type !== EVENT_ID.POP && event.type !== EVENT_ID.DOCUMENT) {
      refuseProperties(event, problems);
    }
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        documents++;
        open.push(undefined);
        if (event.directives.length > 0) refuseDirective(source, problems);
        break;
      case EVENT_ID.SCALAR:
        place(scalarOf(source, event, () => startOfBlank(source, events, index)));
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
  event: Exclude<Event, { type: typeof EVENT_ID.POP } | { type: typeof EVENT_ID.DOCUMENT }>,
  problems: Problem[],
): void {
  if (event.anchorStart >= 0) {
    const rule = 'yaml/alias';
    const message = '不支持锚点（&）和别名（*）：请把内容直接写在这里';
    problems.push({ rule, offset: Math.max(0, event.anchorStart - 1), message });
  }
  if (event.type !== EVENT_ID.ALIAS && event.tagStart >= 0) {
    problems.push({
      rule: 'yaml/tag',
      offset: event.tagStart,
      message: '不支持类型标记（!）：请直接写值',
    });
  }
}

const styles: Record<number, YamlScalar['style']> = {
  [SCALAR_STYLE.PLAIN]: 'plain',
  [SCALAR_STYLE.SINGLE_QUOTED]: 'quoted',
  [SCALAR_STYLE.DOUBLE_QUOTED]: 'quoted',
  [SCALAR_STYLE.LITERAL_BLOCK]: 'block',
  [SCALAR_STYLE.FOLDED_BLOCK]: 'block',
};

function scalarOf(source: Source, event: ScalarEvent, startOfNothing: () => number): YamlScalar {
  const style = styles[event.style]!;
  const raw = { start: event.valueStart, end: event.valueEnd, indent: event.indent };
  if (event.valueStart < 0)
    return { kind: 'scalar', start: startOfNothing(), text: '', style, raw };
  const start = style === 'quoted' ? event.valueStart - 1 : event.valueStart;
  return { kind: 'scalar', start, text: getScalarValue(source.text, event), style, raw };
}

/** Where a value that is not written would stand: after the colon of its key. */
function startOfBlank(source: Source, events: Event[], index: number): number {
  const before = events[index - 1];
  if (before?.type !== EVENT_ID.SCALAR || before.valueEnd < 0) return 0;
  return Math.min(before.valueEnd, source.text.length);
}
