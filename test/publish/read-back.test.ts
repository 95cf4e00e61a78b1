import { readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { home } from '../../src/archive/load.ts';
import { inspect } from '../../src/check/inspect.ts';
import { openPaginator, type Paginator } from '../../src/pdf/paginate.ts';
import { checkPdf, ReadBackError } from '../../src/pdf/read-back/check.ts';
import { expectedContent } from '../../src/publish/expected-content.ts';
import { printAssets, printDocument } from '../../src/publish/print.ts';
import { createEnvironment } from '../../src/site/environment.ts';
import { overlay } from '../../src/site/plugin.ts';
import { Publication } from '../../src/site/publication.ts';
import { run } from '../cli/recorder.ts';
import { fixtureRoot, type TemporaryFolder, temporaryFolder, temporaryRoot } from '../roots.ts';
import { pdfPages } from './pdf-text.ts';

const key = 'lin-shui-jiaoyu/2021';
const printTemplate = readFileSync(path.join(home, 'templates/print/report.njk'), 'utf8');

const publicationOf = (root: string): Publication => {
  const { archive, findings } = inspect(home, root);
  return new Publication(archive!, findings, { isPreview: true });
};

let folder: TemporaryFolder;
let publication: Publication;
let paginator: Paginator;
let pages: string[];
beforeAll(async () => {
  folder = await temporaryFolder();
  publication = publicationOf(fixtureRoot('full'));
  paginator = await openPaginator(printAssets(fixtureRoot('full'), publication));
  const file = path.join(folder.path, 'right.pdf');
  await writeFile(file, await print(publication, key, home));
  pages = await pdfPages(file);
});
afterAll(async () => {
  await paginator?.close();
  await folder?.remove();
});

/** The PDF of a report by the templates of a root, or the project's own where it has none. */
function print(from: Publication, report: string, root: string): Promise<Uint8Array> {
  const environment = createEnvironment(overlay(root, 'templates'));
  return paginator.paginate(printDocument(environment, from, report));
}

/** A folder whose print template is the project's own with one change. */
async function brokenTemplates(name: string, from: string, to: string): Promise<string> {
  expect(printTemplate.split(from), from).toHaveLength(2);
  const root = path.join(folder.path, name.replaceAll(' ', '-'));
  await mkdir(path.join(root, 'templates/print'), { recursive: true });
  await writeFile(
    path.join(root, 'templates/print/report.njk'),
    printTemplate.replace(from, () => to),
  );
  return root;
}

const tableCall = '{{ statutoryTable(part.table) }}';
/** The statutory tables with their HTML changed by a filter of the template language. */
const changedTable = (filter: string) =>
  `{% set table %}${tableCall}{% endset %}{{ table | ${filter} | safe }}`;
const proseCall = '{{ part.html | safe }}';
const changedProse = (filter: string) => `{{ part.html | ${filter} | safe }}`;
/** A row that holds a text, as a regular expression of the template language. */
const rowWith = (text: string) => String.raw`r/<tr>((?!<\/tr>)[^])*${text}((?!<\/tr>)[^])*<\/tr>/`;
const withStyle = (css: string) => `<style>${css}</style>\n</head>`;
const disclosed = '[data-fact="申请办理.办理结果.予以公开.自然人"]';

/** Typed from the report: 表三（一） by applicants, and their sum. */
const disclosedFigures = '4782 409 175 208 163 162 5899';
const disclosedRow = (actual: string) =>
  `表三“（一）予以公开”应为 ${disclosedFigures}，PDF 上是 ${actual}`;
const consultation = '一、总体情况第 2 段';
const visitors = '[data-fact="统计.公众查询.合计"]';
const withoutVisitors = `${consultation}应为 “公共查阅点接待 120,000 人次。”，PDF 上是 “公共查阅点接待 人次。”`;

/** What is changed in the template, what is told, and a text on the page that is named. */
const breaks: [name: string, from: string, to: string, told: string, near: string][] = [
  [
    'a row dropped',
    tableCall,
    changedTable(`replace(${rowWith('行政处罚')}, "")`),
    '表二“行政处罚”应为 行政处罚 28，PDF 上没有',
    '行政强制',
  ],
  [
    'a row doubled',
    tableCall,
    changedTable(`replace(${rowWith('行政处罚')}, "$&$&")`),
    '表二“行政处罚”只应有一处',
    '行政强制',
  ],
  [
    'two figures swapped',
    tableCall,
    changedTable(
      'replace(">4782<", ">first<") | replace(">409<", ">4782<") | replace(">first<", ">409<")',
    ),
    disclosedRow('409 4782 175 208 163 162 5899'),
    '（一）予以公开',
  ],
  [
    'a wrong digit in a table',
    tableCall,
    changedTable('replace(">4782<", ">4783<")'),
    disclosedRow('4783 409 175 208 163 162 5899'),
    '（一）予以公开',
  ],
  [
    'digits parted by a space',
    tableCall,
    changedTable('replace(">4782<", ">47 82<")'),
    disclosedRow('47 82 409 175 208 163 162 5899'),
    '（一）予以公开',
  ],
  [
    'digits taken from one cell into the next',
    tableCall,
    changedTable('replace(">4782<", ">478<") | replace(">409<", ">2409<")'),
    disclosedRow('478 2409 175 208 163 162 5899'),
    '（一）予以公开',
  ],
  [
    'a column label changed',
    tableCall,
    changedTable('replace(">本年制发件数<", ">本年制发数<")'),
    '表二“第二十条第（一）项”的表头应为 信息内容 本年制发件数',
    '本年制发件数',
  ],
  [
    'a table left out',
    tableCall,
    `{% if part.id != "requests" %}${tableCall}{% endif %}`,
    '表三的表头应为 （本列数据的勾稽关系为',
    '三、收到和处理',
  ],
  [
    'a wrong digit in the prose',
    proseCall,
    changedProse('replace(">120,000<", ">120,001<")'),
    `${consultation}应为 “公共查阅点接待 120,000 人次。”，PDF 上是 “公共查阅点接待 120,001 人次。”`,
    '公共查阅点接待',
  ],
  [
    'a paragraph dropped',
    proseCall,
    changedProse(String.raw`replace(r/<p>公共查阅点[^]*?<\/p>/, "")`),
    `${consultation}应为 “公共查阅点接待 120,000 人次。”，PDF 上没有`,
    '公共查阅点接待',
  ],
  [
    'a paragraph repeated',
    proseCall,
    changedProse(String.raw`replace(r/<p>公共查阅点[^]*?<\/p>/, "$&$&")`),
    `${consultation}只应有一处`,
    '公共查阅点接待',
  ],
  [
    'two paragraphs made one',
    proseCall,
    changedProse(
      String.raw`replace(r/不强，[^]*/, "") | replace(r/办事流程。<\/p>\s*<p>/, "办事流程。")`,
    ),
    '五、存在的主要问题及改进情况第 1 段应为',
    '公开的及时性不够',
  ],
  [
    'a heading left out',
    '<h2 id="{{ part.id }}">{{ part.title }}</h2>',
    '<h2 id="{{ part.id }}">{{ part.title if part.id != "problems" else "五" }}</h2>',
    '标题“五、存在的主要问题及改进情况”应为',
    '五、存在的主要问题',
  ],
  ['a line too much', '</h1>', '</h1>\n<p>共 3 页</p>', '标题之后多出“共 3 页”', '林水县教育局'],
  [
    'a paragraph again at the very end',
    '</body>',
    '<p>平台运行平稳。</p></body>',
    '文末的格式依据应为 一段，别无其他',
    '格式依据',
  ],
  [
    'a line without digits at the very end',
    '</body>',
    '<p>特此报告</p></body>',
    '文末的格式依据应为 一段，别无其他',
    '格式依据',
  ],
  [
    'the provision of another year',
    '{{ report.basis }}',
    '国办公开办函〔2019〕60号',
    '文末的格式依据应为 国办公开办函〔2021〕30号',
    '格式依据',
  ],
  [
    'digits hidden',
    '</head>',
    withStyle(`${visitors} { display: none }`),
    withoutVisitors,
    '公共查阅点接待',
  ],
  [
    'digits invisible',
    '</head>',
    withStyle(`${visitors} { visibility: hidden }`),
    withoutVisitors,
    '公共查阅点接待',
  ],
  [
    'digits pushed off the page',
    '</head>',
    withStyle(`${visitors} { position: relative; left: -300mm }`),
    `${consultation}应为 “公共查阅点接待 120,000 人次。”，PDF 上是 “公共查阅点接待 `,
    '公共查阅点接待',
  ],
  [
    'a cell white on white',
    '</head>',
    withStyle(`${disclosed} { color: #fff }`),
    disclosedRow('409 175 208 163 162 5899'),
    '（一）予以公开',
  ],
  [
    'a digit made by the style',
    '</head>',
    withStyle(`${disclosed}::after { content: "0" }`),
    '页码、页眉等多出“0”',
    '（一）予以公开',
  ],
  [
    'the page numbers wrong',
    '</head>',
    withStyle('@page :right { @bottom-right { content: "— 7 —" } }'),
    '页码、页眉等应为 “— 1 —”，PDF 上没有',
    '林水县教育局',
  ],
];

test('the report is right by the project’s own templates', async () => {
  const expected = expectedContent(publication, key);
  await checkPdf(await print(publication, key, home), expected);
});

test('a draft is right, with its mark on every page', async () => {
  const draft = 'lin-shui-jiaoyu/2024';
  const expected = expectedContent(publication, draft);
  expect(expected.runningLines).toContain('草稿');
  await checkPdf(await print(publication, draft, home), expected);
});

test('whatever an editor may write is right', async () => {
  const tall = '高的一格，占满一页还多。'.repeat(80);
  const prose = [
    '全年没有收取信息处理费。昇喆彧玥堃㛃䶮。a\u00a0b，c\u3000d。office、affluent、find、flow。',
    '- 甲项 {{ 申请办理.本年新收.总计 }} 件。\n- 乙项**加粗**。\n  - 下层\n    1. 三层\n    2. 三层乙',
    '7. 第七\n8. 第八\n\n   第八的第二段。',
    '> - 引文里的列表，见[网站](https://example.com/a?b=1)。\n>\n>   > 更深',
    '- —— 破折号开头\n- “**引号**”开头',
    '* * *',
    `${'The quick brown fox jumps over the lazy dog. '.repeat(30)}  \n硬换行之后。`,
    'https://example.com/very/long/address/that/breaks/over/lines/index.html?year=2021#anchor',
    ['| 项目 | 数量 | 备注 |', '|:--|--:|:-:|']
      .concat(
        Array.from({ length: 60 }, (_, n) => `| 第${n}项 | ${n * 7} | ${n % 5 ? 'abc def' : ''} |`),
      )
      .join('\n'),
    `| 项目 | 数量 |\n|---|---|\n| ${tall} | 3 |\n| 四 | ${tall} |\n| **戊**己 | 庚 |`,
    // A corner is often left empty, and so are whole columns.
    '| | 上年 | |\n|---|---|---|\n| 甲 | 1 | 2 |\n| | 3 | |',
    '长段落文字，'.repeat(400),
    '末段。',
  ];
  const base = await readFile(
    path.join(fixtureRoot('bad-input/base'), 'reports/town/2021.yaml'),
    'utf8',
  );
  const [before] = base.split('其他事项:');
  const indented = prose.join('\n\n').replaceAll(/^(?=.)/gm, '  ');
  await using root = await temporaryRoot(fixtureRoot('bad-input/base'), {
    'reports/town/2021.yaml': `${before}其他事项: |\n${indented}\n`,
  });
  const varied = publicationOf(root.path);
  const bytes = await print(varied, 'town/2021', root.path);
  await checkPdf(bytes, expectedContent(varied, 'town/2021'));
});

describe('a template that is broken is found out, and report, page and place are named:', () => {
  test.each(breaks)('%s', async (name, from, to, told, near) => {
    const root = await brokenTemplates(name, from, to);
    const bytes = await print(publication, key, root);
    const checked = checkPdf(bytes, expectedContent(publication, key));
    const error = await checked.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(ReadBackError);
    const { message } = error as ReadBackError;
    expect(message).toContain(told);
    expect(message).toMatch(/^县教育局 2021：第 \d+ 页，/);
    const page = pages.findIndex((text) => text.includes(near)) + 1;
    expect(message).toContain(`第 ${page} 页，`);
  });
});

test('a build whose PDF is wrong fails and leaves the old output as it was', async () => {
  await using root = await temporaryRoot(fixtureRoot('invented-edition'));
  const site = path.join(root.path, '_site');
  expect(await run('build', '--root', root.path)).toMatchObject({ code: 0, err: '' });
  const bytesOf = () =>
    Object.fromEntries(
      readdirSync(site, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name))
        .map((file) => [file, readFileSync(file, 'latin1')]),
    );
  const before = bytesOf();
  await cp(path.join(home, 'templates'), path.join(root.path, 'templates'), { recursive: true });
  const partial = path.join(root.path, 'templates/partials/statutory-table.njk');
  const right = await readFile(partial, 'utf8');
  const rows = '{{ section.html | safe }}';
  expect(right).toContain(rows);
  const wrong = `{{ section.html | replace(${rowWith('重复申请')}, "") | safe }}`;
  await writeFile(
    partial,
    right.replace(rows, () => wrong),
  );

  const { code, err } = await run('build', '--root', root.path);
  expect(code).toBe(2);
  expect(err).toMatch(
    /北樵市档案局 2031：第 \d+ 页，表三“2.重复申请”应为 2.重复申请 [\d ]+，PDF 上没有/,
  );
  expect(bytesOf()).toEqual(before);
  const left = readdirSync(root.path).filter((name) => name.startsWith('_site'));
  expect(left).toEqual(['_site']);
});
