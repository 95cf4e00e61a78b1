import { load } from 'cheerio';
import { expect, test } from 'vitest';
import type { Finding } from '../../src/finding/finding.ts';
import { faultPage } from '../../src/preview/fault-page.ts';

const finding: Finding = {
  rule: 'figure/negative',
  severity: 'error',
  file: 'reports/town/2021.yaml',
  line: 12,
  column: 9,
  message: '“行政许可”不能是负数（-12）',
  sourceLine: '  行政许可: -12',
};
const lastYear: Finding = { ...finding, file: 'reports/town/2020.yaml', line: 3 };

const shown = (pathname: string, findings: Finding[]) => {
  const page = load(faultPage(pathname, findings));
  return {
    text: page('main > p').first().text(),
    places: page('.place')
      .map((_, place) => page(place).text())
      .get(),
  };
};

test('a report’s page names it and its own findings', () => {
  expect(shown('/town/2021/', [lastYear, finding])).toEqual({
    text: 'reports/town/2021.yaml 内容有错误，还没有可以显示的一版。改好保存后，本页自动刷新。',
    places: ['reports/town/2021.yaml:12:9'],
  });
});

test('where the fault is in another file that it quotes, that is named', () => {
  const another: Finding = { ...finding, file: 'reports/village/2021.yaml' };
  expect(shown('/town/2021/', [lastYear, another])).toEqual({
    text: 'reports/town/2021.yaml 所引用的文件有错误，还没有可以显示的一版。改好保存后，本页自动刷新。',
    places: ['reports/town/2020.yaml:3:9'],
  });
});

test('what an editor wrote is text', () => {
  const hostile = '<img src=x onerror=alert(1)></pre>&amp;';
  const page = load(
    faultPage('/town/2021/', [{ ...finding, message: hostile, sourceLine: hostile, column: 1 }]),
  );
  expect(page('img')).toHaveLength(0);
  expect(page('.message').text()).toBe(hostile);
  expect(page('pre').text()).toBe(`12${hostile}`);
});
