import { describe, expect, test } from 'vitest';
import { type ReportTexts, toldBy } from '../archive-of.ts';

const told = (主要问题及改进: string, texts: ReportTexts = {}) =>
  toldBy('parts/too-short', { ...texts, 主要问题及改进 });

describe('speaks', () => {
  test('where there is nothing but a denial', async () => {
    expect(await told('本机关目前不存在问题。')).toEqual([
      {
        at: '6:3',
        message: '“主要问题及改进”只说没有问题：请写明存在的问题和改进的办法',
        passage: '本机关目前不存在问题。',
        values: [undefined, undefined],
        isAcknowledged: false,
      },
    ]);
  });

  test('where headings alone speak of problems', async () => {
    const text = '### （一）存在的主要问题\n\n无。\n\n### （二）改进情况\n\n无。';
    expect(await told(text)).toMatchObject([
      { at: '6:7', message: '“主要问题及改进”只有 2 个字：请写明存在的问题和改进的办法' },
    ]);
  });

  test.each([
    ['无', '只说没有问题'],
    ['暂无。', '只说没有问题'],
    ['我镇暂不存在主要问题。', '只说没有问题'],
    ['没有需要说明的问题', '只说没有问题'],
    ['待补。', '只有 2 个字'],
    ['更新不够及时。', '只有 6 个字'],
    ['进一步加强学习，继续做好政府信息公开的各项工作。', '没有写出问题'],
    ['当年工作总体平稳，没有突出问题，今后将继续做好公开工作。', '没有写出问题'],
    ['栏目更新偏慢，解读材料偏少，人手也比较紧张。', '没有写出改进的办法'],
  ])('%s', async (text, fault) => {
    const [finding] = await told(text);
    expect(finding?.message).toContain(`“主要问题及改进”${fault}：`);
  });
});

describe('is silent', () => {
  test.each([
    '公开栏位置偏僻，将移至便民服务大厅门口。',
    '人手不够，下一步充实力量。',
    '1、公开的及时性不够，将把时限写入办事流程。\n\n2、解读的可读性不强，将多用图示和实例。',
    '**问题：** 部门报送迟缓。**措施：** 按月通报。',
    '不存在重大问题，但公开形式较为单一，今后多用图表和短视频。',
    '存在没有及时更新栏目的情形，已明确由专人每周检查一次。',
    '上年反映的三项差距已经整改；村级公开栏内容陈旧一项，拟于上半年改完。',
  ])('%s', async (text) => {
    expect(await told(text)).toEqual([]);
  });

  test('of a long text, whatever its words', async () => {
    expect(await told('镇村两级都在学，都在做，各有各的做法。'.repeat(10))).toEqual([]);
  });
});
