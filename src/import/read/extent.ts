import type { SourceDocument } from '../source-document.ts';
import { ImportError } from './import-error.ts';

/** Far more than any report has; what comes after reading runs without a limit of time. */
const most = { paragraphs: 20_000, fields: 400_000, characters: 4_000_000, remarks: 2000 } as const;

/** @throws ImportError where a document is too long for a report, in whatever way */
export function refuseVast({ blocks, remarks }: SourceDocument): void {
  let paragraphs = 0;
  let fields = 0;
  let characters = 0;
  for (const block of blocks) {
    if (block.kind === 'text') {
      paragraphs += 1;
      characters += block.text.length;
      continue;
    }
    for (const row of block.rows)
      for (const { text, rowSpan, columnSpan } of row) {
        fields += rowSpan * columnSpan;
        characters += text.length;
      }
  }
  for (const { text = '' } of remarks) characters += text.length;
  refuseParagraphs(paragraphs);
  if (fields > most.fields) throw vast(`表格共有 ${fields} 格`);
  if (characters > most.characters) throw vast(`文字有 ${characters} 个字符`);
  if (remarks.length > most.remarks) throw vast(`有 ${remarks.length} 处需要说明`);
}

/** @throws ImportError where there are more paragraphs than any report has */
export function refuseParagraphs(count: number): void {
  if (count > most.paragraphs) throw vast(`文字有 ${count} 段`);
}

function vast(what: string): ImportError {
  return new ImportError(
    `文件里${what}，年报不会这么多，不予读取：请只把年报的正文和表格复制到新的文件再导入`,
  );
}
