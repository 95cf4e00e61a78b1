import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Archive } from '../../../src/archive/archive.ts';
import { loadArchive } from '../../../src/archive/load.ts';
import type { Finding } from '../../../src/finding/finding.ts';
import { draftOf } from '../../../src/import/draft/draft.ts';
import { receiptText } from '../../../src/import/draft/receipt-text.ts';
import { projectRoot, type TemporaryFolder, temporaryRoot } from '../../roots.ts';
import { printedFigures } from '../../seeds/addresses.ts';
import { seeds } from '../../seeds/reports.ts';
import { agencies, recogniseSeed } from '../archive.ts';

const drafts = new Map(
  seeds.map(({ key }) => [key, draftOf(recogniseSeed(key), { agencies })] as const),
);
let root: TemporaryFolder;
let archive: Archive;
let findings: readonly Finding[];

beforeAll(async () => {
  const files = [...drafts].map(([key, { yaml }]) => [`reports/${key}.yaml`, yaml]);
  root = await temporaryRoot(projectRoot, Object.fromEntries(files));
  const loaded = loadArchive(projectRoot, root.path);
  archive = loaded.archive!;
  findings = loaded.findings;
});

afterAll(() => root.remove());

/** What each seed lost, as its receipt must say; read in the seeds. */
const wanting: Readonly<Record<string, readonly RegExp[]>> = {
  'hedong-zhengwang/2021': [
    /缺少15行“7\.属于行政执法案卷”.*“四、结转下年度继续办理”：作未载/,
    /没有“四、政府信息公开行政复议、行政诉讼情况”的表/,
    /“（七）其他有关文件专门要求.*”下面没有内容/,
  ],
  'weishi-daying/2021': [],
  'anqiu-jingzhi/2019': [],
  'tanghe-shangtun/2020': [],
  'jinxiang-huji/2022': [
    /缺少2行“行政强制”、“行政事业性收费”：作未载/,
    /缺少10行“一、本年新收.*“6\.属于四类过程性信息”：作未载/,
    /“四、政府信息公开行政复议、行政诉讼情况”只有表头/,
  ],
};

describe.each(seeds)('$key', (seed) => {
  const { yaml, receipt } = drafts.get(seed.key)!;

  test('is read without a finding and marked as published elsewhere', () => {
    expect(findings.filter(({ file }) => file === `reports/${seed.key}.yaml`)).toEqual([]);
    const { report } = archive.reports.find(
      ({ report: each }) => `${each.agency}/${each.year}` === seed.key,
    )!;
    expect(report.archived).toEqual({ origin: `${seed.key.replace('/', '-')}.txt` });
    expect(report.published).toBeUndefined();
  });

  test('arrives with every figure that was typed from it, and none besides', () => {
    const { facts } = archive.reports.find(
      ({ report }) => `${report.agency}/${report.year}` === seed.key,
    )!;
    for (const [address, figure] of Object.entries(printedFigures(seed))) {
      const { value } = facts.get(address)!;
      expect(value === null ? null : value.toNumber(), address).toBe(figure);
    }
    expect([...yaml.matchAll(/^统计:/gm)]).toEqual([]);
  });

  test('names what was lost', () => {
    const expected = wanting[seed.key]!;
    const messages = receipt.needsPerson.map(({ message }) => message);
    expect(messages).toHaveLength(expected.length);
    for (const pattern of expected) expect(messages.some((each) => pattern.test(each))).toBe(true);
    for (const message of messages) expect(receiptText(receipt)).toContain(message);
  });
});

test('seeds that lost nothing are complete', () => {
  const complete = seeds.filter(({ key }) => drafts.get(key)!.receipt.complete);
  expect(complete.map(({ key }) => key)).toEqual(['weishi-daying/2021', 'tanghe-shangtun/2020']);
});

test('blank cells are not stated, and a remark stands where they do', () => {
  expect(drafts.get('anqiu-jingzhi/2019')!.yaml).toContain(
    '  # 注：“其他对外管理服务事项”一行有 3 格空白：作未载。（第53行第2格）\n  其他对外管理服务事项: 未载\n',
  );
});

test('the unit that a seed names of its amount is taken over', () => {
  expect(drafts.get('tanghe-shangtun/2020')!.yaml).toMatch(/政府集中采购: \{.*单位: 万元\}/);
  expect(drafts.get('anqiu-jingzhi/2019')!.yaml).toContain('  政府集中采购: 0\n');
});
