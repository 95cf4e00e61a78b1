import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { ArchivedReport } from '../../src/archive/archive.ts';
import { home } from '../../src/archive/load.ts';
import { inspect } from '../../src/check/inspect.ts';
import { reportDocx } from '../../src/export/docx/report-docx.ts';
import type { ExportedReport } from '../../src/export/exported-report.ts';
import { exportedReport } from '../../src/site/data-source.ts';
import { Publication } from '../../src/site/publication.ts';
import { fixtureRoot, projectRoot, temporaryFolder } from '../roots.ts';
import { litigationCells, proactiveCells, requestCells } from '../seeds/printed-cells.ts';
import { full, type KnownReport, seeds } from '../seeds/reports.ts';
import { bandCells, below, firstValue, gridCells, gridsOf, readWord } from './word-reader.ts';

function publicationOf(root: string): Publication {
  const { archive, findings } = inspect(home, root);
  return new Publication(archive!, findings, { isPreview: true });
}

const roots = {
  seeds: publicationOf(projectRoot),
  full: publicationOf(fixtureRoot('full')),
} as const;

function sourceOf(key: string): ExportedReport {
  const publication = roots.seeds.reportKeys.includes(key) ? roots.seeds : roots.full;
  return exportedReport(publication, key);
}

/** A report whose 总体情况 is another text. */
function withText(text: string): ExportedReport {
  const source = sourceOf('lin-shui-yunping/2023');
  const { archived } = source;
  const prose = new Map(archived.report.prose);
  prose.set('总体情况', { ...prose.get('总体情况')!, text });
  const changed: ArchivedReport = { ...archived, report: { ...archived.report, prose } };
  return { ...source, archived: changed };
}

const write = (source: ExportedReport, isDemo = false) => reportDocx(source, { isDemo });
const writeKey = (key: string) => write(sourceOf(key));

/** The six headings, typed from the national form. */
const headings = [
  '一、总体情况',
  '二、主动公开政府信息情况',
  '三、收到和处理政府信息公开申请情况',
  '四、政府信息公开行政复议、行政诉讼情况',
  '五、存在的主要问题及改进情况',
  '六、其他需要报告的事项',
];

afterEach(() => {
  vi.useRealTimers();
});

describe.each<KnownReport>([...seeds, ...full])('$key', (report) => {
  test('has the three tables as the form prints them', async () => {
    const grids = await gridsOf(await writeKey(report.key));
    const [second, third, fourth] = ['第二十条第（一）项', '申请人情况', '行政复议'].map((label) =>
      grids.find(([head]) => head!.includes(label)),
    );
    expect(bandCells(second!)).toEqual(proactiveCells(report));
    expect(gridCells(third!, 3)).toEqual(requestCells(report));
    expect(gridCells(fourth!, 0)).toEqual(litigationCells(report));
  });

  test('has its parts as headings of the first level, in the outline', async () => {
    const { paragraphs, parts } = readWord(await writeKey(report.key));
    const first = paragraphs.filter(({ style }) => style === 'Heading1').map(({ text }) => text);
    expect(first.filter((text) => text !== '数据说明')).toEqual(headings);
    const styles = below(parts.get('word/styles.xml')!, 'w:style');
    const heading = styles.find(({ attributes }) => attributes['w:styleId'] === 'Heading1')!;
    expect(firstValue(heading, 'w:name')).toMatch(/^heading 1$/i);
    expect(firstValue(heading, 'w:outlineLvl')).toBe('0');
  });
});

describe('texts', () => {
  test('have their figures in the places of the placeholders', async () => {
    const { paragraphs } = readWord(await writeKey('lin-shui-jiaoyu/2021'));
    const texts = paragraphs.map(({ text }) => text);
    expect(texts).toContain(
      '强化管理。按照“谁制作、谁公开”的原则，全年制发行政规范性文件 16 件，废止 5 件，现行有效 179 件。收取行政事业性费用 26.50 万元。行政许可决定增长3.4%，行政处罚决定下降9.7%。',
    );
    expect(texts).toContain('以网站为主，以“林水教育”公众号为辅，使用 Open Data 目录。');
  });

  test('have title, publication, headings by level, bold words and links', async () => {
    const { paragraphs, parts } = readWord(await writeKey('lin-shui-jiaoyu/2021'));
    const styleOf = (text: string) => paragraphs.find((one) => one.text === text)?.style;
    expect(styleOf('林水县教育局2021年政府信息公开工作年度报告')).toBe('Title');
    expect(styleOf('发布时间：2022-01-20 09:30　　来源：林水县教育局')).toBe('PublicationLine');
    expect(styleOf('（一）主动公开')).toBe('Heading2');
    expect(styleOf('1.公众查询')).toBe('Heading3');
    expect(paragraphs.flatMap(({ bold }) => bold)).toEqual(['强化管理。', '逐件']);
    const links = parts
      .get('word/_rels/document.xml.rels')!
      .children.filter(({ attributes }) => attributes.TargetMode === 'External');
    expect(links.map(({ attributes }) => decodeURI(attributes.Target!))).toEqual([
      'https://lin-shui.example/jiaoyu/?栏目=年报&年=2021',
    ]);
    const [link] = below(parts.get('word/document.xml')!, 'w:hyperlink');
    expect(link!.attributes['r:id']).toBe(links[0]!.attributes.Id);
    expect(link!.text).toBe('林水县教育局网站');
  });

  test('have lists that count as they were written', async () => {
    const { paragraphs, parts } = readWord(
      await write(withText('3. 三\n4. 四\n   - 点\n\n   续四\n\n---\n\n1. 一')),
    );
    const numbering = parts.get('word/numbering.xml')!;
    const listed = paragraphs
      .filter(({ depth }) => depth !== undefined)
      .map(({ element, text, depth }) => {
        const number = below(numbering, 'w:num').find(
          ({ attributes }) => attributes['w:numId'] === firstValue(element, 'w:numId'),
        )!;
        const list = below(numbering, 'w:abstractNum').find(
          ({ attributes }) =>
            attributes['w:abstractNumId'] === firstValue(number, 'w:abstractNumId'),
        )!;
        const level = below(list, 'w:lvl')[depth!]!;
        return [text, depth, firstValue(level, 'w:numFmt'), firstValue(level, 'w:start')];
      });
    expect(listed).toEqual([
      ['三', 0, 'decimal', '3'],
      ['四', 0, 'decimal', '3'],
      ['点', 1, 'bullet', '1'],
      ['一', 0, 'decimal', '1'],
    ]);
    expect(paragraphs.find(({ text }) => text === '续四')).toMatchObject({ depth: undefined });
  });

  test('have tables, their heads repeated on every page', async () => {
    const text = '| 渠道 | 数量 |\n| --- | ---: |\n| **网站** | 61 |\n| 微信 | 167 |';
    const bytes = await write(withText(text));
    expect((await gridsOf(bytes))[0]).toEqual([
      ['渠道', '数量'],
      ['网站', '61'],
      ['微信', '167'],
    ]);
    const rows = below(readWord(bytes).tables[0]!, 'w:tr');
    expect(rows.map((row) => below(row, 'w:tblHeader').length)).toEqual([1, 0, 0]);
    expect(below(rows[1]!, 'w:jc').map(({ attributes }) => attributes['w:val'])).toEqual([
      'left',
      'right',
    ]);
  });

  test.each([
    ['[内](#requests)', ['requests'], []],
    ['[外](mailto:a@b.example)', [], ['mailto:a@b.example']],
    ['[无](#nowhere)、[文件](file:///etc/passwd)、[脚本](javascript:alert)', [], []],
  ])('%s leads only where it may', async (text, inside, outside) => {
    const { parts } = readWord(await write(withText(text)));
    const document = parts.get('word/document.xml')!;
    const anchors = below(document, 'w:hyperlink').flatMap(
      ({ attributes }) => attributes['w:anchor'] ?? [],
    );
    expect(anchors).toEqual(inside);
    const names = below(document, 'w:bookmarkStart').map(({ attributes }) => attributes['w:name']);
    expect(names).toEqual(expect.arrayContaining(inside));
    const targets = parts
      .get('word/_rels/document.xml.rels')!
      .children.filter(({ attributes }) => attributes.TargetMode === 'External')
      .map(({ attributes }) => attributes.Target);
    expect(targets).toEqual(outside);
  });

  test('end with the data notes, explained findings among them, and the fingerprint', async () => {
    const source = sourceOf('anqiu-jingzhi/2019');
    const { paragraphs } = readWord(await write(source));
    const texts = paragraphs.map(({ text }) => text);
    const notes = texts.slice(texts.indexOf('数据说明') + 1, -1);
    expect(notes).toContain('原文未载发布日期。');
    expect(notes.filter((text) => text.startsWith('核对发现：'))).toHaveLength(2);
    expect(texts.at(-1)).toMatch(
      /^格式依据：国办公开办函〔2019〕60号《.*》。内容指纹（SHA-256）：/,
    );
    expect(texts.at(-1)!.endsWith(source.fingerprint)).toBe(true);
    expect(texts).toContain('发布时间：原文未载　　来源：安丘市景芝镇人民政府');
  });
});

describe('the page', () => {
  /** 210 − 28 − 26 mm in twips of 1/1440 inch, to the nearest millimetre. */
  const millimetres = (twips: number) => Math.round((twips * 25.4) / 1440);

  test('is A4 with the margins of official papers, the wider one inside', async () => {
    const { parts } = readWord(await writeKey('lin-shui-jiaoyu/2021'));
    const document = parts.get('word/document.xml')!;
    const { 'w:w': width, 'w:h': height } = below(document, 'w:pgSz')[0]!.attributes;
    expect([width, height].map((side) => millimetres(Number(side)))).toEqual([210, 297]);
    const margins = below(document, 'w:pgMar')[0]!.attributes;
    const sides = ['w:top', 'w:bottom', 'w:left', 'w:right'];
    expect(sides.map((side) => millimetres(Number(margins[side])))).toEqual([37, 35, 28, 26]);
    const settings = parts.get('word/settings.xml')!;
    expect(below(settings, 'w:mirrorMargins')).toHaveLength(1);
    expect(firstValue(settings, 'w:evenAndOddHeaders') ?? 'true').toBe('true');
  });

  test('has its number between dashes, on the outer side', async () => {
    const { parts } = readWord(await writeKey('lin-shui-jiaoyu/2021'));
    const footers = below(parts.get('word/document.xml')!, 'w:footerReference').map(
      ({ attributes }) => {
        const { Target } = parts
          .get('word/_rels/document.xml.rels')!
          .children.find((relation) => relation.attributes.Id === attributes['r:id'])!.attributes;
        const footer = parts.get(`word/${Target}`)!;
        return [attributes['w:type'], firstValue(footer, 'w:jc'), footer.text];
      },
    );
    expect(footers).toEqual([
      ['default', 'right', '— PAGE —'],
      ['even', 'left', '— PAGE —'],
    ]);
  });

  test.each([
    [false, false, ''],
    [true, false, '演示'],
    [false, true, '草稿'],
    [true, true, '草稿演示'],
  ])('is labelled: demonstration %s, draft %s', async (isDemo, isDraft, label) => {
    const source = sourceOf('lin-shui-jiaoyu/2021');
    const { archived } = source;
    const report = { ...archived.report, isDraft };
    const { parts } = readWord(
      await write({ ...source, archived: { ...archived, report } }, isDemo),
    );
    const headers = [...parts].filter(([name]) => /header\d+\.xml$/.test(name));
    expect(headers.map(([, { text }]) => text)).toEqual(label === '' ? [] : [label, label]);
    const hasNote = parts.get('word/document.xml')!.text.includes('仅供演示');
    expect(hasNote).toBe(isDemo);
  });

  test('holds the tables: as wide as the text, heads repeated, no row cut', async () => {
    const { tables } = readWord(await writeKey('lin-shui-jiaoyu/2021'));
    expect(tables).toHaveLength(3);
    for (const table of tables) {
      const columns = below(table, 'w:gridCol').map(({ attributes }) => Number(attributes['w:w']));
      expect(millimetres(columns.reduce((sum, width) => sum + width, 0))).toBe(156);
      for (const row of below(table, 'w:tr')) {
        const widths = below(row, 'w:tcW').map(({ attributes }) => Number(attributes['w:w']));
        expect(millimetres(widths.reduce((sum, width) => sum + width, 0))).toBe(156);
        expect(below(row, 'w:cantSplit')).toHaveLength(1);
      }
    }
    const heads = tables.map((table) => below(table, 'w:tblHeader').length);
    expect(heads).toEqual([0, 3, 3]);
  });

  test('names faces that offices have, and embeds none', async () => {
    const { parts } = readWord(await writeKey('lin-shui-jiaoyu/2021'));
    const fonts = below(parts.get('word/fontTable.xml')!, 'w:font');
    const names = fonts.map(({ attributes }) => attributes['w:name']);
    expect(names).toEqual(['仿宋', '方正小标宋简体', '楷体', '黑体']);
    for (const font of fonts) expect(firstValue(font, 'w:altName')).toBeTruthy();
    expect([...parts.keys()].filter((name) => !/\.(xml|rels)$/.test(name))).toEqual([]);
    const used = [...parts.values()].flatMap((part) =>
      below(part, 'w:rFonts').flatMap(({ attributes }) => attributes['w:eastAsia'] ?? []),
    );
    expect(names).toEqual(expect.arrayContaining([...new Set(used)]));
  });

  test('sets figures closer, then smaller, where they are too long', async () => {
    const sizes = async (key: string) => {
      const [, requests] = readWord(await writeKey(key)).tables;
      const figures = below(requests!, 'w:r').filter(({ text }) => /^\d+$/.test(text));
      return new Set(figures.map((run) => firstValue(run, 'w:sz')));
    };
    expect(await sizes('lin-shui-yunping/2023')).toEqual(new Set(['18']));
    const source = sourceOf('lin-shui-yunping/2023');
    const { facts } = source.archived;
    const long = {
      ...source.archived,
      facts: Object.create(facts, {
        get: { value: (address: string) => ({ ...facts.get(address)!, text: '123456789' }) },
      }),
    };
    const [, requests] = readWord(await write({ ...source, archived: long })).tables;
    const size = Number(
      firstValue(below(requests!, 'w:r').find(({ text }) => text === '123456789')!, 'w:sz'),
    );
    // Nine digits, half as wide as high, in a column of 12 mm.
    expect((9 * size) / 2 / 2).toBeLessThan((12 * 72) / 25.4);
  });
});

test('marks emphasis by a style, so that it is known again', async () => {
  const { parts } = readWord(await write(withText('前*着重*后，**加粗**。')));
  const runs = below(parts.get('word/document.xml')!, 'w:r');
  const styleOf = (text: string) => firstValue(runs.find((run) => run.text === text)!, 'w:rStyle');
  expect(styleOf('着重')).toBe('Emphasis');
  expect(styleOf('加粗')).toBeUndefined();
  const styles = below(parts.get('word/styles.xml')!, 'w:style');
  const emphasis = styles.find(({ attributes }) => attributes['w:styleId'] === 'Emphasis')!;
  expect(emphasis.attributes['w:type']).toBe('character');
});

describe('the file', () => {
  test('is the same, byte by byte, whenever it is made', async () => {
    const key = 'lin-shui-jiaoyu/2021';
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2023-01-01T00:00:00Z') });
    const first = await writeKey(key);
    vi.setSystemTime(new Date('2031-07-08T09:10:11Z'));
    expect(Buffer.compare(await writeKey(key), first)).toBe(0);
    expect(Buffer.from(first).includes('2023-01-01')).toBe(false);
  });

  test('says what it is, and nothing of when it was made', async () => {
    const { parts } = readWord(await writeKey('lin-shui-jiaoyu/2021'));
    const core = parts.get('docProps/core.xml')!;
    expect(core.children.map(({ name, text }) => [name, text])).toEqual([
      ['dc:title', '林水县教育局2021年政府信息公开工作年度报告'],
      ['dc:creator', '林水县教育局'],
      ['dc:language', 'zh-CN'],
    ]);
  });

  test.each([
    '\u0000\u0001\u001f\u007f\u0085',
    ']]>&amp;&#0;&#x4e00;',
    '<script>alert(1)</script>',
    '"><w:p/>',
    '𠮷𡈽𪚥',
    '\ud800半\udc00',
    '\ufffe\uffff',
    'rId-abcdefghijklmnopqrstu" r:id="rIdabcdefghijklmnopqrstu"',
    '\u202e右到左\u202c',
  ])('%j is text in it, and nothing else', async (text) => {
    const source = withText(`前${text.replace(/[\\<&*_[\]#]/g, '\\$&')}后`);
    const { archived } = source;
    const hostile = {
      ...archived,
      agency: { ...archived.agency, name: text, formerNames: [] },
      report: { ...archived.report, title: text },
    };
    const bytes = await write({ ...source, archived: hostile, notes: [text] });
    const shown = text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is tested.
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, '\ufffd');
    const { paragraphs, tables } = readWord(bytes);
    expect(paragraphs[0]).toMatchObject({ style: 'Title', text: shown });
    expect(paragraphs.map((paragraph) => paragraph.text)).toContain(shown);
    expect(paragraphs.find((paragraph) => paragraph.text.startsWith('前'))!.text).toBe(
      `前${shown}后`,
    );
    expect(tables).toHaveLength(3);
    const [, third] = await gridsOf(bytes);
    const known = full.find(({ key }) => key === 'lin-shui-yunping/2023')!;
    expect(gridCells(third!, 3)).toEqual(requestCells(known));
  });
});

const wordsOf = (items: readonly { str: string }[]) =>
  items
    .map(({ str }) => str)
    .join('')
    .replaceAll(' ', '');

const office = process.env.PATH!.split(':').map((folder) => path.join(folder, 'soffice'));
const isOffice = (await Promise.allSettled(office.map((file) => readFile(file)))).some(
  ({ status }) => status === 'fulfilled',
);

describe.runIf(isOffice)('opened by LibreOffice', () => {
  test.each(['lin-shui-jiaoyu/2019', 'lin-shui-jiaoyu/2021', 'lin-shui-jiaoyu/2023'])(
    'each table of %s stands on one page with its heading, and no figure on two lines',
    async (key) => {
      const known = full.find((report) => report.key === key)!;
      await using folder = await temporaryFolder();
      const file = path.join(folder.path, 'report.docx');
      await writeFile(file, await writeKey(key));
      await promisify(execFile)(
        'soffice',
        [
          `-env:UserInstallation=file://${folder.path}/profile`,
          '--headless',
          ...['--convert-to', 'pdf', '--outdir', folder.path, file],
        ],
        { timeout: 60_000, killSignal: 'SIGKILL' },
      );
      const data = new Uint8Array(await readFile(path.join(folder.path, 'report.pdf')));
      const pdf = await getDocument({ data, verbosity: 0 }).promise;
      const pages: string[] = [];
      const lines: string[] = [];
      for (let number = 1; number <= pdf.numPages; number += 1) {
        const { items } = await (await pdf.getPage(number)).getTextContent();
        const words = items.filter((item) => 'str' in item);
        pages.push(wordsOf(words));
        // Words on one line have the same height on the page.
        const byLine = Map.groupBy(words, ({ transform }) => Math.round(transform[5]));
        lines.push(...[...byLine.values()].map(wordsOf));
      }
      await pdf.loadingTask.destroy();
      const pageWith = (text: string) => pages.findIndex((page) => page.includes(text));
      expect(pageWith('四、结转下年度继续办理')).toBe(
        pageWith('三、收到和处理政府信息公开申请情况'),
      );
      expect(pageWith('第二十条第（八）项')).toBe(pageWith('二、主动公开政府信息情况'));
      expect(pageWith('未经复议直接起诉')).toBe(pageWith('四、政府信息公开行政复议、行政诉讼情况'));
      expect(pageWith('未经复议直接起诉')).toBeGreaterThan(0);
      const figures = [...requestCells(known), ...litigationCells(known)].map(({ text }) => text);
      const torn = figures.filter((figure) => !lines.some((line) => line.includes(figure)));
      expect(torn).toEqual([]);
    },
    90_000,
  );
});
