import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixtureRoot, temporaryRoot } from '../roots.ts';
import { type BuiltSite, buildPages } from './built-site.ts';
import { attribute, textOf } from './page.ts';

const siteName = `<script>"站"</script>&'名'`;
const agencyName = `</title><script>alert("机关")</script>&amp;`;
const title = `年报"><script>alert('标题')</script>{{ 7 }}`.replace('{{ 7 }}', '{% raw %}');
const prose = [
  '正文&lt;script&gt;alert(1)&lt;/script&gt;，&lt;img src=x onerror=alert(2)&gt;，&copy;，',
  '< script>，a<b，{% include "x" %}，{# 注 #}，',
  `[链接](https://a.example/?a="b"&c='d' "题&lt;b&gt;\\"")。`,
];

let site: BuiltSite;
beforeAll(async () => {
  const yaml = JSON.stringify;
  await using root = await temporaryRoot(fixtureRoot('bad-input/base'), {
    'data/site.yaml': `SiteName: ${yaml(siteName)}
SiteDomain: a-b.example
SiteIDCode: '"0<1>'
主办单位: <b>单位</b>
联系方式: "'"
找错: https://a.example/?a=1&b='2'
演示: true
`,
    'data/agencies.yaml': `
county: {名称: ${yaml('<i>县</i>')}, 类型: 地区, 层级: 县}
town: {名称: ${yaml(agencyName)}, 简称: ${yaml(`<b>镇</b>"'`)}, 类型: 乡镇街道, 层级: 乡, 上级: county, 地址: <u>街</u>}
`,
    'reports/town/2021.yaml': `格式: "2021"
发布日期: 2022-01-20
原载: {出处: "<script>出处</script>"}
标题: ${yaml(title)}
总体情况: |
${prose.map((line) => `  ${line}`).join('\n')}

  '"<名>&' 共 {{ 统计.<s>"名"&'.<b> }} 条。
主动公开: 0
申请办理: 0
复议诉讼: 0
主要问题及改进: 无。
其他事项: 无。
统计:
  <s>"名"&': {单位: <条>, 分项: {<b>: 3}}
`,
  });
  site = await buildPages(root.path);
});
afterAll(() => site.remove());

test('no markup of an editor becomes markup of a page', () => {
  for (const page of site.pages.values()) {
    for (const script of page.all('script')) {
      const isOfSite = attribute(script, 'src')?.includes('assets/') && textOf(script) === '';
      if (!isOfSite) expect(attribute(script, 'type'), page.file).toBe('application/ld+json');
    }
    for (const name of ['img', 'iframe', 'b', 'i', 'u', 's'])
      expect(page.all(name), `${page.file}: ${name}`).toEqual([]);
    expect(page.all('title'), page.file).toHaveLength(1);
  }
});

test('what was written is what is read', () => {
  const page = site.report('town/2021');
  const text = page.texts('.prose').join('\n');
  expect(text).toContain(
    '正文<script>alert(1)</script>，<img src=x onerror=alert(2)>，©，< script>，a<b，{% include "x" %}，{# 注 #}，链接。',
  );
  expect(text).toContain(`'"<名>&' 共 3 条。`);
  expect(page.texts('h1')).toEqual([title]);
  expect(page.meta('ArticleTitle')).toEqual([title]);
  expect(page.meta('ContentSource')).toEqual([agencyName]);
  expect(page.meta('SiteName')).toEqual([siteName]);
  expect(page.texts('title')).toEqual([`${title} - ${siteName}`]);
  expect(page.texts('.data-notes li')[0]).toContain('原载：<script>出处</script>');
  expect(site.pages.get('town/index.html')!.texts('h1')).toEqual([agencyName]);
});

test('addresses in attributes hold what was written', () => {
  const page = site.report('town/2021');
  const [errorReport] = page.all('.site-footer a').slice(-1);
  expect(attribute(errorReport!, 'href')).toBe("https://a.example/?a=1&b='2'");
  const [link] = page.all('.prose a');
  expect(attribute(link!, 'href')).toBe("https://a.example/?a=%22b%22&c='d'");
  expect(attribute(link!, 'title')).toBe('题<b>"');
  const [figure] = page.all('.prose span');
  expect([attribute(figure!, 'data-fact'), textOf(figure!)]).toEqual([`统计.<s>"名"&'.<b>`, '3']);
  expect(site.reportJson('town/2021').facts[`统计.<s>"名"&'.合计`]).toBe(3);
});

test('HTML in prose is an error, which says that it would be shown as it is', async () => {
  const base = fixtureRoot('bad-input/base');
  const text = await readFile(path.join(base, 'reports/town/2021.yaml'), 'utf8');
  const withScript = text.replace('解读材料偏少', '<script>alert(1)</script>');
  await using root = await temporaryRoot(base, { 'reports/town/2021.yaml': withScript });
  await expect(buildPages(root.path)).rejects.toThrow('不能用网页代码');
});
