import { isElement, type StructureElement } from './structure-element.ts';

/** A cell of a table in the document: its id, empty where it has none, and those of its headers. */
export interface CellHeaders {
  readonly id: string;
  readonly headers: readonly string[];
}

/** For each table of a document, in order: its cells in order, or null where the tags have them right. */
export type TableHeaders = readonly (readonly CellHeaders[] | null)[];

/** Thrown where the tables of a structure are not those of the document. */
export class HeaderCellsError extends Error {
  override name = 'HeaderCellsError';
}

/**
 * The structure with the header cells that the document names for each cell.
 *
 * @throws HeaderCellsError where tables or cells are not as many as in the document
 */
export function withHeaderCells(root: StructureElement, tables: TableHeaders): StructureElement {
  const waiting = [...tables];
  const mended = mendTables(root, waiting);
  if (waiting.length > 0) throw new HeaderCellsError(`${waiting.length} tables are not tagged`);
  return mended;
}

function mendTables(
  element: StructureElement,
  waiting: (readonly CellHeaders[] | null)[],
): StructureElement {
  if (element.role === 'Table') {
    const cells = waiting.shift();
    if (cells === undefined) throw new HeaderCellsError('more tables than in the document');
    if (!cells) return element;
    const left = [...cells];
    const table = mendCells(element, left);
    if (left.length > 0) throw new HeaderCellsError(`${left.length} cells are not tagged`);
    return table;
  }
  return mapElements(element, (kid) => mendTables(kid, waiting));
}

function mendCells(element: StructureElement, left: CellHeaders[]): StructureElement {
  if (element.role !== 'TD' && element.role !== 'TH') {
    return mapElements(element, (kid) => mendCells(kid, left));
  }
  const cell = left.shift();
  if (!cell) throw new HeaderCellsError('more cells than in the document');
  const { id: _, headers: __, ...rest } = element;
  return {
    ...rest,
    ...(cell.id === '' ? {} : { id: cell.id }),
    ...(cell.headers.length > 0 ? { headers: cell.headers } : {}),
  };
}

function mapElements(
  element: StructureElement,
  change: (kid: StructureElement) => StructureElement,
): StructureElement {
  return { ...element, kids: element.kids.map((kid) => (isElement(kid) ? change(kid) : kid)) };
}
