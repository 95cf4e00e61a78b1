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

test('an entry that is worded otherwise below is one all the same', async () => {
  const entries = ['一、总体情况', '二、公开情况', '五、存在的主要问题及改进情况', '六、附则'];
  const document = await read(
    `甲镇年报\n目录\n${entries.join('\n')}\n一、总体情况\n公开三条。\n二、主动公开\n五、存在的主要问题及改进情况\n无。\n六、其他需要报告的事项\n无。`,
  );
  expect(outline(document).slice(0, 3)).toEqual(['甲镇年报', '一、总体情况', '公开三条。']);
  expect(remarksOf(document, 'left-out')).toEqual([
    `文首的目录没有采用。｜目录\n${entries.join('\n')}`,
  ]);
});

test.each([
  [
    'one entry that is said again',
    `目录\n一、总体概况\n二、公开情况\n六、其他需要报告的事项\n${body}`,
  ],
  ['the parts themselves', `目录\n${body}`],
  ['lines that nothing says again', '目录\n公开指南\n公开年报\n公开目录\n其他'],
  ['a sentence on contents', `公开目录\n${body}`],
])('%s are none', async (_, text) => {
  const document = await read(text);
  expect(outline(document)).toEqual(text.split('\n'));
  expect(remarksOf(document, 'left-out')).toEqual([]);
});
