import type { YAMLException } from 'js-yaml';
import { findTypingAccidents } from './accidents.ts';
import { scanLines } from './lines.ts';
import { findMistakes } from './mistakes.ts';
import type { Problem } from './problem.ts';
import { lineIndexAt, type Source } from './source.ts';

/** What js-yaml's reasons mean to an editor; the first pattern that matches speaks. */
const explanations: readonly [RegExp, string, string][] = [
  [/maxDepth/, 'yaml/depth', '层级过深：请检查缩进或多余的括号'],
  [/tab characters/, 'yaml/tab', '缩进中有制表符（Tab）：请改用空格'],
  [/non-printable/, 'yaml/control-character', '文件中有不可见的控制字符，请删去'],
  [/single quoted|double quoted/, 'yaml/syntax', '引号没有配对：请在值的末尾补上引号'],
  [
    /flow collection|missed comma/,
    'yaml/syntax',
    '花括号或方括号内缺少逗号，或括号没有配对；逗号须用半角“,”',
  ],
  [/expected the node content/, 'yaml/syntax', '括号内多了一个逗号'],
  [
    /implicit key|expected ':'/,
    'yaml/syntax',
    '这一行缺少冒号：应写作“键: 值”，冒号须用半角并空一格',
  ],
  [/whitespace character is expected/, 'yaml/syntax', '冒号后须空一格'],
  [
    /bad indentation/,
    'yaml/syntax',
    '缩进不对，或一行里有多个冒号：同级的键须左对齐；值中有冒号、以符号开头时请加引号',
  ],
  [/deficient indentation/, 'yaml/syntax', '缩进不足，或前面的引号、括号没有配对'],
  [/block scalar/, 'yaml/syntax', '“|”后面的写法不对：应另起一行写正文'],
  [
    /end of the stream or a document separator/,
    'yaml/syntax',
    '从这里起与前文对不上：请检查缩进和括号',
  ],
  [/directive/, 'yaml/syntax', '不支持以“%”开头的行'],
  [/tag/, 'yaml/tag', '不支持类型标记（!）：请直接写值'],
  [/alias|anchor/, 'yaml/alias', '不支持锚点（&）和别名（*）：请把内容直接写在这里'],
];

/**
 * Why a text is no YAML. A parser stops where it can no longer go on, which is often a line or
 * more behind the mistake; so the mistakes that editors make are looked for first, in every line.
 */
export function explainSyntax(source: Source, error: YAMLException): Problem[] {
  const offset = Math.min(error.mark?.position ?? 0, source.text.length);
  const lines = scanLines(source);
  const accidents = findTypingAccidents(source, [offset], lines);
  const explained = new Set(accidents.map((accident) => lineIndexAt(source, accident.offset)));
  // Once one line's indentation is wrong or cannot be counted, that of others cannot be judged.
  let isMisaligned = accidents.some(({ rule }) => /-space$|tab$/.test(rule));
  const mistakes = findMistakes(source, lines).filter(({ rule, offset }) => {
    if (explained.has(lineIndexAt(source, offset))) return false;
    if (rule !== 'yaml/indentation') return true;
    const isFirst = !isMisaligned;
    isMisaligned = true;
    return isFirst;
  });
  const found = [...accidents, ...mistakes];
  const errorLine = lineIndexAt(source, offset);
  if (found.some((problem) => lineIndexAt(source, problem.offset) <= errorLine)) return found;
  return [...found, explainReason(offset, error.reason)];
}

/** What the parser itself says. */
function explainReason(offset: number, reason: string): Problem {
  const known = explanations.find(([pattern]) => pattern.test(reason));
  if (known) return { rule: known[1], offset, message: known[2] };
  return { rule: 'yaml/syntax', offset, message: `不是正确的 YAML（${reason}）` };
}
