import { expect, test } from 'vitest';
import { readAhead } from '../../src/import/read-ahead.ts';

test('results come in the order of the items, failures among them', async () => {
  const failure = new Error('二');
  const work = async (item: number) => {
    if (item === 2) throw failure;
    return item * 10;
  };
  const settled = await all(readAhead([1, 2, 3], work));
  expect(settled).toEqual([
    { item: 1, result: 10 },
    { item: 2, error: failure },
    { item: 3, result: 30 },
  ]);
});

test('one item is worked on ahead of the one that is dealt with, and no other', async () => {
  const begun: number[] = [];
  const work = async (item: number) => {
    begun.push(item);
    return item;
  };
  for await (const { item } of readAhead([1, 2, 3, 4], work))
    expect(begun).toEqual([1, 2, 3, 4].slice(0, item + 1));
  expect(begun).toEqual([1, 2, 3, 4]);
});

test('nothing comes of nothing', async () => {
  expect(await all(readAhead([], async () => 1))).toEqual([]);
});

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}
