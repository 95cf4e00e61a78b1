import { openCache } from '../../src/publish/cache.ts';

/** A build of its own: keeps what `contentOf` gives for some keys, again and again. */
const [folder, keys, rounds] = process.argv.slice(2);
const cache = openCache(folder!);
for (let round = 0; round < Number(rounds); round++) {
  for (const key of keys!.split(',')) await cache.put(key, Buffer.from(key.repeat(4000)));
  await cache.trim();
}
