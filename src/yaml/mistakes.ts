import { keyColumn, type Line } from './lines.ts';
import type { Problem } from './problem.ts';
import type { Source } from './source.ts';

/** What stands around a line. */
interface Surroundings {
  before: Line | undefined;
  after: Line | undefined;
  /** Indentations at which keys stand, outermost first. */
  levels: readonly number[];
  /** Whether this line has a key, and the lines before and after it. */
  isKey: boolean;
  followsKey: boolean;
  precedesKey: boolean;
}

interface Mistake {
  rule: string;
  /** Column (from 0) of the mistake in the line, or undefined where it was not made. */
  find: (line: Line, around: Surroundings) => number | undefined;
  message: string;
}

export const directiveMessage = '不支持以“%”开头的行：请删去这一行';
const strayMessage = '正文没有缩进：“|”下面的每一行，包括标题，行首都要空两格';
export const aliasMessage =
  '不支持锚点（&）、别名（*）和合并（<<）：请把内容直接写在这里；文字以“*”“&”开头的，请给整个值加半角引号';
export const placeholderMessage =
  '以“{{”开头的文字，要在键后写“|”，另起一行写；只有一行的，也可给整个值加半角引号';

/** Mistakes in layout and punctuation that no YAML can contain; the first that fits a line speaks. */
const mistakes: readonly Mistake[] = [
  {
    rule: 'yaml/directive',
    find: ({ text }) => (text.startsWith('%') ? 0 : undefined),
    message: directiveMessage,
  },
  {
    rule: 'yaml/conflict',
    find: ({ text }) => (/^(<{7}|={7}|>{7})(\s|$)/.test(text) ? 0 : undefined),
    message: '这是合并两个版本时留下的标记：请在两份内容中选定一份，并删去三行标记',
  },
  {
    rule: 'yaml/text-indentation',
    find: ({ kind, text, indent }, { after }) => {
      // A comment that looks like a heading is one where no text follows.
      const isComment = text.startsWith('#') && after?.kind !== 'prose' && after?.kind !== 'stray';
      return kind === 'stray' && !isComment ? indent : undefined;
    },
    message: strayMessage,
  },
  {
    rule: 'yaml/key',
    find: ({ bare }) => at(/:\s+(?<at>\{\{)/d, bare),
    message: placeholderMessage,
  },
  {
    rule: 'yaml/quote',
    find: ({ unclosed }) => (unclosed && /["']/.test(unclosed.sign) ? unclosed.at : undefined),
    message: '这里的引号没有配对：请在值的末尾补上引号',
  },
  {
    rule: 'yaml/bracket',
    find: ({ unclosed }) => (unclosed?.sign === '{' ? unclosed.at : undefined),
    message: '这里的花括号没有配对：请在末尾补上“}”',
  },
  {
    rule: 'yaml/bracket',
    find: ({ unclosed }) => (unclosed?.sign === '[' ? unclosed.at : undefined),
    message: '这里的方括号没有配对：请在末尾补上“]”',
  },
  {
    rule: 'yaml/bracket',
    find: ({ kind, text, indent }, { levels }) =>
      kind === 'inner' && /^\s*[\]}]/.test(text) && indent <= (levels.at(-1) ?? -1)
        ? indent
        : undefined,
    message: '单独成行的“}”或“]”也要缩进：比括号所属的键多空两格',
  },
  {
    rule: 'yaml/quote',
    find: ({ bare, bracketsFrom }) =>
      bracketsFrom < 0 ? at(/(?::|- )\s+"+(?<at>[^\s":])/d, bare) : undefined,
    message: '引号后面还有文字：请把引号移到整个值的末尾，或去掉引号',
  },
  {
    rule: 'yaml/text-start',
    find: ({ bare }) => at(/[:-]\s+[|>][-+0-9]*\s+(?<at>\S)/d, bare),
    message: '“|”后面不写字：正文另起一行，行首空两格',
  },
  {
    rule: 'yaml/symbol',
    find: ({ bare, bracketsFrom }) =>
      bracketsFrom < 0 ? at(/^[^:]*:\s+(?<at>[@`%,\]}]|[-?]\s)/d, bare) : undefined,
    message: '值不能以这个符号开头：请给整个值加半角引号',
  },
  {
    rule: 'yaml/second-colon',
    find: ({ bare, bracketsFrom }) =>
      bracketsFrom < 0 ? at(/^[^:]*:\s+[^\s"'|>].*?(?<at>:)(?=\s|$)/d, bare) : undefined,
    message: '值里还有一个冒号：请给整个值加半角引号，或改用全角冒号“：”',
  },
  {
    rule: 'yaml/colon',
    find: ({ kind, text, indent }, { isKey, followsKey, precedesKey }) =>
      kind === 'entry' && !isKey && !/^(---|\.\.\.|%)/.test(text) && (followsKey || precedesKey)
        ? indent
        : undefined,
    message: '这一行缺少冒号：应写作“键: 值”；如果是正文，请在上面的键后写“|”',
  },
  {
    rule: 'yaml/indentation',
    find: (line, { before, isKey }) =>
      isKey && before && keyColumn(before) < line.indent && hasValue(before)
        ? line.indent
        : undefined,
    message: '这一行与上一行没有左对齐：同级的键要左对齐',
  },
  {
    rule: 'yaml/indentation',
    find: ({ indent }, { before, isKey, levels }) => {
      const isBelow = before?.kind === 'prose' || indent < (levels.at(-1) ?? 0);
      return isKey && isBelow && !levels.includes(indent) ? indent : undefined;
    },
    message: '缩进没有对齐：同级的键要左对齐，下一级比上一级多空两格',
  },
];

const raggedMessage = '正文没有对齐：同一段正文，每一行行首空的格数不能少于第一行';

/** The mistakes of a file that is no YAML, at most one a line. */
export function findMistakes(source: Source, lines: readonly Line[]): Problem[] {
  const problems: Problem[] = [];
  const report = (line: Line, rule: string, column: number, text: string) =>
    problems.push({ rule, offset: source.lineStarts[line.index]! + column, message: text });
  let levels: number[] = [];
  let proseIndent = 0;
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1];
    if (line.kind === 'prose') {
      if (before?.kind !== 'prose') proseIndent = line.indent;
      else if (line.indent < proseIndent)
        report(line, 'yaml/text-indentation', line.indent, raggedMessage);
      continue;
    }
    const after = lines[index + 1];
    const around: Surroundings = {
      before,
      after,
      levels,
      isKey: isKey(line),
      followsKey: levels.includes(line.indent),
      precedesKey: after !== undefined && after.indent === line.indent && isKey(after),
    };
    for (const { rule, find, message } of mistakes) {
      const column = find(line, around);
      if (column === undefined) continue;
      report(line, rule, column, message);
      break;
    }
    if (line.kind === 'entry' && around.isKey) levels = levelsAfter(levels, line);
  }
  return problems;
}

/** Whether a line is a key with or without its value, or an item of a list. */
function isKey({ kind, bare }: Line): boolean {
  return kind === 'entry' && /:(\s|$)|^\s*-(\s|$)/.test(bare);
}

/** Whether something stands after the colon. */
function hasValue({ kind, bare, opensProse }: Line): boolean {
  return kind === 'entry' && !opensProse && /:\s+\S/.test(bare);
}

/** The levels that are open after a line: that of its dash, if any, and that of its key. */
function levelsAfter(levels: readonly number[], line: Line): number[] {
  const outer = levels.filter((level) => level < line.indent);
  return [...new Set([...outer, line.indent, keyColumn(line)])];
}

function at(pattern: RegExp, text: string): number | undefined {
  return pattern.exec(text)?.indices?.groups?.at?.[0];
}
