import type { CDPSession, Page } from 'puppeteer-core';

/** A cell as assistive technology is told of it. */
export interface ToldCell {
  name: string;
  /** Names of the headers of its row, from the left. */
  rowHeaders: string[];
  /** Names of the headers of its column, from the top. */
  columnHeaders: string[];
}

interface Node {
  nodeId: string;
  ignored: boolean;
  role?: { value: string };
  name?: { value: string };
  childIds?: string[];
  backendDOMNodeId?: number;
}

interface PlacedCell {
  role: string;
  name: string;
  row: number;
  column: number;
  rows: number;
  columns: number;
}

/**
 * The cells with figures of a table, with their headers, by Chromium's accessibility tree.
 *
 * The protocol tells the role and the name of each cell, not the headers that Chromium hands to
 * screen readers. Those are made of the roles alone (`AXTableInfo` in its sources): all column
 * headers that share a column with the cell, all row headers that share a row. The attribute
 * `headers` has no part in it. That step is repeated here, over the tree that Chromium computed.
 */
export async function toldCells(page: Page, selector: string): Promise<ToldCell[]> {
  const session = await page.createCDPSession();
  const cells = await placedCells(session, selector);
  await session.detach();
  const named = (found: PlacedCell[]) => found.map(({ name }) => name);
  const isBeside = (one: PlacedCell, other: PlacedCell) =>
    one.row < other.row + other.rows && other.row < one.row + one.rows;
  const isBelow = (one: PlacedCell, other: PlacedCell) =>
    one.column < other.column + other.columns && other.column < one.column + one.columns;
  return cells
    .filter(({ role }) => role === 'cell')
    .map((cell) => ({
      name: cell.name,
      rowHeaders: named(
        cells.filter((other) => other.role === 'rowheader' && isBeside(cell, other)),
      ),
      columnHeaders: named(
        cells.filter((other) => other.role === 'columnheader' && isBelow(cell, other)),
      ),
    }));
}

async function placedCells(session: CDPSession, selector: string): Promise<PlacedCell[]> {
  const { root } = await session.send('DOM.getDocument');
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  const { node: table } = await session.send('DOM.describeNode', { nodeId, depth: -1 });
  const spans = new Map<number, { rows: number; columns: number }>();
  collectSpans(table, spans);

  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: Node[] };
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const below = (node: Node, roles: readonly string[]): Node[] =>
    (node.childIds ?? [])
      .flatMap((id) => byId.get(id) ?? [])
      .flatMap((child) =>
        !child.ignored && roles.includes(child.role?.value ?? '') ? child : below(child, roles),
      );
  const tableNode = nodes.find(
    ({ backendDOMNodeId, ignored }) => !ignored && backendDOMNodeId === table.backendNodeId,
  );
  if (!tableNode) throw new Error(`No table for assistive technology: ${selector}`);

  const taken = new Set<string>();
  return below(tableNode, ['row']).flatMap((rowNode, row) => {
    let column = 0;
    return below(rowNode, ['cell', 'columnheader', 'rowheader']).map((node) => {
      const { rows, columns } = spans.get(node.backendDOMNodeId!) ?? { rows: 1, columns: 1 };
      while (taken.has(`${row} ${column}`)) column += 1;
      for (let y = row; y < row + rows; y += 1)
        for (let x = column; x < column + columns; x += 1) taken.add(`${y} ${x}`);
      return { role: node.role!.value, name: node.name!.value, row, column, rows, columns };
    });
  });
}

interface DomNode {
  backendNodeId: number;
  attributes?: string[];
  children?: DomNode[];
}

function collectSpans(node: DomNode, spans: Map<number, { rows: number; columns: number }>): void {
  const attributes = node.attributes ?? [];
  const numberOf = (name: string) => {
    const at = attributes.indexOf(name);
    return at < 0 ? 1 : Number(attributes[at + 1]);
  };
  spans.set(node.backendNodeId, { rows: numberOf('rowspan'), columns: numberOf('colspan') });
  for (const child of node.children ?? []) collectSpans(child, spans);
}
