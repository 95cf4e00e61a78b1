import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { PDFDict, PDFDocument, PDFName, type PDFRawStream } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPaginator, type Paginator } from '../../src/pdf/paginate.ts';
import { run } from '../cli/recorder.ts';
import { documentOf, filler } from '../print/printing.ts';
import { fixtureRoot, projectRoot, type TemporaryFolder, temporaryFolder } from '../roots.ts';
import { printedCells } from '../seeds/printed-cells.ts';
import { full, type KnownReport, seeds } from '../seeds/reports.ts';
import { readTags, type Tag, type TaggedPdf, tagsIn } from './tagged-pdf.ts';

const TIMEOUT = 120_000;

/** What may be in the structure of a report (ISO 32000-1, 14.8.4; `Strong` and `Em` by the role map). */
const ROLES = new Set(
  'Document H1 H2 H3 H4 P L LI Lbl LBody Table TR TH TD Strong Em Link BlockQuote'.split(' '),
);

const withRole = (tag: Tag, ...roles: string[]): Tag[] =>
  [...tagsIn(tag)].filter(({ role }) => roles.includes(role));

let folder: TemporaryFolder;
let paginator: Paginator;
beforeAll(async () => {
  folder = await temporaryFolder();
  paginator = await openPaginator();
}, TIMEOUT);
afterAll(async () => {
  await paginator.close();
  await folder.remove();
});

describe.each<[string, string, readonly KnownReport[]]>([
  ['the five seed reports', projectRoot, seeds],
  ['the full fixture', fixtureRoot('full'), full],
])('%s', (name, root, reports) => {
  const documents = new Map<string, TaggedPdf>();
  beforeAll(async () => {
    const site = path.join(folder.path, name);
    expect(await run('build', '--root', root, '--out', site, '--no-cache')).toMatchObject({
      code: 0,
    });
    for (const { key, agency, year } of reports) {
      const bytes = await readFile(path.join(site, key, `${agency}-${year}.pdf`));
      documents.set(key, await readTags(new Uint8Array(bytes)));
    }
  }, TIMEOUT);

  describe.each(reports)('$key', (report) => {
    const pdf = () => documents.get(report.key)!;

    test('every text is in the tree once, or is a page number or a running line', () => {
      const { artifacts, untagged, misplaced } = pdf();
      expect(untagged).toEqual([]);
      expect(misplaced).toEqual([]);
      for (const [index, texts] of artifacts.entries()) {
        const written = texts.join('').replaceAll(' ', '').replace('演示', '');
        expect(written).toBe(`—${index + 1}—`);
      }
    });

    test('every figure is in the tree once, with the header cells that the form gives it', () => {
      const { root } = pdf();
      const headers = new Map(withRole(root, 'TH').map(({ id, text }) => [id, text]));
      const cells = withRole(root, 'Table').flatMap((table) =>
        withRole(table, 'TD')
          .filter(({ headers: ids }) => ids.length > 0)
          .map(({ text, headers: ids }) => ({ labels: ids.map((id) => headers.get(id)), text })),
      );
      const statutory = cells.slice(cells.length - printedCells(report).length);
      const expected = printedCells(report).map(({ labels, text }) => ({ labels, text }));
      expect(withoutSpaces(statutory)).toEqual(withoutSpaces(expected));
    });

    test('consists of headings, paragraphs, lists and tables, each header cell with its scope', () => {
      const tags = [...tagsIn(pdf().root)];
      expect(tags.filter(({ role }) => !ROLES.has(role))).toEqual([]);
      expect(tags.filter(({ role }) => role === 'H1')).toHaveLength(1);
      for (const header of tags.filter(({ role }) => role === 'TH')) {
        expect(header.scope, header.text).toMatch(/^(Row|Column)$/);
      }
      for (const item of tags.filter(({ role }) => role === 'LI')) {
        expect(item.kids.map(({ role }) => role)).toEqual(['Lbl', 'LBody']);
      }
      expect(tags.filter(({ language }) => language?.startsWith('zh-x-'))).toEqual([]);
    });
  });
});

describe('a document with page breaks', () => {
  test('a paragraph on two pages is one, a short rest of it included', {
    timeout: TIMEOUT,
  }, async () => {
    // 22 lines of 28 characters: the second paragraph begins on line 21 and ends on the next page.
    const first = filler(20 * 28 - 2);
    const second = `${filler(2 * 28 - 2)}完。`;
    const bytes = await paginator.paginate(documentOf(`<p>${first}</p><p>${second}</p><p>后</p>`));
    const { root, untagged, misplaced } = await readTags(bytes);
    expect(untagged).toEqual([]);
    expect(misplaced).toEqual([]);
    expect(withRole(root, 'P').map(({ text }) => text)).toEqual([first, second, '后']);
    expect(withRole(root, 'P')[1]!.pieces.length).toBeGreaterThan(1);
  });

  test('so is a list item, and what is in bold in it', { timeout: TIMEOUT }, async () => {
    const bold = filler(300);
    const items = Array.from({ length: 3 }, (_, index) => `第${index}项${bold}末`);
    const body = items.map((item) => `<li>${item.replace(bold, `<strong>${bold}</strong>`)}</li>`);
    const bytes = await paginator.paginate(documentOf(`<ul>${body.join('')}</ul>`));
    const { root } = await readTags(bytes);
    expect(withRole(root, 'L')).toHaveLength(1);
    expect(withRole(root, 'LBody').map(({ text }) => text)).toEqual(items);
    expect(withRole(root, 'Strong').map(({ text }) => text)).toEqual([bold, bold, bold]);
  });

  test('a long table is one, its repeated header an artifact', { timeout: TIMEOUT }, async () => {
    const rows = Array.from({ length: 120 }, (_, index) => [`单位${index}`, String(index * 7)]);
    const cells = rows
      .map(([unit, count]) => `<tr><td>${unit}</td><td>${count}</td></tr>`)
      .join('');
    const head = '<thead><tr><th scope="col">单位</th><th scope="col">件数</th></tr></thead>';
    const bytes = await paginator.paginate(
      documentOf(`<table>${head}<tbody>${cells}</tbody></table>`),
    );
    const { root, artifacts, untagged, misplaced } = await readTags(bytes);
    expect(untagged).toEqual([]);
    expect(misplaced).toEqual([]);
    const [table, ...others] = withRole(root, 'Table');
    expect(others).toEqual([]);
    expect(withRole(table!, 'TH').map(({ text }) => text)).toEqual(['单位', '件数']);
    const body = withRole(table!, 'TR').slice(1);
    expect(body.map(({ kids }) => kids.map(({ text }) => text))).toEqual(rows);
    const [unit, count] = withRole(table!, 'TH').map(({ id }) => id);
    for (const { kids } of body) {
      expect(kids.map(({ headers }) => headers)).toEqual([[unit], [count]]);
    }
    expect(artifacts.length).toBeGreaterThan(2);
    for (const texts of artifacts.slice(1)) expect(texts.slice(-2)).toEqual(['单位', '件数']);
  });
});

test('a link is tagged with its annotation', { timeout: TIMEOUT }, async () => {
  const bytes = await paginator.paginate(
    documentOf('<p>见<a href="https://gongkai.example/x">公开专栏</a>。</p>'),
  );
  const { root, misplaced } = await readTags(bytes);
  expect(misplaced).toEqual([]);
  expect(withRole(root, 'Link').map(({ text }) => text)).toEqual(['公开专栏']);
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  const [annotation] = pdf.getPage(0).node.Annots()!.asArray();
  const parent = pdf.context.lookup(annotation, PDFDict).lookup(PDFName.of('StructParent'));
  const parents = pdf.catalog
    .lookup(PDFName.of('StructTreeRoot'), PDFDict)
    .lookup(PDFName.of('ParentTree'), PDFDict)
    .lookup(PDFName.of('Nums'))!
    .toString();
  expect(parents).toContain(` ${parent} `);
});

test('metadata are there as XMP, too', { timeout: TIMEOUT }, async () => {
  const document = { ...documentOf('<p>一</p>'), title: '甲 & 乙 <丙>' };
  const pdf = await PDFDocument.load(await paginator.paginate(document), { updateMetadata: false });
  const stream = pdf.catalog.lookup(PDFName.of('Metadata')) as PDFRawStream;
  const packet = Buffer.from(stream.getContents()).toString('utf8');
  expect(packet).toContain('<rdf:li xml:lang="x-default">甲 &amp; 乙 &lt;丙&gt;</rdf:li>');
  expect(packet).toContain('<rdf:li>zh-CN</rdf:li>');
  expect(packet).toContain('<xmp:CreateDate>2022-01-20T00:00:00+08:00</xmp:CreateDate>');
  expect(packet).not.toMatch(/pdfuaid/i);
});

interface Cell {
  labels: (string | undefined)[];
  text: string;
}

const withoutSpaces = (cells: Cell[]): Cell[] =>
  cells.map(({ labels, text }) => ({
    labels: labels.map((label) => label?.replaceAll(' ', '')),
    text,
  }));
