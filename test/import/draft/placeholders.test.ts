import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draftOf } from '../../../src/import/draft/draft.ts';
import { withPlaceholders } from '../../../src/import/draft/placeholders.ts';
import { findPlaceholders } from '../../../src/prose/placeholder.ts';
import { readReport } from '../../../src/report/read.ts';
import { createSource } from '../../../src/yaml/source.ts';
import { agencies, forms } from '../archive.ts';
import { hostileDocument } from './hostile-source.ts';
import { recognised, type SourceReport, sourceReport } from './source-report.ts';

const context = { agencies, forms };

function replaced(overview: string, more: SourceReport = {}) {
  const read = withPlaceholders(recognised(sourceReport({ ...more, overview })), context);
  return { read, text: read.prose.find(({ key }) => key === '总体情况')!.markdown };
}

describe('a number becomes a placeholder', () => {
  test.each([
    ['收到公开申请13件。', '收到公开申请{{ 申请办理.本年新收.总计 }}件。'],
    [
      '**收到公开申请 13 件**，另有4次培训。',
      '**收到公开申请 {{ 申请办理.本年新收.总计 }} 件**，另有4次培训。',
    ],
    ['11件公开申请予以公开。', '{{ 申请办理.办理结果.予以公开.总计 }}件公开申请予以公开。'],
    ['制发行政规范性文件4件。', '制发行政规范性文件{{ 主动公开.行政规范性文件.本年制发件数 }}件。'],
  ])('%s', (overview, expected) => {
    expect(replaced(overview).text).toBe(expected);
  });

  test('and the receipt says which, and where', () => {
    const { read } = replaced('概述。\n全年收到公开申请13件。');
    const { receipt } = draftOf(read, context);
    expect(receipt.mended).toContainEqual({
      message: '正文里的“13件”改成了占位符“申请办理.本年新收.总计”。',
      place: { line: 5 },
      fact: '总体情况',
    });
  });
});

describe('a number stays as it is', () => {
  test.each([
    ['when it is 0', '行政复议0件。', {}],
    ['when its words do not say which it is', '全年开展工作13次，涉及11个村。', {}],
    ['when it is not what the table says', '收到公开申请12件。', {}],
    ['when it is about', '收到公开申请约13件。', {}],
    ['when it is of another year', '2021年收到公开申请13件。', {}],
    [
      'when the table does not state it',
      '制发行政规范性文件4件。',
      { '主动公开.行政规范性文件.本年制发件数': '/' },
    ],
    // Of the same row, and of others.
    [
      'when two applicants have it',
      '新收公开申请中，自然人8件。',
      {
        '申请办理.本年新收.法律服务机构': '8',
        '申请办理.本年新收.总计': '21',
      },
    ],
    ['when two rows have it', '收到公开申请13件。', { '主动公开.行政处罚.本年处理决定数量': '13' }],
  ] as [string, string, Record<string, string>][])('%s', (_, overview, figures) => {
    expect(replaced(overview, { figures }).text).toBe(overview);
  });

  test('unless placeholders are asked for', () => {
    const { yaml } = draftOf(recognised(sourceReport({ overview: '收到公开申请13件。' })), context);
    expect(yaml).toContain('收到公开申请13件。');
  });
});

test('nothing but numbers of the source is ever replaced', () => {
  fc.assert(
    fc.property(hostileDocument, (document) => {
      const plain = recognised(document);
      const filled = withPlaceholders(plain, context);
      const { yaml } = draftOf(filled, context);
      const { problems, report } = readReport(createSource('a', yaml), 'a', 2021, forms);
      expect(problems).toEqual([]);
      for (const [at, { markdown }] of filled.prose.entries()) {
        const before = plain.prose[at]!.markdown;
        if (markdown === before) continue;
        const { placeholders } = findPlaceholders(markdown);
        expect(placeholders.length).toBeGreaterThan(0);
        expect(report!.prose.get(filled.prose[at]!.key)!.placeholders).toHaveLength(
          placeholders.length,
        );
      }
    }),
    { numRuns: 50 },
  );
});
