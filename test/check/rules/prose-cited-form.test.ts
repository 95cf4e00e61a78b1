import { describe, expect, test } from 'vitest';
import { type ReportTexts, toldBy } from '../archive-of.ts';

const told = (texts: ReportTexts) => toldBy('prose/cited-form', texts);

describe('speaks', () => {
  test('of the number of the other form', async () => {
    const 前言 =
      '根据《中华人民共和国政府信息公开条例》和年度报告格式（国办公开办函〔2019〕60号）编制本报告。';
    expect(await told({ 前言 })).toEqual([
      {
        at: '4:30',
        message:
          '这里引用的是国办公开办函〔2019〕60号，本报告用的是2021年格式，依据为国办公开办函〔2021〕30号',
        passage: '国办公开办函〔2019〕60号）编制本报',
        values: ['国办公开办函〔2021〕30号', '国办公开办函〔2019〕60号'],
        isAcknowledged: false,
      },
    ]);
  });

  test.each([
    '按照国办公开办函[2019]60号文件的要求，现将有关情况报告如下。',
    '依据国办公开办函（2019） 60 号文件编制。',
    '依据《中华人民共和国政府信息公开工作年度报告格式（试行）》编制。',
    '依据《关于印发〈中华人民共和国政府信息公开工作年度报告格式(试行)〉的通知》编制。',
  ])('of a report on the form of 2021: %s', async (前言) => {
    expect(await told({ 前言 })).toHaveLength(1);
  });

  test('of a variant of the form of 2021', async () => {
    const 前言 = '依据国办公开办函〔2019〕60号文件编制。';
    expect(await told({ year: 2023, form: '2021-其他处理一行', 前言 })).toHaveLength(1);
  });

  test('of a report on the form of 2019 that cites the later one', async () => {
    const 前言 = '本报告按国办公开办函〔2021〕30号文件编制。';
    expect(await told({ year: 2020, 前言 })).toMatchObject([
      { values: ['国办公开办函〔2019〕60号', '国办公开办函〔2021〕30号'] },
    ]);
  });
});

describe('is silent', () => {
  test.each([
    '根据《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）编制本报告。',
    '依据国办公开办函〔 2021 〕 30号文件编制。',
    '依据国办函〔2019〕60号和省办公厅〔2019〕60号文件办理。',
    '2021年起不再使用国办公开办函〔2019〕60号所附的格式。',
    '年度报告的格式由国办公开办函〔2019〕60号规定，现行的是国办公开办函〔2021〕30号。',
    '依照国务院令第711号和《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）编制。',
  ])('of a report on the form of 2021: %s', async (前言) => {
    expect(await told({ 前言 })).toEqual([]);
  });

  test('of a report on the form of 2019 that shortens its name', async () => {
    const 前言 = '依据《中华人民共和国政府信息公开工作年度报告格式》编制。';
    expect(await told({ year: 2020, 前言 })).toEqual([]);
  });
});
