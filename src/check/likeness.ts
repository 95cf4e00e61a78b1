import type { Archive, ArchivedReport } from '../archive/archive.ts';
import { originOf, type Wording, wordingOf } from './wording.ts';

/** How a text is nearly the same as another report's of the same part. */
export interface Likeness {
  other: ArchivedReport;
  /** Share of the text's own words that stand in the other, in per cent. */
  percent: number;
  /** How many characters these are. */
  characters: number;
  /** Index, in the text as written, at which the longest common run begins. */
  start: number;
}

/** Parts whose wording is an agency's own. */
const parts = ['总体情况', '主要问题及改进', '其他事项'];
/** A text says the same only if this many characters do, */
const leastCharacters = 200;
/** and this share of what is its own. */
const leastShare = 0.75;

/** Fingerprints are taken of runs of so many characters, */
const gram = 12;
/** and one at least of any so many neighbouring runs: common passages of 27 characters are found. */
const window = 16;
/** Runs of so many characters are counted as common, when two texts are laid side by side. */
const fineGram = 9;

/** Words that more agencies use than this share of all, within these bounds, are nobody's own. */
const commonShare = 0.1;
const fewAgencies = 10;
const manyAgencies = 50;
/** Most reports that are counted for one fingerprint. */
const mostCounted = 512;
/** Least number, and share, of a text's own fingerprints that another must have to be laid beside it. */
const leastShared = 10;
const leastShareOfHashes = 0.4;
/** Most texts that are laid beside one. */
const mostCompared = 3;

/**
 * The text of the archive most like a report's own part, if that is nearly the same: its own of
 * the year before, or another agency's of the same year or earlier. Drafts are not looked at.
 * The archive is indexed once, by fingerprints (winnowing, Schleimer et al. 2003); the work for a
 * report does not grow with the number of the others.
 */
export function likenessOf(
  archive: Archive,
  archived: ArchivedReport,
  part: string,
): Likeness | undefined {
  if (!archived.report.prose.has(part)) return undefined;
  const index = indexOf(archive);
  const hashes = index.hashesOf(archived, part);
  if (!hashes) return undefined;
  const candidates = index.likeliest(hashes, archived);
  if (candidates.length === 0) return undefined;
  const wording = wordingIn(archive, archived, part);
  const { positions, hashes: inOrder } = fingerprintsOf(wording, part);
  const own = ownCharacters(wording, positions, index.areCommon(inOrder));
  let likest: Likeness | undefined;
  for (const other of candidates) {
    const found = compare(wording, own, wordingIn(archive, other, part));
    if (found && (!likest || found.percent > likest.percent)) likest = { other, ...found };
  }
  return likest;
}

function wordingIn(archive: Archive, { report, agency }: ArchivedReport, part: string): Wording {
  return wordingOf(report.prose.get(part)!, archive.agencies, agency, report.year);
}

interface Fingerprints {
  hashes: Uint32Array;
  /** For each, the index of its run's first character. */
  positions: Uint32Array;
}

/** Hash of every run of some characters, well mixed. */
function runHashes({ codes, length }: Wording, size: number, seed: number): Uint32Array {
  const count = Math.max(0, length - size + 1);
  const hashes = new Uint32Array(count);
  let power = 1;
  for (let n = 1; n < size; n++) power = Math.imul(power, base);
  let rolling = 0;
  for (let at = 0; at < length; at++) {
    if (at >= size) rolling = (rolling - Math.imul(codes[at - size]!, power)) | 0;
    rolling = (Math.imul(rolling, base) + codes[at]!) | 0;
    if (at >= size - 1) hashes[at - size + 1] = mix(rolling + seed);
  }
  return hashes;
}

const base = 0x01000193;

function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x7feb352d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** The least hash of every window, the last one where two are equal. */
function fingerprintsOf(wording: Wording, part: string): Fingerprints {
  const all = runHashes(wording, gram, parts.indexOf(part));
  const positions = new Uint32Array(all.length);
  let count = 0;
  let least = -1;
  for (let end = window; end <= all.length; end++) {
    const start = end - window;
    if (least < start) {
      least = start;
      for (let at = start + 1; at < end; at++) if (all[at]! <= all[least]!) least = at;
    } else if (all[end - 1]! <= all[least]!) least = end - 1;
    if (count === 0 || positions[count - 1] !== least) positions[count++] = least;
  }
  const found = positions.subarray(0, count);
  return { hashes: found.map((at) => all[at]!), positions: found };
}

/** Fingerprints of all texts, each with its report in one number, in order. */
class FingerprintIndex {
  readonly #archive: Archive;
  readonly #hashes = new Map<ArchivedReport['report'], Map<string, Uint32Array>>();
  /** `hash * reportSpan + report` */
  readonly #entries: Float64Array;
  /** Fingerprints of what too many agencies use to be anyone's own. */
  readonly #common: ReadonlySet<number>;
  /** By report, how many fingerprints it shares with the text looked at. */
  readonly #counts: Uint16Array;

  constructor(archive: Archive) {
    this.#archive = archive;
    this.#counts = new Uint16Array(archive.reports.length);
    const collected: number[] = [];
    for (const [at, archived] of archive.reports.entries()) {
      const byPart = new Map<string, Uint32Array>();
      this.#hashes.set(archived.report, byPart);
      for (const part of parts) {
        if (!archived.report.prose.has(part)) continue;
        const wording = wordingIn(archive, archived, part);
        if (wording.length < leastCharacters) continue;
        const hashes = Uint32Array.from(new Set(fingerprintsOf(wording, part).hashes));
        byPart.set(part, hashes);
        if (archived.report.isDraft) continue;
        for (const hash of hashes) collected.push(hash * reportSpan + at);
      }
    }
    const agencies = new Set(archive.reports.map(({ report }) => report.agency)).size;
    const most = Math.min(manyAgencies, Math.max(fewAgencies, agencies * commonShare));
    const entries = new Float64Array(collected).sort();
    const common = commonHashes(archive, entries, most);
    this.#entries =
      common.size === 0 ? entries : entries.filter((entry) => !common.has(hashOf(entry)));
    this.#common = common;
  }

  /** The different fingerprints of a part; undefined where it is too short to be told of. */
  hashesOf({ report }: ArchivedReport, part: string): Uint32Array | undefined {
    return this.#hashes.get(report)?.get(part);
  }

  areCommon(hashes: Uint32Array): boolean[] {
    return Array.from(hashes, (hash) => this.#common.has(hash));
  }

  /** The reports that share the most of a text's own fingerprints, if it is nearly half of them. */
  likeliest(hashes: Uint32Array, { report: { agency, year } }: ArchivedReport): ArchivedReport[] {
    const { reports } = this.#archive;
    const counts = this.#counts;
    const users: number[] = [];
    let own = 0;
    for (const hash of hashes) {
      if (this.#common.has(hash)) continue;
      own++;
      const start = this.#indexOf(hash);
      const end = Math.min(this.#entries.length, start + mostCounted);
      for (let at = start; at < end && hashOf(this.#entries[at]!) === hash; at++) {
        const user = this.#entries[at]! - hash * reportSpan;
        if (counts[user]!++ === 0) users.push(user);
      }
    }
    const least = Math.max(leastShared, own * leastShareOfHashes);
    const shared = users.map((user) => ({ user, count: counts[user]! }));
    for (const user of users) counts[user] = 0;
    return shared
      .filter(({ user, count }) => {
        if (count < least) return false;
        const { report } = reports[user]!;
        return report.agency === agency ? report.year === year - 1 : report.year <= year;
      })
      .sort((a, b) => b.count - a.count || a.user - b.user)
      .slice(0, mostCompared)
      .map(({ user }) => reports[user]!);
  }

  /** Index of the first entry of a hash, or where it would be. */
  #indexOf(hash: number): number {
    const wanted = hash * reportSpan;
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#entries[middle]! < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function hashOf(entry: number): number {
  return Math.floor(entry / reportSpan);
}

/** Hashes that stand in the reports of more than so many agencies. */
function commonHashes({ reports }: Archive, entries: Float64Array, most: number): Set<number> {
  const common = new Set<number>();
  let hash = -1;
  let agency: string | undefined;
  let agencies = 0;
  for (const entry of entries) {
    const next = hashOf(entry);
    if (next !== hash) {
      hash = next;
      agency = undefined;
      agencies = 0;
    }
    // Reports are in the order of agencies.
    const user = reports[entry - hash * reportSpan]!.report.agency;
    if (user === agency) continue;
    agency = user;
    if (++agencies > most) common.add(hash);
  }
  return common;
}

/** More reports than any archive holds. */
const reportSpan = 2 ** 20;

const indexes = new WeakMap<Archive, FingerprintIndex>();

function indexOf(archive: Archive): FingerprintIndex {
  const index = indexes.get(archive) ?? new FingerprintIndex(archive);
  indexes.set(archive, index);
  return index;
}

/** For each character whether it is the text's own, or between words that many use. */
function ownCharacters(
  { length }: Wording,
  positions: Uint32Array,
  isCommon: readonly boolean[],
): Uint8Array {
  const own = new Uint8Array(length).fill(1);
  for (const [at, position] of positions.entries()) {
    if (!isCommon[at]) continue;
    const next = isCommon[at + 1] ? positions[at + 1]! : position;
    own.fill(0, position, Math.max(next, position + gram));
  }
  return own;
}

/** Lays a text beside another: undefined where they are not nearly the same. */
function compare(
  wording: Wording,
  own: Uint8Array,
  other: Wording,
): Omit<Likeness, 'other'> | undefined {
  const known = new Set(runHashes(other, fineGram, 0));
  const hashes = runHashes(wording, fineGram, 0);
  let ownCount = 0;
  let common = 0;
  let coveredTo = 0;
  let run = { start: 0, length: 0 };
  let longest = run;
  for (let at = 0; at < wording.length; at++) {
    if (at < hashes.length && known.has(hashes[at]!)) coveredTo = at + fineGram;
    if (!own[at]) continue;
    ownCount++;
    if (at >= coveredTo) {
      run = { start: at + 1, length: 0 };
      continue;
    }
    common++;
    if (run.length === 0) run.start = at;
    run.length++;
    if (run.length > longest.length) longest = run;
  }
  if (common < leastCharacters || common / ownCount < leastShare) return undefined;
  return {
    percent: Math.round((common / ownCount) * 100),
    characters: common,
    start: originOf(wording, longest.start),
  };
}
