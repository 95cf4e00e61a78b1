/** Does some work for each item, `count` at a time. */
export async function inLanes<Item>(
  items: readonly Item[],
  count: number,
  work: (item: Item, lane: number) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  const lanes = Array.from({ length: count }, async (_, lane) => {
    for (const item of waiting) await work(item, lane);
  });
  await Promise.all(lanes);
}
