import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { accuracyTable } from '../../bench/accuracy/accuracy-table.ts';
import { fixtureAgencies, fixtureFiles } from '../../bench/accuracy/fixture-files.ts';
import { measure } from '../../bench/accuracy/measure.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'accuracy-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** A fixture of plain text, its source changed and its expectation not. */
async function measureChanged(change: (source: string) => string) {
  const file = fixtureFiles().find(({ name }) => name === 'text-tabs-2021')!;
  const expectation = path.join(scratch, 'expected.yaml');
  const source = path.join(path.dirname(file.expectation), 'report.txt');
  writeFileSync(expectation, readFileSync(file.expectation));
  writeFileSync(path.join(scratch, 'report.txt'), change(readFileSync(source, 'utf8')));
  return measure({ ...file, expectation }, fixtureAgencies());
}

test('a source that says what is expected has every figure', async () => {
  const { stated, found, wrong, missing } = await measureChanged((source) => source);
  expect(stated).toBe(200);
  expect([found, wrong, missing]).toEqual([200, [], []]);
});

test('another figure is wrong, a blank one missing, more digits after the point are another', async () => {
  const one = await measureChanged((source) =>
    source
      .replace(/(?<=^行政处罚\t)\d+/m, '98765')
      .replace(/(?<=^行政强制\t)\d+/m, '')
      .replace(/^(行政事业性收费\t\d+\.\d+)/m, '$10'),
  );
  expect(one.found).toBe(197);
  expect(one.wrong.map(({ address, actual }) => [address, actual?.slice(-1)])).toEqual([
    ['主动公开.行政处罚.本年处理决定数量', '5'],
    ['主动公开.行政事业性收费.本年收费金额', '0'],
  ]);
  expect(one.missing.map(({ address }) => address)).toEqual(['主动公开.行政强制.本年处理决定数量']);
  // 197 of 199 that came, 197 of 200 that are stated; cut off, not rounded.
  expect(accuracyTable([one]).split('\n').at(-1)).toContain(
    '| 1 | 200 | 197 | 2 | 98.99% | 98.5% |',
  );
});

test('a printed total is a figure as well', async () => {
  const { found, wrong } = await measureChanged((source) =>
    source.replace(/(?<=^四、结转下年度继续办理\t.*\t)\d+$/m, '4321'),
  );
  expect(found).toBe(199);
  expect(wrong.map(({ address, actual }) => [address, actual])).toEqual([
    ['申请办理.结转下年度.总计', '4321'],
  ]);
});
