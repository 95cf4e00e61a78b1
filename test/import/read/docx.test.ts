import { expect, test } from 'vitest';
import { readDocx } from '../../../src/import/read/docx.ts';
import { outline, remarksOf } from './outline.ts';
import {
  cell,
  numbered,
  numberingPart,
  paragraph,
  relations,
  run,
  table,
  wordFile,
  wordPart,
} from './word-file.ts';

const read = (body: string, parts: Parameters<typeof wordFile>[1] = {}) =>
  readDocx('a.docx', wordFile(body, parts));

test('paragraphs keep their bold, headings by style are headings', async () => {
  const styles = wordPart(
    'styles',
    '<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="heading 1"/></w:style>' +
      '<w:style w:type="paragraph" w:styleId="bt2"><w:name w:val="标题 2"/></w:style>',
  );
  const document = await read(
    paragraph('一、总体情况', '<w:pStyle w:val="a1"/>') +
      paragraph('（一）主动公开', '<w:pStyle w:val="bt2"/>') +
      `<w:p>${run('全年')}${run('公开', '<w:b/>')}${run('{{ 3 }}条')}<w:r><w:br/><w:t>另起一行</w:t></w:r></w:p>` +
      '<w:p/>',
    {
      'word/styles.xml': styles,
      'word/_rels/document.xml.rels': relations({ s: ['styles', 'styles.xml'] }),
    },
  );
  expect(outline(document)).toEqual([
    '# 一、总体情况',
    '## （一）主动公开',
    '全年**公开**&#123;&#123; 3 }}条',
    '另起一行',
  ]);
  expect(document.remarks).toEqual([]);
});

test.each(['Emphasis', '强调'])('what has the style %s is emphasised', async (name) => {
  const styles = wordPart(
    'styles',
    `<w:style w:type="character" w:styleId="e9"><w:name w:val="${name}"/></w:style>`,
  );
  const document = await read(
    `<w:p>${run('全年')}${run('公开', '<w:rStyle w:val="e9"/>')}${run('三条')}</w:p>`,
    {
      'word/styles.xml': styles,
      'word/_rels/document.xml.rels': relations({ s: ['styles', 'styles.xml'] }),
    },
  );
  expect(outline(document)).toEqual(['全年*公开*三条']);
  expect(document.remarks).toEqual([]);
});

test('cells merged down, along, in the old manner and not begun at the left', async () => {
  const restart = '<w:vMerge w:val="restart"/>';
  const document = await read(
    table(
      [cell('办理结果', restart), cell('予以公开', '<w:gridSpan w:val="2"/>'), cell('1')],
      [cell('', '<w:vMerge/>'), cell('不予公开', restart), cell('国家秘密'), cell('2')],
      [cell('', '<w:vMerge/>'), cell('', '<w:vMerge/>'), cell('其他'), cell('')],
      [
        cell('结转', '<w:hMerge w:val="restart"/>'),
        cell('', '<w:hMerge/>'),
        cell('', '<w:hMerge/>'),
        cell('4'),
      ],
    ) +
      `<w:tbl><w:tr>${cell('甲')}${cell('乙')}</w:tr><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>${cell('丙')}</w:tr></w:tbl>`,
  );
  expect(outline(document)).toEqual([
    [
      ['办理结果[3×1]', '予以公开[1×2]', '1'],
      ['不予公开[2×1]', '国家秘密', '2'],
      ['其他', ''],
      ['结转[1×3]', '4'],
    ],
    [
      ['甲', '乙'],
      ['', '丙'],
    ],
  ]);
  const [first, second] = document.blocks;
  expect(first?.place).toEqual({ table: 1 });
  expect(second?.kind === 'table' && second.rows[1]![1]!.place).toEqual({
    table: 2,
    row: 2,
    cell: 2,
  });
});

test('lines of a cell stay apart, as do the cells of a table in a cell', async () => {
  const document = await read(
    table([
      `<w:tc>${paragraph('商业')}${paragraph('企业')}</w:tc>`,
      `<w:tc>${table([cell('1')])}<w:p/></w:tc>`,
    ]),
  );
  expect(outline(document)).toEqual([[['商业\n企业', '1']]]);
});

test('numbers that Word counts become text; a plain one becomes that of its item', async () => {
  const document = await read(
    numbered('总体情况', 1) +
      numbered('主动公开', 1, 1) +
      numbered('依申请公开', 1, 1) +
      numbered('第一条', 2) +
      numbered('第二条', 2) +
      numbered('主动公开政府信息情况', 1) +
      numbered('规章', 1, 1) +
      numbered('点', 3) +
      table([numbered('属于国家秘密', 4)].map((content) => `<w:tc>${content}</w:tc>`)),
    {
      'word/numbering.xml': numberingPart(
        [
          ['japaneseCounting', '%1、'],
          ['chineseCountingThousand', '（%2）'],
        ],
        [['decimal', '%1.']],
        [['bullet', '·']],
        [['decimal', '%1.']],
      ),
      'word/_rels/document.xml.rels': relations({ n: ['numbering', 'numbering.xml'] }),
    },
  );
  expect(outline(document)).toEqual([
    '一、总体情况',
    '（一）主动公开',
    '（二）依申请公开',
    '1. 第一条',
    '2. 第二条',
    '二、主动公开政府信息情况',
    '（一）规章',
    '-. 点',
    '1\\. 属于国家秘密',
  ]);
});

test('headings that a style numbers, levels that show all numbers, lists that begin anew', async () => {
  const level = (depth: number, format: string, pattern: string, more = '') =>
    `<w:lvl w:ilvl="${depth}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${pattern}"/></w:lvl>`;
  const numbering = wordPart(
    'numbering',
    `<w:abstractNum w:abstractNumId="0">${level(0, 'chineseCounting', '%1、', '<w:pStyle w:val="h1"/>')}${level(1, 'decimal', '%1.%2', '<w:isLgl/>')}</w:abstractNum>` +
      '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>' +
      '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num>',
  );
  const styles = wordPart(
    'styles',
    '<w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>' +
      '<w:style w:type="paragraph" w:styleId="own"><w:name w:val="own"/><w:basedOn w:val="h1"/></w:style>',
  );
  const none = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>';
  const document = await read(
    paragraph('总体情况', '<w:pStyle w:val="h1"/>') +
      numbered('主动公开', 1, 1) +
      paragraph('主动公开政府信息情况', '<w:pStyle w:val="own"/>') +
      paragraph('附记', `<w:pStyle w:val="h1"/>${none}`) +
      numbered('另起', 2) +
      numbered('接续', 2),
    {
      'word/numbering.xml': numbering,
      'word/styles.xml': styles,
      'word/_rels/document.xml.rels': relations({
        n: ['numbering', 'numbering.xml'],
        s: ['styles', 'styles.xml'],
      }),
    },
  );
  expect(outline(document)).toEqual([
    '# 一、总体情况',
    '1.1 主动公开',
    '二、主动公开政府信息情况',
    '# 附记',
    '九、另起',
    '十、接续',
  ]);
});

test('XML by other prefixes than Word has is refused, not read in part', async () => {
  const xml =
    '<x:document xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><x:body><x:p><x:r><x:t>字</x:t></x:r></x:p></x:body></x:document>';
  await expect(read('', { 'word/document.xml': xml })).rejects.toThrow(
    'Word 文件的内部结构读不通：请用 Word 或 WPS 打开后另存为新的 .docx 再导入',
  );
});

test.each([
  ['upperRoman', 'I、V、IX、'],
  ['decimalEnclosedCircleChinese', '①、⑤、⑨、'],
  ['chineseLegalSimplified', '壹、伍、玖、'],
  ['ideographTraditional', '甲、戊、壬、'],
  ['decimalFullWidth', '１、５、９、'],
  ['upperLetter', 'A、E、I、'],
])('numbers in %s', async (format, expected) => {
  const document = await read(numbered('', 1).repeat(9), {
    'word/numbering.xml': numberingPart([[format, '%1、']]),
    'word/_rels/document.xml.rels': relations({ n: ['numbering', 'numbering.xml'] }),
  });
  const lines = outline(document);
  expect(`${lines[0]}${lines[4]}${lines[8]}`).toBe(expected);
});

test('revisions count as accepted, and somebody is told', async () => {
  const document = await read(
    `<w:p>${run('收到申请')}<w:del w:id="1" w:author="a"><w:r><w:delText>2</w:delText></w:r></w:del>` +
      `<w:ins w:id="2" w:author="a">${run('3')}</w:ins>${run('件')}</w:p>` +
      `<w:p><w:moveFrom w:id="3" w:author="a">${run('移来的话')}</w:moveFrom></w:p>` +
      `<w:p><w:moveTo w:id="4" w:author="a">${run('移来的话')}</w:moveTo></w:p>` +
      `<w:tbl><w:tr>${cell('甲')}${cell('1')}</w:tr><w:tr><w:trPr><w:del w:id="5" w:author="a"/></w:trPr>${cell('乙')}${cell('2')}</w:tr></w:tbl>`,
  );
  expect(outline(document)).toEqual(['收到申请3件', '移来的话', [['甲', '1']]]);
  expect(remarksOf(document, 'left-out')).toEqual([]);
  expect(remarksOf(document, 'noticed')).toEqual([
    '文件里有未接受的修订：插入的 2 处已经采用，删除的 3 处没有采用，请确认这就是定稿。｜2\n移来的话\n乙 2',
  ]);
});

test('what stands beside the text is left out, and told with its words', async () => {
  const document = await read(
    `<w:p>${run('全年公开三条')}<w:r><w:footnoteReference w:id="1"/></w:r>${run('。')}` +
      `<w:r><w:commentReference w:id="1"/></w:r>${run('内部', '<w:vanish/>')}</w:p>` +
      paragraph('目录', '<w:pStyle w:val="TOCHeading"/>') +
      paragraph('一、总体情况\t1', '<w:pStyle w:val="TOC1"/>'),
    {
      'word/_rels/document.xml.rels': relations({
        f: ['footnotes', 'footnotes.xml'],
        h: ['header', 'header1.xml'],
        c: ['comments', 'comments.xml'],
      }),
      'word/footnotes.xml': wordPart(
        'footnotes',
        `<w:footnote w:id="1">${paragraph('不含转发。')}</w:footnote>`,
      ),
      'word/header1.xml': wordPart('hdr', paragraph('某某镇年报')),
      'word/footer1.xml': wordPart('ftr', paragraph('- 1 -')),
      'word/comments.xml': wordPart(
        'comments',
        `<w:comment w:id="1" w:author="a">${paragraph('请核对')}</w:comment>`,
      ),
    },
  );
  expect(outline(document)).toEqual(['全年公开三条。']);
  expect(remarksOf(document, 'left-out').sort()).toEqual(
    [
      '设为“隐藏”的文字没有采用。｜内部',
      '文首的目录没有采用。｜目录\n一、总体情况\t1',
      '脚注和尾注没有采用：需要的请写进正文。｜不含转发。',
      '页眉和页脚的文字没有采用。｜某某镇年报',
      '批注没有采用。｜请核对',
    ].sort(),
  );
});

test('a text box is read once; what only newer programs show is told', async () => {
  const box = (text: string) => `<w:txbxContent>${paragraph(text)}</w:txbxContent>`;
  const newer = (text: string) =>
    `<mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp><wps:txbx>${box(text)}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>`;
  const document = await read(
    `<w:p>${run('正文')}<w:r><mc:AlternateContent>${newer('框中')}<mc:Fallback><w:pict><v:shape><v:textbox>${box('框中')}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>` +
      `<w:p>${run('再写')}<w:r><mc:AlternateContent>${newer('只在新版')}</mc:AlternateContent></w:r></w:p>` +
      `<w:p>${run('比率')}<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>`,
  );
  expect(outline(document)).toEqual(['正文', '框中', '再写', '比率']);
  expect(remarksOf(document, 'left-out')).toEqual([
    '文件里有 2 段文字没有转换出来（多在文本框或图形里），没有采用。｜只在新版\n比率x=1',
  ]);
});

test('a picture below the heading of a table needs a person, another one is noticed', async () => {
  const picture = (words: string) =>
    `<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="图片" descr="${words}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="p"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;
  const document = await read(
    paragraph('一、总体情况') +
      picture('会场') +
      paragraph('二、主动公开政府信息情况') +
      picture('表二') +
      paragraph('三、收到和处理政府信息公开申请情况') +
      table([cell('甲'), cell('1')]),
    {
      'word/_rels/document.xml.rels': relations({ p: ['image', 'media/image1.png'] }),
      'word/media/image1.png': new Uint8Array([137, 80, 78, 71]),
    },
  );
  expect(remarksOf(document, 'needs-person')).toEqual([
    '“二、主动公开政府信息情况”下面没有表格，只有图片：图片里的数字读不出来，请对照原件填写。｜表二',
  ]);
  expect(remarksOf(document, 'noticed')).toEqual([
    '文中有 1 幅图片没有采用：年报正文里不放图片，图中如有文字或数字请写成文字。｜会场',
  ]);
});

test('macros are told and nothing else is done with them', async () => {
  const document = await readDocx(
    'a.docm',
    wordFile(paragraph('正文'), { 'word/vbaProject.bin': new Uint8Array([1, 2, 3]) }),
  );
  expect(outline(document)).toEqual(['正文']);
  expect(remarksOf(document, 'noticed')).toEqual([
    '文件带有宏。导入只读文字和表格，宏没有运行，也不会留下。',
  ]);
});
