import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readBytes } from '../../../src/import/read/read-bytes.ts';
import { remarksOf } from './outline.ts';
import { packageParts, paragraph, wordFile, wordPart } from './word-file.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const report = '甲镇2021年政府信息公开工作年度报告';

/** OLE2 as old Office writes it: a signature, then somewhere the names of its streams. */
function compound(...streams: string[]): Uint8Array {
  const head = Buffer.alloc(512);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(head);
  return Buffer.concat([
    head,
    ...['Root Entry', ...streams].map((name) => {
      const entry = Buffer.alloc(128);
      entry.write(name, 'utf16le');
      return entry;
    }),
  ]);
}

const zip = (...names: string[]) =>
  zipSync(Object.fromEntries(names.map((name) => [name, strToU8('<a/>')])));

describe('the kind of a file is told by its content', () => {
  test.each([
    ['a.docx', wordFile(paragraph(report)), 'docx'],
    ['a.txt', bytes(report), 'text'],
    ['a', bytes(report), 'text'],
    ['-', bytes(`\ufeff\n<!DOCTYPE html><p>${report}`), 'html'],
    ['a.htm', bytes(report), 'html'],
    ['a.md', bytes(`# ${report}`), 'markdown'],
    ['../../a\n/表<二>.TXT', bytes(report), 'text'],
  ])('%s', async (name, content, format) => {
    const document = await readBytes(name, content);
    expect(document).toMatchObject({ name, format });
    expect(document.remarks.filter(({ message }) => /文件名/.test(message))).toEqual([]);
  });

  test.each([
    [
      'a.doc',
      bytes(`<html><body><p>${report}`),
      '文件名以 .doc 结尾，内容却是网页，已按内容读取。',
    ],
    ['a.pdf', wordFile(paragraph(report)), '文件名以 .pdf 结尾，内容却是Word 文件，已按内容读取。'],
    ['a.DOCX', bytes(report), '文件名以 .DOCX 结尾，内容却是纯文本，已按内容读取。'],
  ])('%s is something else', async (name, content, message) => {
    expect(remarksOf(await readBytes(name, content), 'noticed')[0]).toBe(message);
  });

  test('a file of WPS is one of Word', async () => {
    expect(await readBytes('a.wps', wordFile(paragraph(report)))).toMatchObject({
      format: 'docx',
      remarks: [],
    });
  });
});

describe('what cannot be read is refused with what to do', () => {
  test.each([
    ['空.docx', new Uint8Array(), '文件是空的'],
    ['旧.doc', compound('WordDocument', '1Table'), '旧格式的 Word 文件（.doc）'],
    ['旧.doc', compound('WordDocument', '1Table'), '另存为 .docx'],
    ['旧.wps', compound('WordDocument', '1Table'), '另存为 .docx'],
    ['密.docx', compound('EncryptionInfo', 'EncryptedPackage'), '文件有打开密码'],
    ['表.xls', compound('Workbook'), '不是 Word 文档'],
    ['表.xlsx', zip('[Content_Types].xml', 'xl/workbook.xml'), 'Excel 工作簿'],
    ['示.pptx', zip('[Content_Types].xml', 'ppt/presentation.xml'), '演示文稿'],
    ['文.odt', zip('mimetype', 'content.xml'), 'OpenDocument'],
    ['文.ofd', zip('OFD.xml', 'Doc_0/Document.xml'), 'OFD'],
    ['包.zip', zip('年报.docx'), '先解压'],
    ['包.rar', bytes('Rar!\x1a\x07\x00'), '先解压'],
    ['图.jpg', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16]), '这是图片'],
    ['文.rtf', bytes('{\\rtf1\\ansi}'), 'RTF'],
    ['页.mht', bytes('MIME-Version: 1.0\nContent-Type: multipart/related'), '.mht'],
    [
      '文.xml',
      bytes('<?xml version="1.0"?><?mso-application progid="Word.Document"?>'),
      'Word XML',
    ],
    ['空白.txt', bytes(' \n\u3000\n'), '文件里没有文字'],
    ['空白.docx', wordFile('<w:p/>'), '文件里没有文字'],
    ['二进制.txt', new Uint8Array(1000).map((_, at) => at % 7), '不是文字'],
  ])('%s: %s', async (name, content, message) => {
    await expect(readBytes(name, content)).rejects.toThrow(
      expect.objectContaining({ name: 'ImportError', message: expect.stringContaining(message) }),
    );
  });
});

describe('a Word file is read however its package is written', () => {
  const relation = packageParts['_rels/.rels'];
  test.each<[string, Uint8Array]>([
    ['stored, not compressed', wordFile(paragraph(report), {}, { level: 0 })],
    [
      'with a path from the root',
      wordFile(paragraph(report), { '_rels/.rels': relation.replace('word/', '/word/') }),
    ],
    ['without a relation', wordFile(paragraph(report), { '_rels/.rels': '<Relationships/>' })],
    [
      'with a main part of another name',
      wordFile('', {
        '_rels/.rels': relation.replace('document.xml', 'document2.xml'),
        'word/document2.xml': wordPart('document', `<w:body>${paragraph(report)}</w:body>`),
      }),
    ],
    ['with the separators of Windows', withBackslashes(wordFile(paragraph(report)))],
  ])('%s', async (_, file) => {
    const { blocks } = await readBytes('a.docx', file);
    expect(blocks.map((block) => block.kind === 'text' && block.text)).toEqual([report]);
  });
});

function withBackslashes(file: Uint8Array): Uint8Array {
  return Buffer.from(
    Buffer.from(file).toString('latin1').replaceAll('word/document.xml', 'word\\document.xml'),
    'latin1',
  );
}
