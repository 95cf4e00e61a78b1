import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { PrintDocument } from '../pdf/print-document.ts';
import type { ExpectedContent, ExpectedUnit } from '../pdf/read-back/content.ts';
import { createEnvironment } from '../site/environment.ts';
import { overlay } from '../site/overlay.ts';
import type { ReviewBlock, ReviewSection, ReviewSheet } from './sheet.ts';

const styleFile = 'review.css';

/** Folder of the styles that a root's sheets are set in: its own where it has them. */
export function sheetStyles(root: string): string {
  return overlay(root, 'styles').find((folder) => existsSync(path.join(folder, styleFile)))!;
}

/** The sheet as a page that needs no other file. */
export function sheetPage(root: string, sheet: ReviewSheet): string {
  const styles = readFileSync(path.join(sheetStyles(root), styleFile), 'utf8');
  return render(root, { sheet, isPrint: false, styles });
}

/** The sheet as a document to be printed. */
export function sheetDocument(root: string, sheet: ReviewSheet): PrintDocument {
  const html = render(root, { sheet, isPrint: true, styles: '' });
  return { html, title: sheet.title, language: 'zh-CN', date: sheet.date };
}

function render(root: string, context: object): string {
  return createEnvironment(overlay(root, 'templates')).render('review/sheet.njk', context);
}

/** What the PDF of a sheet must show: worked out past all templates, so that it can prove them. */
export function expectedSheet(sheet: ReviewSheet): ExpectedContent {
  const { name, title, sections, annexes, isDemo, isDraft } = sheet;
  return {
    report: `${name}校验单`,
    units: [
      { kind: 'text', place: '标题', text: title },
      ...sections.flatMap(sectionUnits),
      heading('签发'),
      { kind: 'row', place: '签发', labels: ['审核人', '', '日期', ''], figures: [] },
      { kind: 'row', place: '签发', labels: ['意见', ''], figures: [] },
      ...annexes.flatMap(sectionUnits),
    ],
    runningLines: [...(isDemo ? ['演示'] : []), ...(isDraft ? ['草稿'] : [])],
    colophon: [],
  };
}

function sectionUnits({ title, blocks }: ReviewSection): ExpectedUnit[] {
  return [heading(title), ...blocks.flatMap((block) => expectedUnits(title, block))];
}

function heading(text: string): ExpectedUnit {
  return { kind: 'text', place: `标题“${text}”`, text };
}

function expectedUnits(section: string, block: ReviewBlock): ExpectedUnit[] {
  if (block.kind === 'text') return [{ kind: 'text', place: `“${section}”一段`, text: block.text }];
  const { head } = block;
  const place = `“${section}”的表`;
  return [
    ...(head.length > 0 ? [{ kind: 'row' as const, place, labels: head, figures: [] }] : []),
    ...block.rows.map(({ labels, figures }): ExpectedUnit => {
      const own = { kind: 'row' as const, place: `${place}“${labels[block.rowHeader]}”` };
      // A row that may go on on the next page is compared cell by cell, page by page.
      return figures.length > 0
        ? { ...own, labels, figures: figures.map((figure) => figure.text), header: head }
        : { ...own, labels, figures: [], header: head };
    }),
  ];
}
