import { distance } from 'fastest-levenshtein';

/** The known key that an unknown one was most likely meant to be, or undefined if none is near. */
export function nearestKey(written: string, known: Iterable<string>): string | undefined {
  const bare = normalize(written);
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const plain = normalize(candidate);
    const allowed = Math.max(1, Math.floor(Math.max(bare.length, plain.length) / 2));
    // Lengths alone set them that far apart.
    if (Math.abs(bare.length - plain.length) > allowed) continue;
    const apart = distance(bare, plain);
    if (apart <= allowed && apart < bestDistance && apart < plain.length) {
      best = candidate;
      bestDistance = apart;
    }
  }
  return best;
}

function normalize(key: string): string {
  return key.normalize('NFKC').replace(/[\s.、()（）“”"]/g, '');
}
