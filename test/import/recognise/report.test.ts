import { describe, expect, test } from 'vitest';
import { recogniseSeed, recogniseText } from '../archive.ts';

/** Read in the seeds: how each part of the prose begins and ends. */
const parts: Readonly<Record<string, Readonly<Record<string, readonly [string, string]>>>> = {
  'hedong-zhengwang/2021': {
    前言: ['2021 年', '（下略）'],
    总体情况: ['### （一）主动公开', '3、完善工作制度（下略）'],
    主要问题及改进: ['### （一）存在问题', '3、及时发布信息（下略）'],
    其他事项: ['### （一）依据《政府信息公开', '政府信息公开工作年度报告予以报告的事项'],
  },
  'weishi-daying/2021': {
    总体情况: ['### 主动公开情况', '工作的过程中（下略）'],
    主要问题及改进: ['2021年', '规范政府信息公开行为。（下略）'],
    其他事项: ['暂无', '其他需要说明的事项。'],
  },
  'anqiu-jingzhi/2019': {
    总体情况: ['### （一）加大信息公开力度', '进行责任追究的情况。'],
    主要问题及改进: ['2019年', '针对上述问题（下略）'],
    其他事项: ['2019年', '（下略）'],
  },
  'tanghe-shangtun/2020': {
    总体情况: ['2020年', '明确1名人员负责公开。'],
    主要问题及改进: ['目前', '提高政府网站建设和管理水平。'],
    其他事项: ['无', '无'],
  },
  'jinxiang-huji/2022': {
    前言: ['本报告由胡集镇人民政府', '联系电话：0537-8011001）。'],
    总体情况: ['2022 年胡集镇积极抓好', '政务服务体系（下略）'],
    主要问题及改进: ['### （一）存在的问题：', '④抓工作落实。（下略）'],
    其他事项: ['#### 1、政府信息公开申请收费情况', '配档表所列任务（下略）'],
  },
};

describe.each(Object.entries(parts))('%s', (key, expected) => {
  const report = recogniseSeed(key);

  test('is of its agency and year', () => {
    expect(`${report.agency}/${report.year}`).toBe(key);
  });

  test('has its prose in the parts', () => {
    const read = Object.fromEntries(
      report.prose.map(({ key: part, markdown }) => [part, markdown]),
    );
    expect(Object.keys(read)).toEqual(Object.keys(expected));
    for (const [part, [beginning, end]] of Object.entries(expected)) {
      expect(read[part]!.startsWith(beginning), `${part}: ${read[part]!.slice(0, 40)}`).toBe(true);
      expect(read[part]!.endsWith(end), `${part}: ${read[part]!.slice(-40)}`).toBe(true);
    }
  });

  test('knows a place for each line of prose', () => {
    for (const { markdown, places } of report.prose) {
      expect(places).toHaveLength(markdown.split('\n').length);
      expect(places.every(({ line }) => line! > 0)).toBe(true);
    }
  });
});

test('the title is the source’s own, over as many lines as it has', () => {
  const titles = ['hedong-zhengwang/2021', 'weishi-daying/2021', 'jinxiang-huji/2022'].map(
    (key) => recogniseSeed(key).title,
  );
  expect(titles).toEqual([
    '河东区郑旺镇 2021 年政府信息公开 公开工作年度报告',
    '尉氏县大营镇人民政府2021年政府信息公开工作年度报告',
    '金乡县胡集镇人民政府 2022 年政府信息公开工作年度报告',
  ]);
});

test('headings, bold words and Word’s fields of the seeds', () => {
  const prose = (key: string, part: string) =>
    recogniseSeed(key).prose.find((each) => each.key === part)!.markdown;
  const headings = (markdown: string) => markdown.split('\n').filter((line) => /^#/.test(line));
  expect(headings(prose('weishi-daying/2021', '总体情况'))).toEqual([
    '### 主动公开情况',
    '### 依申请公开办理情况',
    '### 政府信息管理情况',
    '### 政府信息公开平台建设情况',
    '### 政府信息公开监督保障情况',
  ]);
  // One of them goes on with its text: none is a heading.
  expect(headings(prose('tanghe-shangtun/2020', '总体情况'))).toEqual([]);
  expect(headings(prose('jinxiang-huji/2022', '主要问题及改进'))).toEqual([
    '### （一）存在的问题：',
    '### （二）改进情况。',
  ]);
  expect(prose('hedong-zhengwang/2021', '总体情况')).toContain('\n1、**强化组织管理。**（下略）\n');
  const overview = prose('anqiu-jingzhi/2019', '总体情况');
  expect(overview).not.toContain('bookmark');
  expect(overview).toContain('\n1.建立考核通报制度。');
});

const heading = '景芝镇2019年政府信息公开工作年度报告';
const minimal = `${heading}\n一、总体情况\n甲。\n五、存在的主要问题及改进情况\n乙。\n六、其他需要报告的事项\n无。`;
const messages = (text: string, given?: { agency?: string; year?: number }) =>
  recogniseText(text, given)
    .remarks.filter(({ kind }) => kind === 'needs-person')
    .map(({ message }) => message);

test('who imports may say agency and year; a contradiction is told', () => {
  const right = recogniseText(minimal, { agency: 'anqiu-jingzhi', year: 2019 });
  expect([right.agency, right.year]).toEqual(['anqiu-jingzhi', 2019]);
  expect(messages(minimal, { agency: 'anqiu-jingzhi', year: 2019 })).toEqual([]);
  const wrong = recogniseText(minimal, { agency: 'weishi-daying', year: 2020 });
  expect([wrong.agency, wrong.year]).toEqual(['weishi-daying', 2020]);
  const told = messages(minimal, { agency: 'weishi-daying', year: 2020 });
  expect(told).toHaveLength(2);
  expect(told[0]).toContain('anqiu-jingzhi');
  expect(told[1]).toContain('2019年');
});

test('without a title nothing is decided, but candidates are named', () => {
  const text = minimal
    .replace(heading, '')
    .replace('甲。', '2019年，安丘市景芝镇人民政府公开信息。');
  const report = recogniseText(text);
  expect(report.agency).toBeUndefined();
  expect(report.year).toBeUndefined();
  const told = messages(text).join('\n');
  expect(told).toContain('安丘市景芝镇人民政府（anqiu-jingzhi）');
  expect(told).toContain('2019');
});

test('what stands around the report is left out with its words; a labelled date is taken', () => {
  const text = `首页 > 政务公开\n${heading}\n发布日期：2020-01-20 09:30 来源：景芝镇 浏览次数：35\n${minimal.slice(heading.length + 1)}\n安丘市景芝镇人民政府\n2020年1月18日\n扫一扫在手机打开当前页`;
  const { published, prose, remarks } = recogniseText(text);
  expect(published).toBe('2020-01-20 09:30');
  expect(prose.map(({ markdown }) => markdown)).toEqual(['甲。', '乙。', '无。']);
  const texts = (kind: string) =>
    remarks.filter((remark) => remark.kind === kind).map((remark) => remark.text);
  expect(texts('left-out')).toEqual([
    '首页 > 政务公开',
    '发布日期：2020-01-20 09:30 来源：景芝镇 浏览次数：35',
    '安丘市景芝镇人民政府',
    '2020年1月18日',
  ]);
  expect(texts('mended')).toEqual(['扫一扫在手机打开当前页']);
});

test('two dates of publication are not chosen between', () => {
  const text = minimal.replace('\n', '\n发布日期：2020-01-20\n发布时间：2020-02-01\n');
  expect(recogniseText(text).published).toBeUndefined();
  expect(messages(text).join('')).toContain('2020-01-20、2020-02-01');
});

test('the day on which a document was made is not that of its publication', () => {
  const text = minimal.replace('\n', '\n成文日期：2020-01-18\n生成日期：2020-01-19\n');
  expect(recogniseText(text).published).toBeUndefined();
});

test('text beside the tables is left out with its words; the form’s own hints just go', () => {
  const text = minimal.replace(
    '五、',
    '三、收到和处理政府信息公开申请情况\n（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\n填表人张某某。\n五、',
  );
  const leftOut = recogniseText(text).remarks.filter(({ kind }) => kind === 'left-out');
  expect(leftOut.map((remark) => remark.text)).toEqual(['填表人张某某。']);
});
