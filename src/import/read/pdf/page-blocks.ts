import type { Piece } from './content-items.ts';
import { gapTable, splitByGaps } from './gap-table.ts';
import type { Grid } from './grid.ts';
import { type Line, linesOf } from './lines.ts';
import type { PageTable } from './page-table.ts';
import type { Page } from './page-text.ts';
import { type Measure, type Paragraph, paragraphsOf } from './paragraphs.ts';
import { hasRole, idsBelow, TagReader } from './tag-reader.ts';

export type PageBlock = Paragraph | PageTable;

/** A page with the tables that are ruled on it. */
export interface RuledPage extends Page {
  grids: readonly Grid[];
}

/** Share of a page's letters that must have tags, so that its tags are believed. */
const enoughTagged = 0.7;
/** A grid with fewer texts may be a frame or a chart. */
const fewestInTable = 4;

/** What stands on a page: by its tags where they are good, else by where everything stands. */
export function blocksOfPage(page: RuledPage, measure: Measure): PageBlock[] {
  return (isTagged(page) && blocksByTags(page, measure)) || blocksByLooks(page, page, measure);
}

/** Whether the tags of a page say more of it than its looks. */
function isTagged(page: RuledPage): boolean {
  if (!page.tags) return false;
  const known = new Set(idsBelow(page.tags));
  const letters = (pieces: readonly Piece[]) =>
    pieces.reduce((sum, { text }) => sum + text.trim().length, 0);
  const tagged = page.pieces.filter(({ tag }) => tag !== undefined && known.has(tag));
  if (letters(tagged) < enoughTagged * letters(page.pieces)) return false;
  const hasRuled = page.grids.some(({ pieces }) => pieces.size >= fewestInTable);
  return !hasRuled || hasRole(page.tags, 'Table');
}

/** By tags; what has none follows by its looks. Undefined where their tables are not whole. */
function blocksByTags(page: RuledPage, measure: Measure): PageBlock[] | undefined {
  const reader = new TagReader(page);
  reader.read(page.tags!, 0);
  if (!reader.isWhole) return undefined;
  const left = page.pieces.filter((piece) => !reader.taken.has(piece));
  const rest = { pieces: left, grids: [] };
  return [...reader.blocks, ...blocksByLooks(page, rest, measure)];
}

/** By lines and gaps, from top to bottom. */
function blocksByLooks(
  { number }: Page,
  { pieces, grids }: Pick<RuledPage, 'pieces' | 'grids'>,
  measure: Measure,
): PageBlock[] {
  const tables = grids.filter((grid) => grid.pieces.size > 0);
  const lines = linesOf(looseOf({ pieces, grids: tables }), number);
  const blocks: PageBlock[] = [];
  let from = 0;
  for (const { top, table } of tables) {
    const end = lines.findIndex(({ y }, at) => at >= from && y < top);
    const above = lines.slice(from, end < 0 ? lines.length : end);
    blocks.push(...withoutRules(above, measure), table);
    from += above.length;
  }
  return [...blocks, ...withoutRules(lines.slice(from), measure)];
}

/** The pieces of a page that stand in no ruled table. */
export function looseOf({ pieces, grids }: Pick<RuledPage, 'pieces' | 'grids'>): Piece[] {
  return pieces.filter((piece) => !grids.some((grid) => grid.pieces.has(piece)));
}

function withoutRules(lines: readonly Line[], measure: Measure): PageBlock[] {
  return splitByGaps(lines).flatMap((group): PageBlock[] =>
    group.kind === 'rows' ? [gapTable(group.lines)] : paragraphsOf(group.lines, measure),
  );
}
