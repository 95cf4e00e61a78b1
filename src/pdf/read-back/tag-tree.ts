import { colophonPlace, compareContent } from './compare.ts';
import type { ExpectedContent, ExpectedRow } from './content.ts';
import { comparable, matchText } from './match.ts';
import type { Mismatch } from './mismatch.ts';
import type { PageText, PdfText, TagElement } from './pdf-text.ts';
import type { TextRun } from './text-runs.ts';

/**
 * Compares a PDF as a screen reader reads it, by its structure tree: every text that is no artifact
 * stands there once; read in the tree's order it is what is expected; and each row of a table is a
 * TR of as many cells, with its figures in TDs.
 */
export function compareTags(expected: ExpectedContent, pdf: PdfText): Mismatch[] {
  const pages = pdf.pages.map(taggedPage);
  const untagged = pages.flatMap(untaggedTexts);
  if (untagged.length > 0) return untagged;
  const runs = pages.flatMap((page) => runsBelow(page.tags, page));
  const { mismatches, colophon } = compareContent(expected, runs);
  const inOrder = mismatches.map((mismatch) => ({
    ...mismatch,
    place: `${mismatch.place}（按标签的次序）`,
  }));
  if (inOrder.length > 0) return inOrder;
  return [
    ...compareRows(expected, pages.flatMap(tableRows)),
    ...pages.flatMap((page) => compareColophonBlock(page, colophon)),
  ];
}

/** A page with its texts by the number of their marked content, artifacts left out. */
interface TaggedPage extends PageText {
  tags: TagElement;
  runsByTag: ReadonlyMap<number | undefined, readonly TextRun[]>;
}

function taggedPage(page: PageText): TaggedPage {
  const runs = page.runs.filter(({ isArtifact }) => !isArtifact);
  return {
    ...page,
    tags: page.tags ?? { role: 'Root', children: [] },
    runsByTag: Map.groupBy(runs, ({ tag }) => tag),
  };
}

/** What elements in a line of text are tagged as. */
const inline = new Set(['Span', 'Link', 'Strong', 'Em', 'NonStruct']);

/** Nothing but one paragraph follows the last unit: its words are free, so that more might hide there. */
function compareColophonBlock(page: TaggedPage, colophon: readonly TextRun[]): Mismatch[] {
  const own = colophon.filter((run) => run.page === page.number);
  if (own.length === 0) return [];
  const tags = new Set(own.map(({ tag }) => tag));
  const isOneBlock = elementsBelow(page.tags).some(
    (element) =>
      elementsBelow(element).every(({ role }) => inline.has(role)) &&
      tags.isSubsetOf(new Set(contentsBelow(element))) &&
      runsBelow(element, page).length === own.length,
  );
  const actual = own.map(({ text }) => text).join('');
  return isOneBlock
    ? []
    : [{ page: page.number, place: colophonPlace, expected: '一段，别无其他', actual }];
}

function untaggedTexts(page: TaggedPage): Mismatch[] {
  const reached = new Map<number, number>();
  for (const tag of contentsBelow(page.tags)) reached.set(tag, (reached.get(tag) ?? 0) + 1);
  return page.runs.flatMap(({ isArtifact, tag, text }) => {
    const count = tag === undefined ? 0 : (reached.get(tag) ?? 0);
    if (isArtifact || count === 1 || text.trim() === '') return [];
    const place = `“${text}”的标签`;
    return [{ page: page.number, place, expected: '一处', actual: `${count} 处` }];
  });
}

interface TaggedCell {
  role: string;
  runs: readonly TextRun[];
}

interface TaggedRow {
  page: number;
  cells: readonly TaggedCell[];
}

function tableRows(page: TaggedPage): TaggedRow[] {
  return elementsBelow(page.tags)
    .filter(({ role }) => role === 'TR')
    .map((row) => ({
      page: page.number,
      cells: row.children.flatMap((cell) =>
        typeof cell === 'number' ? [] : [{ role: cell.role, runs: runsBelow(cell, page) }],
      ),
    }));
}

/** The rows of an editor's own table are left out: they may break across pages, cell by cell. */
function compareRows({ units }: ExpectedContent, rows: readonly TaggedRow[]): Mismatch[] {
  let from = 0;
  for (const unit of units) {
    if (unit.kind !== 'row' || unit.header) continue;
    const at = rows.findIndex((row, index) => index >= from && isRow(unit, row));
    if (at < 0) {
      const page = (rows[from] ?? rows.at(-1))?.page ?? 1;
      const actual = rows[from]?.cells.map(({ role }) => role).join(' ') || '没有';
      return [{ page, place: `${unit.place}的标签`, expected: rolesOf(unit).join(' '), actual }];
    }
    from = at + 1;
  }
  return [];
}

function rolesOf({ labels, figures }: ExpectedRow): string[] {
  return [...labels.map(() => 'TH'), ...figures.map(() => 'TD')];
}

/** A header row may hold a remark, which heads nothing. A cell without text may not be in the tree. */
function isRow({ labels, figures }: ExpectedRow, row: TaggedRow): boolean {
  const cells = row.cells.filter(({ runs }) => runs.some(({ text }) => comparable(text) !== ''));
  const heads = labels.filter((label) => comparable(label) !== '');
  const texts = [...heads, ...figures];
  return (
    cells.length === texts.length &&
    cells.every(({ role, runs }, index) => {
      const isRole = figures.length === 0 || role === (index < heads.length ? 'TH' : 'TD');
      return isRole && matchText(texts[index]!, runs, 0) === runs.length;
    })
  );
}

function runsBelow(element: TagElement, { runsByTag }: TaggedPage): TextRun[] {
  return contentsBelow(element).flatMap((tag) => runsByTag.get(tag) ?? []);
}

function contentsBelow(element: TagElement): number[] {
  return element.children.flatMap((child) =>
    typeof child === 'number' ? [child] : contentsBelow(child),
  );
}

function elementsBelow(element: TagElement): TagElement[] {
  return element.children.flatMap((child) =>
    typeof child === 'number' ? [] : [child, ...elementsBelow(child)],
  );
}
