import type { YamlEntry, YamlNode } from '../yaml/node.ts';
import { type Reading, shorten } from '../yaml/reading.ts';
import { positionAt } from '../yaml/source.ts';
import { readAddress, redirectFile } from './redirect-address.ts';

/** An address that is no longer in use, and the page that has taken its place. */
export interface Redirect {
  /** Path from the site's top, decoded, such as `/nianbao/2021.html`. */
  from: string;
  /** Path of an existing page or file, decoded; never another redirect. */
  to: string;
  /** Where it is written in redirects.yaml, from 1. */
  line: number;
  column: number;
}

/** What a site has at which address, as far as that is known before it is built. */
export interface SiteAddresses {
  domain?: string;
  /** What stands at an address or takes all below it, in the words of a message; else undefined. */
  occupant(address: string): string | undefined;
  /** Whether a target exists; else what there is to say of it. */
  target(address: string): true | { advice?: string };
  /** Addresses that a mistyped one may have meant. */
  known: readonly string[];
}

interface Written {
  entry: YamlEntry;
  from: string;
  to: string;
}

/**
 * Reads redirects.yaml: old address, colon, new address. Chains are followed to their end. Told are
 * addresses that are none of this site's, old ones at which there is a page, old ones that get into
 * each other's way, new ones at which there is nothing, and chains that lead back to themselves.
 */
export function readRedirects(
  reading: Reading,
  root: YamlNode,
  addresses: SiteAddresses,
): Redirect[] {
  const mapping = reading.mapping(root, 'redirects.yaml', '/旧地址: /新地址，一个旧地址一行');
  const written = (mapping?.entries ?? []).flatMap(
    (entry) => readEntry(reading, entry, addresses) ?? [],
  );
  const free = withoutClashes(reading, written, addresses);
  const byAddress = new Map(free.map((each) => [each.from, each]));
  return free.flatMap((each) => {
    const last = follow(each, byAddress);
    if (last === undefined) {
      const message = `“${shorten(each.from)}”一路转下去又回到了转过的地址，永远到不了一个网页：请改正新地址`;
      reading.fail(each.entry.value, 'redirect/loop', message);
      return [];
    }
    // A chain's end is told where it is written.
    if (last === each && !isTarget(reading, each, addresses)) return [];
    const { line, column } = positionAt(reading.source, each.entry.key.start);
    return [{ from: each.from, to: last.to, line, column }];
  });
}

function readEntry(
  reading: Reading,
  entry: YamlEntry,
  { domain }: SiteAddresses,
): Written | undefined {
  const { key, value } = entry;
  const newText = reading.line(value, key.text);
  const read = (text: string, node: YamlNode): string | undefined => {
    const result = readAddress(text, domain);
    if ('address' in result) return result.address;
    return reading.fail(node, 'redirect/address', result.error);
  };
  const from = read(key.text, key);
  const to = newText === undefined ? undefined : read(newText, value);
  return from === undefined || to === undefined ? undefined : { entry, from, to };
}

/** The last step of a chain; undefined where it has none. */
function follow(first: Written, byAddress: ReadonlyMap<string, Written>): Written | undefined {
  const passed = new Set<Written>();
  let at = first;
  for (;;) {
    if (passed.has(at)) return undefined;
    passed.add(at);
    const next = byAddress.get(at.to);
    if (!next) return at;
    at = next;
  }
}

function isTarget(reading: Reading, { entry, to }: Written, addresses: SiteAddresses): boolean {
  const target = addresses.target(to);
  if (target === true) return true;
  const nearest = target.advice === undefined ? reading.nearest(to, addresses.known) : undefined;
  const advice =
    target.advice ??
    (nearest ? `是否应为“${nearest}”？` : '请写网站上现有的网页，如 /机关id/年份/');
  const message = `新地址“${shorten(to)}”上没有网页。${advice}`;
  reading.fail(entry.value, 'redirect/target', message);
  return false;
}

/** Old addresses for which a file can be made, beside those of the site and of one another. */
function withoutClashes(
  reading: Reading,
  written: readonly Written[],
  addresses: SiteAddresses,
): Written[] {
  const files = new Map<string, Written>();
  const folders = new Map<string, Written>();
  return written.filter((each) => {
    const { entry, from } = each;
    const refuse = (rule: string, message: string) => {
      reading.fail(entry.key, rule, message);
      return false;
    };
    const occupant = addresses.occupant(from);
    if (occupant !== undefined) {
      const message = `旧地址“${shorten(from)}”${occupant}，不能又转到别处`;
      return refuse('redirect/occupied', message);
    }
    // On some machines names that differ in case only are one.
    const file = redirectFile(from).toLowerCase();
    const above = foldersAbove(file);
    const twin = files.get(file);
    const other = twin ?? folders.get(file) ?? above.map((name) => files.get(name)).find(Boolean);
    if (other) {
      const relation = twin ? '是同一个网页' : '不能并存：一个是文件，一个是同名的目录';
      const message = `旧地址“${shorten(from)}”与“${shorten(other.from)}”${relation}，请删去一个`;
      return refuse('redirect/twice', message);
    }
    files.set(file, each);
    for (const name of above) folders.set(name, each);
    return true;
  });
}

function foldersAbove(file: string): string[] {
  const steps = file.split('/').slice(0, -1);
  return steps.map((_, at) => steps.slice(0, at + 1).join('/'));
}
