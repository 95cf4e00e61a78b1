import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readHtml } from '../../../src/import/read/html.ts';
import type { SourceDocument } from '../../../src/import/source-document.ts';
import { fixtureRoot } from '../../roots.ts';
import { type BuiltSite, buildPages } from '../../site/built-site.ts';
import { outline, remarksOf } from './outline.ts';

// What the pages say is typed from test/fixtures/full/reports/lin-shui-jiaoyu.
let site: BuiltSite;
const read = async (file: string): Promise<SourceDocument> =>
  readHtml(file, await readFile(path.join(site.folder, file)));

beforeAll(async () => {
  site = await buildPages(fixtureRoot('full'));
});
afterAll(() => site.remove());

test('the page of a report is read as the report and nothing else', async () => {
  const document = await read('lin-shui-jiaoyu/2022/index.html');
  expect(document).toMatchObject({
    title: '林水县教育局2022年度政府信息公开工作情况报告',
    published: '2023-01-29',
  });
  const lines = outline(document);
  expect(lines.filter((line) => typeof line === 'string' && line.startsWith('#'))).toEqual([
    '# 林水县教育局2022年度政府信息公开工作情况报告',
    '## 一、总体情况',
    '### （一）主动公开',
    '### （二）依申请公开',
    '### （三）政府信息管理',
    '### （四）平台建设',
    '### （五）监督保障',
    '## 二、主动公开政府信息情况',
    '## 三、收到和处理政府信息公开申请情况',
    '## 四、政府信息公开行政复议、行政诉讼情况',
    '## 五、存在的主要问题及改进情况',
    '## 六、其他需要报告的事项',
  ]);
  expect(lines[1]).toBe(
    '本报告由林水县教育局编制，可向县教育局办公室（[jiaoyu@lin-shui.example](mailto:jiaoyu@lin-shui.example)）索取纸质版。',
  );
  expect(lines[2]).toBe('## 一、总体情况');
  expect(lines.slice(-4)).toEqual([
    '**（一）存在的问题。** 申请量增长较快，答复力量不足。',
    '**（二）改进的办法。** 增加专职人员；对内容相近的申请归并分析，具备条件的转为主动公开。',
    '## 六、其他需要报告的事项',
    '依照国办函〔2020〕109号文件，全年收取信息处理费 4860.00 元。',
  ]);
});

test('its tables have their figures and spans, and no caption beside the heading', async () => {
  const document = await read('lin-shui-jiaoyu/2022/index.html');
  const tables = outline(document).filter((block) => typeof block !== 'string');
  expect(tables.map((rows) => rows.length)).toEqual([14, 28, 4]);
  const [proactive, requests, litigation] = tables as [string[][], string[][], string[][]];
  expect(proactive[2]).toEqual(['规章', '4', '2', '22']);
  expect(proactive.at(-1)).toEqual(['行政事业性收费', '31.075[1×3]']);
  expect(requests[5]).toEqual([
    '三、本年度办理结果[22×1]',
    '（一）予以公开[1×2]',
    ...['15062', '1873', '946', '708', '531', '1219', '20339'],
  ]);
  expect(litigation.at(-1)).toEqual('23 9 5 16 53 20 6 1 7 34 13 4 11 15 43'.split(' '));
});

test('what the page adds to the report is told', async () => {
  const document = await read('lin-shui-jiaoyu/2022/index.html');
  const [hidden, added, around] = remarksOf(document, 'left-out');
  expect(hidden).toBe(
    '网页里不显示的文字（样式设为隐藏）没有采用。｜文字大小 标准 大 特大 对比度 高对比度',
  );
  expect(around).toContain('网站标识码');
  expect(added).toMatch(
    /^网页是本程序生成的：它加在年报前后的主要数字、数据说明、引用格式等没有采用。｜发布时间\s*2023-01-29/,
  );
  expect(added).toContain('引用格式');
  expect(remarksOf(document, 'needs-person')).toEqual([]);
});

test('a page that is no report is not taken for one of them', async () => {
  const document = await read('about/index.html');
  expect(remarksOf(document, 'left-out').join('')).not.toContain('本程序生成');
});
