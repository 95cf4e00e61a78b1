import { type Line, scanLines } from './lines.ts';
import type { Problem } from './problem.ts';
import { lineIndexAt, type Source } from './source.ts';

interface Accident {
  rule: string;
  /** Finds the accident; group `at` marks its place. Linear in the length of a line. */
  pattern: RegExp;
  /** Where to look: the line as written, without quotes and comments, or only inside brackets. */
  within: 'text' | 'bare' | 'brackets';
  /** Whether what it finds may also be right: then something must be wrong on the same line. */
  isDoubtful?: true;
  message: string;
}

/** What a hand used to Chinese input methods and word processors types by mistake. */
const accidents: readonly Accident[] = [
  {
    rule: 'yaml/tab',
    within: 'text',
    pattern: /^[ \u3000]*(?<at>\t)/d,
    message: '缩进中有制表符（Tab）：请改用空格',
  },
  {
    rule: 'yaml/ideographic-space',
    within: 'text',
    pattern: /^[ \t]*(?<at>\u3000)/d,
    message: '缩进中有全角空格：请改用半角空格',
  },
  {
    rule: 'yaml/no-break-space',
    within: 'text',
    pattern: /^[ \t]*(?<at>\u00a0)/d,
    message: '缩进中有不间断空格（多由网页或 Word 粘贴而来）：请改用半角空格',
  },
  {
    rule: 'yaml/full-width',
    within: 'bare',
    pattern: /^[ \u3000\t]*(?:- )?[^\s:：{}｛｝[\],，]+\s*(?<at>：)/d,
    message: '这里是全角冒号“：”：请改用半角冒号加空格“: ”',
  },
  {
    rule: 'yaml/full-width',
    within: 'bare',
    pattern: /[:：]\s*(?<at>｛)/d,
    message: '这里是全角花括号：请改用半角“{ }”',
  },
  {
    rule: 'yaml/full-width',
    within: 'bare',
    pattern: /(?<at>[｛｝])/d,
    isDoubtful: true,
    message: '这里是全角花括号：请改用半角“{ }”',
  },
  {
    rule: 'yaml/full-width',
    within: 'brackets',
    pattern: /[{｛,，]\s*[^\s:：,，{}｛｝[\]]+(?<at>：)/d,
    message: '花括号内是全角冒号“：”：请改用半角冒号加空格“: ”',
  },
  {
    rule: 'yaml/full-width',
    within: 'brackets',
    pattern: /(?<at>，)(?=\s*[^\s:：,，{}｛｝[\]]+[:：])/d,
    message: '花括号内是全角逗号“，”：请改用半角逗号加空格“, ”',
  },
  {
    rule: 'yaml/full-width',
    within: 'bare',
    pattern: /[:：]\s*(?<at>[“”])/d,
    isDoubtful: true,
    message: '这里是全角引号：请改用半角引号 " "',
  },
  {
    rule: 'yaml/colon-space',
    within: 'brackets',
    pattern: /[{,]\s*[^\s:,{}[\]"]+(?<at>:)(?=[^\s,}\]/])/d,
    message: '冒号后面要空一格，如 自然人: 0',
  },
  {
    rule: 'yaml/colon-space',
    within: 'bare',
    pattern: /^ *(?:- )?[^\s:,{}[\]]*[\u4e00-\u9fff]\s*(?<at>:)(?=[^\s/])/d,
    message: '冒号后面要空一格，如 上年结转: 0',
  },
];

/**
 * Typing accidents in the structure of a file, outside text blocks, quotes and comments.
 * Meant for files that did not read well: it explains what is wrong at the offsets given,
 * and does not look for anything else.
 */
export function findTypingAccidents(
  source: Source,
  offsets: readonly number[],
  lines: readonly Line[] = scanLines(source),
): Problem[] {
  const wrongLines = new Set(offsets.map((offset) => lineIndexAt(source, offset)));
  return lines.flatMap((line) => accidentsOf(source, line, wrongLines.has(line.index)));
}

function accidentsOf(source: Source, line: Line, isWrong: boolean): Problem[] {
  if (line.kind === 'prose') return [];
  const found = new Map<number, Problem>();
  for (const { rule, pattern, within, isDoubtful, message } of accidents) {
    if (isDoubtful && !isWrong) continue;
    if (within === 'brackets' && line.bracketsFrom < 0) continue;
    if (within !== 'text' && line.kind === 'stray') continue;
    const from = within === 'brackets' ? line.bracketsFrom : 0;
    const text = within === 'text' ? line.text : line.bare.slice(from);
    const place = pattern.exec(text)?.indices?.groups?.at;
    if (!place) continue;
    const offset = source.lineStarts[line.index]! + from + place[0];
    if (!found.has(offset)) found.set(offset, { rule, offset, message });
  }
  return [...found.values()];
}
