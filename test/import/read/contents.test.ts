import { expect, test } from 'vitest';
import { readBytes } from '../../../src/import/read/read-bytes.ts';
import { outline, remarksOf } from './outline.ts';

const read = (text: string) => readBytes('a.txt', new TextEncoder().encode(text));

const body =
  '本报告依条例编制。\n一、总体情况\n公开三条。\n五、存在的主要问题及改进情况\n六、其他需要报告的事项\n无。';

test('a table of contents is left out, and told', async () => {
  const document = await read(
    `甲镇年报\n目  录\n一、总体情况……1\n五、存在的主要问题及改进情况 ...... 12\n六、其他需要报告的事项\n${body}`,
  );
  expect(outline(document)).toEqual(['甲镇年报', ...body.split('\n')]);
  expect(remarksOf(document, 'left-out')).toEqual([
    '文首的目录没有采用。｜目  录\n一、总体情况……1\n五、存在的主要问题及改进情况 ...... 12\n六、其他需要报告的事项',
  ]);
});

test.each([
  ['the parts themselves', `目录\n${body}`],
  ['lines that nothing says again', '目录\n公开指南\n公开年报\n公开目录\n其他'],
  ['a sentence on contents', `公开目录\n${body}`],
])('%s are none', async (_, text) => {
  const document = await read(text);
  expect(outline(document)).toEqual(text.split('\n'));
  expect(remarksOf(document, 'left-out')).toEqual([]);
});
