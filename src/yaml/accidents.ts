import type { Problem } from './problem.ts';
import { lineText, type Source } from './source.ts';

interface Accident {
  rule: string;
  /** Finds the accident in a line of structure; group `at` marks its place. */
  pattern: RegExp;
  message: string;
}

/** What a hand used to Chinese input methods and word processors types by mistake. */
const accidents: readonly Accident[] = [
  { rule: 'yaml/tab', pattern: /^ *(?<at>\t)/d, message: '缩进中有制表符（Tab）：请改用空格' },
  {
    rule: 'yaml/ideographic-space',
    pattern: /^[ \t]*(?<at>\u3000)/d,
    message: '缩进中有全角空格：请改用半角空格',
  },
  {
    rule: 'yaml/full-width',
    pattern: /^[ \u3000\t]*(?:- )?[^\s:：#'"“”{}｛｝[\],，]+(?<at>：)/d,
    message: '这里是全角冒号“：”：请改用半角冒号加空格“: ”',
  },
  {
    rule: 'yaml/full-width',
    pattern: /(?<at>[｛｝])/d,
    message: '这里是全角花括号：请改用半角“{ }”',
  },
  {
    rule: 'yaml/full-width',
    pattern: /[{｛,，]\s*[^\s:：,，{}｛｝"']+(?<at>：)/d,
    message: '花括号内是全角冒号“：”：请改用半角冒号加空格“: ”',
  },
  {
    rule: 'yaml/full-width',
    pattern: /[{｛].*?(?<at>，)\s*[^\s:：,，{}｛｝]+[:：]/d,
    message: '花括号内是全角逗号“，”：请改用半角逗号加空格“, ”',
  },
  {
    rule: 'yaml/full-width',
    pattern: /^[^#"']*?[:：]\s*(?<at>[“”])/d,
    message: '这里是全角引号：请改用半角引号 " "',
  },
];

/**
 * Typing accidents in the structure of a file, outside text blocks and comments.
 * Meant for files that did not read well: it explains a failure and does not look for one.
 */
export function findTypingAccidents(source: Source): Problem[] {
  const problems: Problem[] = [];
  for (const index of structuralLines(source)) {
    const line = lineText(source, index);
    for (const { rule, pattern, message } of accidents) {
      const place = pattern.exec(line)?.indices?.groups?.at;
      if (!place) continue;
      const offset = source.lineStarts[index]! + place[0];
      if (!problems.some((known) => known.offset === offset))
        problems.push({ rule, offset, message });
    }
  }
  return problems;
}

/** Indexes of the lines that are neither comments nor the text of a block scalar. */
function* structuralLines(source: Source): Generator<number> {
  let blockIndent = -1;
  for (let index = 0; index < source.lineStarts.length; index++) {
    const line = lineText(source, index);
    if (line.trim() === '') continue;
    const indent = /^ */.exec(line)![0].length;
    if (blockIndent >= 0 && indent > blockIndent) continue;
    blockIndent = /[:：-]\s+[|>][-+0-9]*\s*(?:#.*)?$/.test(line) ? indent : -1;
    if (!/^\s*#/.test(line)) yield index;
  }
}
