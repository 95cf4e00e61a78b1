import { expect, test } from 'vitest';
import { readBytes } from '../../../src/import/read/read-bytes.ts';
import { outline, remarksOf } from './outline.ts';
import { paragraph, wordFile } from './word-file.ts';

const report = ['六、其他需要报告的事项', '无。'];
const notes = ['数据说明', '原文未载发布日期。'];
const basis =
  '格式依据：国办公开办函〔2021〕30号《中华人民共和国政府信息公开工作年度报告格式》。本文件仅供演示。';
const fingerprint = `内容指纹（SHA-256）：${'0a'.repeat(32)}`;

const read = (lines: readonly string[]) =>
  readBytes('a.docx', wordFile(lines.map((line) => paragraph(line)).join('')));

test.each([
  ['notes and colophon', [...notes, basis, fingerprint]],
  ['a colophon in one line', [...notes, `${basis}${fingerprint}`]],
  ['no notes', [basis, fingerprint]],
  ['the form of 2019', [...notes, basis.replace('格式》', '格式（试行）》'), fingerprint]],
])('what this program adds to a report is left out, and told: %s', async (_, added) => {
  const document = await read([...report, ...added, '某人后来加的话。']);
  expect(outline(document)).toEqual([...report, '某人后来加的话。']);
  expect(remarksOf(document, 'left-out')).toEqual([
    `文件是本程序导出的：它加在年报后面的数据说明、格式依据等没有采用。｜${added.join('\n')}`,
  ]);
});

test('a report that has notes of its own keeps them', async () => {
  const lines = [...report, ...notes, '格式依据：上级要求。'];
  expect(outline(await read(lines))).toEqual(lines);
});
