/** What came of working on an item. */
export type Settled<Item, Result> = { item: Item } & ({ result: Result } | { error: unknown });

/**
 * Works on items one after the other and yields what came of each, in their order. While one is
 * being dealt with, the next is worked on and no other, so that no more than two are kept.
 */
export async function* readAhead<Item, Result>(
  items: Iterable<Item>,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Settled<Item, Result>> {
  const settle = (item: Item) =>
    work(item).then(
      (result) => ({ item, result }),
      (error: unknown) => ({ item, error }),
    );
  let ahead: Promise<Settled<Item, Result>> | undefined;
  for (const item of items) {
    const ready = await ahead;
    ahead = settle(item);
    if (ready) yield ready;
  }
  if (ahead) yield await ahead;
}
