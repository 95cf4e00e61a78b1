import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ImportError } from '../../../src/import/read/import-error.ts';
import { readBytes } from '../../../src/import/read/read-bytes.ts';
import type { SourceDocument } from '../../../src/import/source-document.ts';
import { outline, remarksOf } from './outline.ts';
import {
  cell,
  numberingPart,
  packageParts,
  paragraph,
  relations,
  table,
  wordFile,
} from './word-file.ts';

const mebibyte = 1024 * 1024;
const bytes = (text: string) => new TextEncoder().encode(text);

async function refusal(name: string, content: Uint8Array): Promise<string> {
  const outcome = await readBytes(name, content).catch((error: unknown) => error);
  if (!(outcome instanceof ImportError)) throw new Error('It was read', { cause: outcome });
  return outcome.message;
}

/** Whatever the input: a document, or a message in Chinese. */
async function readOrRefused(name: string, content: Uint8Array): Promise<SourceDocument | string> {
  return readBytes(name, content).catch((error: unknown) => {
    if (!(error instanceof ImportError)) throw error;
    expect(error.message).toMatch(/\p{Script=Han}/u);
    return error.message;
  });
}

describe('Word files that explode', () => {
  test.each<[string, Record<string, string | Uint8Array>, RegExp]>([
    ['one part', { 'word/styles.xml': new Uint8Array(60 * mebibyte) }, /超过 48 MiB.*压缩炸弹/],
    [
      'parts together',
      Object.fromEntries(
        [1, 2, 3].map((at) => [`word/header${at}.xml`, new Uint8Array(40 * mebibyte)]),
      ),
      /超过 48 MiB.*压缩炸弹/,
    ],
    [
      'entities',
      {
        'word/styles.xml':
          '<!DOCTYPE a [<!ENTITY a "哈"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>',
      },
      /DOCTYPE 或实体定义/,
    ],
    [
      'entities from outside',
      {
        'word/document.xml':
          '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document xmlns:w="x">&a;</w:document>',
      },
      /DOCTYPE 或实体定义/,
    ],
    [
      'entities among the relations',
      { '_rels/.rels': '<!doctype a><Relationships/>' },
      /DOCTYPE 或实体定义/,
    ],
    [
      'parts without end',
      Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`word/${at}.bin`, ''])),
      /5003 个部件/,
    ],
  ])('%s', async (_, parts, message) => {
    expect(await refusal('a.docx', wordFile(paragraph('一'), parts))).toMatch(message);
  });

  test('sizes that are declared are not believed', async () => {
    const file = Buffer.from(
      wordFile(paragraph('一'), { 'word/styles.xml': new Uint8Array(60 * mebibyte) }),
    );
    for (let at = file.indexOf('PK\x01\x02'); at >= 0; at = file.indexOf('PK\x01\x02', at + 4))
      file.writeUInt32LE(10, at + 24);
    expect(await refusal('a.docx', file)).toMatch(/超过 48 MiB/);
  });
});

describe('nesting', () => {
  const deep = (begin: string, count: number, end = '') => begin.repeat(count) + end.repeat(count);
  test.each([
    ['divisions', 'a.html', bytes(deep('<div>', 100_000))],
    ['divisions that end', 'a.html', bytes(`${'<div>'.repeat(3000)}字${'</div>'.repeat(3000)}`)],
    ['tables', 'a.html', bytes(deep('<table><tr><td>', 50_000))],
    ['elements of no kind', 'a.html', bytes(deep('<x-y>', 3000))],
    [
      'tables of Word',
      'a.docx',
      wordFile(
        `${'<w:tbl><w:tr><w:tc>'.repeat(3000)}<w:p/>${'</w:tc></w:tr></w:tbl>'.repeat(3000)}`,
      ),
    ],
    [
      'controls of Word',
      'a.docx',
      wordFile(
        `${'<w:sdt><w:sdtContent>'.repeat(20_000)}<w:p/>${'</w:sdtContent></w:sdt>'.repeat(20_000)}`,
      ),
    ],
    ['a table in Markdown', 'a.md', bytes(`<table>${deep('<div>', 10_000)}</table>`)],
  ])('%s', async (_, name, content) => {
    expect(await refusal(name, content)).toMatch(/嵌套超过 400 层/);
  });
});

describe('spans beyond reason', () => {
  test('in a table of a few rows they are cut to its size', async () => {
    const wide = 'colspan="99999999999999999999" rowspan="4294967295"';
    const document = await readBytes(
      'a.html',
      bytes(
        `<table><tr><td ${wide}>甲</td></tr><tr><td>1</td></tr><tr><td colspan=-3 rowspan=x>2</td></tr></table>`,
      ),
    );
    expect(outline(document)).toEqual([[['甲[3×256]'], ['1'], ['2']]]);
    expect(remarksOf(document, 'mended')).toEqual([
      '表格里有 1 格声明横跨 256 列以上或纵跨 2000 行以上，不合常理，已按表格的实际大小理解。｜甲',
    ]);
  });

  test('in a Word file, too', async () => {
    const document = await readBytes(
      'a.docx',
      wordFile(table([cell('甲', '<w:gridSpan w:val="999999999"/>')], [cell('1'), cell('2')])),
    );
    expect(outline(document)).toEqual([[['甲[1×256]'], ['1', '2']]]);
  });

  test('in a large table they are refused', async () => {
    const row = `<tr>${'<td colspan=4000000000 rowspan=4000000000>1</td>'.repeat(5)}</tr>`;
    expect(await refusal('a.html', bytes(`<table>${row.repeat(400)}</table>`))).toMatch(
      /表格共有 \d+ 格，年报不会这么多/,
    );
  });
});

describe('too much of everything', () => {
  test.each([
    ['of any file', 'a.docx', new Uint8Array(65 * mebibyte), /65 MiB，超过 64 MiB/],
    ['of a text', 'a.txt', new Uint8Array(17 * mebibyte).fill(0x61), /17 MiB，超过 16 MiB/],
    ['lines', 'a.txt', bytes('字\n'.repeat(30_000)), /文字有 30000 段/],
    ['paragraphs', 'a.html', bytes('<p>字'.repeat(30_000)), /文字有 30000 段/],
    ['paragraphs of Word', 'a.docx', wordFile(paragraph('字').repeat(30_000)), /文字有 30000 段/],
    ['cells', 'a.txt', bytes('\t'.repeat(500_000)), /表格共有 500001 格/],
    ['characters', 'a.txt', bytes('字'.repeat(5_000_000)), /文字有 5000000 个字符/],
    [
      'hidden characters',
      'a.html',
      bytes(`<p>字<p hidden>${'字'.repeat(5_000_000)}`),
      /文字有 5000001 个字符/,
    ],
  ])('%s', async (_, name, content, message) => {
    expect(await refusal(name, content)).toMatch(message);
  });
});

describe('files that are damaged', () => {
  const file = wordFile(paragraph('一、总体情况') + table([cell('规章'), cell('0')]));

  test.each([5, 30, 60, 300, 600, file.length - 23, file.length - 1])(
    'a Word file cut off after %i bytes',
    async (length) => {
      expect(await readOrRefused('a.docx', file.subarray(0, length))).toEqual(expect.any(String));
    },
  );

  test('a Word file with any bytes changed is read or refused', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        async (changes) => {
          const changed = Uint8Array.from(file);
          for (const [at, byte] of changes) changed[at] = byte;
          await readOrRefused('a.docx', changed);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('a Word file with one figure changed is not taken for another figure', async () => {
    const stored = wordFile(paragraph('收到申请 12345 件'), {}, { level: 0 });
    const changed = Buffer.from(stored);
    changed.write('99999', changed.indexOf('12345'));
    expect(outline(await readBytes('a.docx', stored))).toEqual(['收到申请 12345 件']);
    expect(await refusal('a.docx', changed)).toMatch(/不完整或已经损坏/);
  });

  test('any markup is read or refused', async () => {
    const pieces = fc.constantFrom(
      ...'<table> <tr> <td> </td> </tr> </table> <p> <b> </b> <ol> <li value=9> <img> <a href=x> <p hidden> <frameset> <select> <svg> <math> <template> <!-- --> <![if]> <![CDATA[ ]]> <pre> <h2> <del> <caption> <body> <html> <td rowspan=0> &nbsp; &#0; 一、总体情况 六、其他需要报告的事项 甲镇2021年政府信息公开工作年度报告 <span style=mso-list:Ignore>1. 字'.split(
        ' ',
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 30 }), async (parts) => {
        await readOrRefused('a.html', bytes(`<html>${parts.join('')}`));
      }),
      { numRuns: 500 },
    );
  });

  test('any XML of Word is read or refused', async () => {
    const pieces = fc.constantFrom(
      ...'<w:tbl>|</w:tbl>|<w:tr>|</w:tr>|<w:tc>|</w:tc>|<w:p>|</w:p>|<w:r>|</w:r>|<w:t>字|</w:t>|<w:trPr><w:gridBefore w:val="-1"/></w:trPr>|<w:tcPr><w:gridSpan w:val="0"/><w:vMerge/></w:tcPr>|<w:tcPr><w:gridSpan w:val="x"/><w:vMerge w:val="restart"/></w:tcPr>|<w:tcPr><w:hMerge/></w:tcPr>|<w:pPr><w:numPr><w:ilvl w:val="9"/><w:numId w:val="1"/></w:numPr></w:pPr>|<w:pPr><w:numPr><w:ilvl w:val="-1"/><w:numId w:val="2"/></w:numPr></w:pPr>|<w:pPr><w:pStyle w:val="none"/></w:pPr>|<w:pPr/>|<w:tab/>|<w:br/>|<w:sym/>|<w:sym w:font="Wingdings" w:char="F0FC"/>|<w:drawing/>|<a:blip/>|<v:imagedata/>|<w:hyperlink r:id="x">|</w:hyperlink>|<w:footnoteReference w:id="7"/>|<w:fldChar w:fldCharType="begin"/>|<w:fldChar w:fldCharType="end"/>|<w:instrText>HYPERLINK|</w:instrText>|<mc:AlternateContent>|<mc:Choice>|</mc:Choice>|</mc:AlternateContent>|<w:del>|</w:del>|<w:sdt>|</w:sdt>|<w:sectPr/>|<w:altChunk/>'.split(
        '|',
      ),
    );
    const parts = {
      'word/numbering.xml': numberingPart([['chineseCounting', '%1%9、']]),
      'word/_rels/document.xml.rels': relations({ n: ['numbering', 'numbering.xml'] }),
    };
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 40 }), async (body) => {
        await readOrRefused('a.docx', wordFile(body.join(''), parts));
      }),
      { numRuns: 150 },
    );
  });

  test('any bytes are read or refused', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('a.txt', 'a.html', 'a.md', 'a.docx'),
        fc.constantFrom('', 'PK\x03\x04', '\xef\xbb\xbf', '\xff\xfe', '<html>', '\xd0\xcf\x11\xe0'),
        fc.uint8Array({ minLength: 1, maxLength: 200 }),
        async (name, begin, content) => {
          await readOrRefused(name, Buffer.concat([Buffer.from(begin, 'latin1'), content]));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('nothing outside of the file is opened', () => {
  const text = '正文';
  test.each<[string, Record<string, string>]>([
    ['parts that lie above it', { '../../../../tmp/gongkai-x': 'x', '/etc/passwd': 'x' }],
    [
      'a main part that does',
      {
        '_rels/.rels': packageParts['_rels/.rels'].replace('word/document.xml', '../../etc/passwd'),
      },
    ],
    [
      'pictures and documents elsewhere',
      {
        'word/_rels/document.xml.rels': relations({
          p: ['image', 'file:///etc/passwd" TargetMode="External'],
          c: ['aFChunk', '../../../etc/passwd'],
        }),
      },
    ],
  ])('%s', async (_, parts) => {
    const link = '<w:p><w:hyperlink r:id="none"><w:r><w:t>链接</w:t></w:r></w:hyperlink></w:p>';
    const picture = `<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:link="p"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;
    const document = await readBytes(
      'a.docx',
      wordFile(`${paragraph(text)}${picture}${link}`, parts),
    );
    expect(outline(document)).toEqual([text, '链接']);
    expect(remarksOf(document, 'noticed')).toEqual([
      '文中有 1 幅图片没有采用：年报正文里不放图片，图中如有文字或数字请写成文字。',
    ]);
  });

  test('a document within the document is told', async () => {
    const document = await readBytes(
      'a.docx',
      wordFile(`${paragraph(text)}<w:altChunk r:id="c"/>`, {
        'word/_rels/document.xml.rels': relations({ c: ['aFChunk', 'afchunk.mht'] }),
      }),
    );
    expect(outline(document)).toEqual([text]);
    expect(remarksOf(document, 'needs-person')).toEqual([
      '文件里嵌有另一份文档，读不出来：请用 Word 打开后另存为新的 .docx 再导入。',
    ]);
  });

  test('XML of another program than Word', async () => {
    const content = wordFile('', { 'word/document.xml': '<html><body>字</body></html>' });
    expect(await refusal('a.docx', content)).toMatch(/Word|没有文字/);
  });
});

describe('text that makes patterns search for long', () => {
  test.each([
    ['blanks in a line', 'a.txt', `字${'　'.repeat(300_000)}字`],
    ['marks of bold', 'a.txt', '**字 '.repeat(200_000)],
    ['ampersands', 'a.html', `<p>${'&'.repeat(500_000)}${'a'.repeat(500_000)}`],
    ['blanks in a page', 'a.html', `<p>2021${' \u00a0'.repeat(300_000)}-`],
    ['tables without end', 'a.md', '<table'.repeat(50_000)],
    ['tables with one end', 'a.md', `${'<table>'.repeat(300)}</table>`],
    ['brackets', 'a.md', `${'['.repeat(20_000)}(${'*a_'.repeat(20_000)}`],
    ['columns', 'a.md', `${'|a'.repeat(3000)}\n${'|-'.repeat(3000)}\n${'|a\n'.repeat(3000)}`],
    ['items of a list', 'a.html', `<ol>${'<li>字'.repeat(19_000)}`],
    ['pictures', 'a.html', `<p>二、主动公开政府信息情况${'<p>字<img alt=a>'.repeat(19_000)}`],
    ['headings', 'a.html', '<p>一、总体情况<p>五、存在的主要问题'.repeat(5000)],
    ['dates', 'a.html', `<p>发布日期：${'2021 '.repeat(200_000)}`],
    ['runs of Word', 'a.docx', undefined],
  ])('%s', async (_, name, text) => {
    const content =
      text === undefined
        ? wordFile(`<w:p>${'<w:r><w:t>字</w:t></w:r>'.repeat(20_000)}</w:p>`)
        : bytes(text);
    await readOrRefused(name, content);
  });
});
