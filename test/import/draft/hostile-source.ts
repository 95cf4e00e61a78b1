import fc from 'fast-check';
import { inlineMarkdown } from '../../../src/import/read/inline-markdown.ts';
import { readLines } from '../../../src/import/read/text.ts';
import type { Block, SourceDocument, SourceFormat } from '../../../src/import/source-document.ts';
import { printedFigures } from '../../seeds/addresses.ts';
import { full } from '../../seeds/reports.ts';
import { forms } from '../archive.ts';
import { settings, writeTables } from '../recognise/layout-writer.ts';

/** What YAML, Markdown, HTML, placeholders or the report reader could take for their own. */
// biome-ignore format: a table of signs
const signs = [
  '{{ 申请办理.本年新收.总计 }}', '{{', '}}', '{', '}', '｛｛ 申请办理.本年新收.总计 ｝｝', '\\{{', '{{ 上年:',
  ': ', ':', ' #', '# ', '#', '##乙', '＃ ', '- ', '-', '+ ', '* ', '**', '_', '? ', '! ', '!!str ', '&a ', '*a ',
  '%YAML 1.2', '---', '...', '"', "'", '\\', '|', '> ', '@', '`', '```', '~~~', '===', '***', '[', ']', '](', '![',
  '总体情况: |', '格式: "2021"', '说明:', '未载', '（在此填写）', '(在此填写)', '其余: 0', 'null', '~', '0x1F', '1e3', '012',
  '<script>alert(1)</script>', '<b>', '</b>', '<!--', '<br/>', '<a href="javascript:1">', '<http://a.cn>', 'https://a.cn/_b_',
  '[甲](javascript:alert(1))', '![图](http://a.cn/b.png)', '[甲]: http://a.cn', '&lt;', '&nbsp;', '&#123;&#123;', '&amp;amp;',
  '[bookmark: _GoBack]', '| 甲 | 乙 |', '| --- | --- |', '1. ', '7. ', '1) ', '1\\. ', '①', '一、', '（一）', '第1页',
  '\t', ' ', '　', '\u00a0', '\u0000', '\u0007', '\u001b', '\u007f', '\u0085', '\u00ad', '\u200b', '\u200d', '\u200f',
  '\u2028', '\u2029', '\u202e', '\u2066', '\ufeff', '\ufffd', '\ud800', '\udc00', '\u{1f600}', '\u{20000}', '\uffff',
];

const labels = [...forms.values()].flatMap((form) => [
  ...form.parts.flatMap(({ title }) => title ?? []),
  ...form.facts.flatMap(({ columnLabel }) => columnLabel),
  ...form.tables.flatMap(({ blocks }) =>
    blocks.flatMap(({ title, rows }) => [
      ...(title ? [title] : []),
      ...rows.flatMap((row) => [row.label, ...row.rows.map(({ label }) => label)]),
    ]),
  ),
]);

const figures = [
  '0',
  '1',
  '12',
  '１２',
  '1,234',
  '26.55万元',
  '+19',
  '减3',
  '/',
  '—',
  '无',
  '',
  '-1',
];

/** Words that stand for themselves: found again, or lost. */
const mark = fc
  .array(fc.constantFrom(...'甲乙丙丁戊己庚辛壬癸'), { minLength: 5, maxLength: 9 })
  .map((characters) => characters.join(''));

const piece = fc.oneof(
  { weight: 4, arbitrary: mark },
  { weight: 4, arbitrary: fc.constantFrom(...signs) },
  { weight: 1, arbitrary: fc.constantFrom(...labels) },
  { weight: 1, arbitrary: fc.constantFrom(...figures) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
  { weight: 1, arbitrary: fc.constantFrom('。', '，', '；', '公开信息12条。', '收到申请1件。') },
);

const words = fc
  .oneof(
    { weight: 5, arbitrary: fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('')) },
    { weight: 1, arbitrary: fc.constantFrom(...labels) },
    { weight: 1, arbitrary: fc.constantFrom(...figures) },
  )
  .map((text) => text.replace(/[\r\n]/g, ' '));

const textBlock: fc.Arbitrary<Block> = fc
  .record(
    {
      runs: fc.array(
        fc.record(
          {
            text: fc.array(words, { minLength: 1, maxLength: 2 }).map((lines) => lines.join('\n')),
            isBold: fc.boolean(),
            isEmphasised: fc.boolean(),
            address: fc.constantFrom('https://a.cn/x', 'javascript:alert(1)', '{{', '#甲'),
          },
          { requiredKeys: ['text'] },
        ),
        { minLength: 1, maxLength: 3 },
      ),
      level: fc.integer({ min: 1, max: 6 }),
      item: fc.record(
        { depth: fc.integer({ min: 1, max: 3 }), number: fc.integer({ min: 1, max: 12 }) },
        { requiredKeys: ['depth'] },
      ),
    },
    { requiredKeys: ['runs'] },
  )
  .map(({ runs, ...rest }) => ({
    kind: 'text',
    text: runs.map(({ text }) => text).join(''),
    markdown: inlineMarkdown(runs),
    place: {},
    ...rest,
  }));

const cell = fc
  .record({
    text: words,
    rowSpan: fc.constantFrom(1, 1, 1, 2, 5, 1_000_000),
    columnSpan: fc.constantFrom(1, 1, 1, 2, 7, 1_000_000),
  })
  .map((own) => ({ ...own, place: {} }));

const tableBlock: fc.Arbitrary<Block> = fc
  .array(fc.array(cell, { maxLength: 9 }), { maxLength: 6 })
  .map((rows) => ({ kind: 'table', rows, place: {} }));

/** The form's own tables with some cells spoilt. */
const statutoryTables: fc.Arbitrary<readonly Block[]> = fc
  .record({
    report: fc.constantFrom(...full),
    setting: fc.constantFrom(...settings),
    spoilt: fc.array(fc.tuple(fc.nat(400), words), { maxLength: 12 }),
  })
  .map(({ report, setting, spoilt }) => {
    const printed = Object.entries(printedFigures(report)).map(
      ([address, figure]) => [address, String(figure)] as const,
    );
    const at = new Map(spoilt);
    let index = 0;
    return writeTables(
      forms.get(report.edition)!,
      Object.fromEntries(printed),
      setting,
      (text) => at.get(index++) ?? text,
    );
  });

const heading: fc.Arbitrary<Block> = fc
  .constantFrom(...forms.get('2021')!.parts.flatMap(({ title }) => title ?? []))
  .map((text) => ({ kind: 'text', text, markdown: text, place: {} }));

/** A source of any format with anything in it. */
export const hostileDocument: fc.Arbitrary<SourceDocument> = fc
  .record({
    name: words,
    format: fc.constantFrom<SourceFormat>('docx', 'html', 'text', 'markdown', 'pdf'),
    blocks: fc
      .array(
        fc.oneof(
          { weight: 6, arbitrary: textBlock.map((block) => [block]) },
          { weight: 2, arbitrary: heading.map((block) => [block]) },
          { weight: 2, arbitrary: tableBlock.map((block) => [block]) },
          { weight: 1, arbitrary: statutoryTables },
        ),
        { maxLength: 16 },
      )
      .map((blocks) => blocks.flat()),
  })
  .map((document) => ({ ...document, remarks: [] }));

/** A plain text with anything in its lines. */
export const hostileText: fc.Arbitrary<SourceDocument> = fc
  .array(
    fc.oneof({ weight: 4, arbitrary: words }, { weight: 1, arbitrary: fc.constantFrom(...labels) }),
    {
      maxLength: 40,
    },
  )
  .map((lines) => ({ name: 'a.txt', format: 'text', ...readLines(lines.join('\n')) }));
