import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countedReport } from '../check/counted-report.ts';
import { ledgerFindings, publishedRoot } from './published-root.ts';

const file = 'reports/liulin/2022.yaml';
const report = countedReport('主动公开各项如常，依申请公开按期答复。', {
  more: '统计:\n  主动公开信息: {单位: 条, 分项: {网站: 61, 微信: 167}}\n  政策解读: {单位: 篇次, 数量: 26}',
});

/** Figures that stand in the report by their digits, each with what comes right before it. */
const figures = [
  ['主动公开.行政规范性文件.本年制发件数', '本年制发件数: ', '16'],
  ['主动公开.行政规范性文件.本年废止件数', '本年废止件数: ', '5'],
  ['主动公开.行政规范性文件.现行有效件数', '现行有效件数: ', '79'],
  ['主动公开.行政许可.本年处理决定数量', '行政许可: ', '120'],
  ['主动公开.行政处罚.本年处理决定数量', '行政处罚: ', '28'],
  ['主动公开.行政强制.本年处理决定数量', '行政强制: ', '1'],
  ['主动公开.行政事业性收费.本年收费金额', '行政事业性收费: ', '26.50'],
  ['申请办理.本年新收.自然人', '本年新收: {自然人: ', '30'],
  ['申请办理.上年结转.自然人', '上年结转: {自然人: ', '4'],
  ['申请办理.办理结果.予以公开.自然人', '予以公开: {自然人: ', '11'],
  ['申请办理.办理结果.部分公开.法律服务机构', '部分公开: {自然人: 6, 法律服务机构: ', '1'],
  ['申请办理.办理结果.不予公开.属于国家秘密.自然人', '属于国家秘密: {自然人: ', '1'],
  ['申请办理.结转下年度.其他', '结转下年度: {自然人: 3, 商业企业: 1, 法律服务机构: 1, 其他: ', '1'],
  ['复议诉讼.行政复议.结果维持', '行政复议: {结果维持: ', '4'],
  ['复议诉讼.复议后起诉.尚未审结', '复议后起诉: {结果维持: 1, 尚未审结: ', '1'],
  ['统计.主动公开信息.微信', '微信: ', '167'],
  ['统计.政策解读.合计', '数量: ', '26'],
] as const;

/** Letters of the texts, each of which stands in the prose below. */
const texts = {
  总体情况: '主动公开各项如常，依申请公开按期答复。',
  其他事项: '当年没有收取信息处理费。',
};

function lineAndColumn(text: string, offset: number) {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: [...before.at(-1)!].length + 1 };
}

test('any one figure that changes is told at its place, unless its correction is right', async () => {
  await using root = await publishedRoot(report);
  const full = path.join(root.path, file);
  const original = await readFile(full, 'utf8');
  const toldOf = async (text: string) => {
    await writeFile(full, text);
    return ledgerFindings(root.path);
  };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...figures),
      fc.integer({ min: 0, max: 999 }),
      fc.integer({ min: 1, max: 99 }),
      async ([address, before, digits], value, off) => {
        const now = String(value);
        fc.pre(now !== digits);
        expect(original.split(before + digits)).toHaveLength(2);
        const at = original.indexOf(before + digits) + before.length;
        const changed = original.replace(before + digits, before + now);
        const correction = (was: string, is: string) =>
          `${changed}更正:\n  - {日期: 2023-03-01, 地址: ${address}, 原值: ${was}, 现值: ${is}, 理由: 误}\n`;

        expect(await toldOf(changed)).toMatchObject([
          {
            rule: 'ledger/changed',
            severity: 'error',
            // A figure alone in its row, or in its statistic, is at its own place as well.
            line: lineAndColumn(changed, at).line,
            fact: address,
            expected: digits,
            actual: now,
          },
        ]);
        expect(await toldOf(correction(digits, now))).toEqual([]);
        const wrong = String(value + off);
        const wrongBefore = wrong === digits ? `${wrong}0` : wrong;
        expect(await toldOf(correction(wrongBefore, now))).toMatchObject([
          { line: changed.split('\n').length + 1 },
        ]);
        expect(
          await toldOf(correction(digits, wrong === digits ? `${wrong}0` : wrong)),
        ).toMatchObject([{ rule: 'correction/mismatch', line: changed.split('\n').length + 1 }]);
      },
    ),
    { numRuns: 30 },
  );
});

test('any one character of the text that changes is told at its part, unless its correction is right', async () => {
  await using root = await publishedRoot(report);
  const full = path.join(root.path, file);
  const original = await readFile(full, 'utf8');
  const toldOf = async (text: string) => {
    await writeFile(full, text);
    return ledgerFindings(root.path);
  };
  const parts = Object.keys(texts) as (keyof typeof texts)[];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...parts), fc.nat(), fc.nat(), async (part, nth, other) => {
      const text = texts[part];
      const at = nth % text.length;
      const letters = ['甲', '乙', '丙', '丁'];
      const letter = letters[other % letters.length]!;
      const now = text.slice(0, at) + letter + text.slice(at + 1);
      const changed = original.replace(text, now);
      expect(changed).not.toBe(original);
      const correction = (was: string, is: string) =>
        `${changed}更正:\n  - {日期: 2023-03-01, 地址: ${part}, 原值: "${was}", 现值: "${is}", 理由: 误}\n`;

      const { line } = lineAndColumn(changed, changed.indexOf(`${part}: |`));
      expect(await toldOf(changed)).toMatchObject([{ rule: 'ledger/changed', line }]);
      expect(await toldOf(correction(text[at]!, letter))).toEqual([]);
      for (const wrong of [correction('戊', letter), correction(text[at]!, '戊')])
        expect(await toldOf(wrong)).toMatchObject([
          { rule: 'correction/mismatch', line: changed.split('\n').length + 1 },
        ]);
    }),
    { numRuns: 25 },
  );
});
