import type { YamlNode } from '../yaml/node.ts';
import { type Reading, shorten } from '../yaml/reading.ts';
import type { Agency } from './agencies.ts';

/** What an agency's 承接 says, before it is known which agencies there are. */
export interface WrittenSuccession {
  successor: Agency;
  /** Of the key 承接. */
  node: YamlNode;
  predecessors: { id: string; node: YamlNode }[];
}

/**
 * Gives every agency the predecessors that its 承接 names. Each must be another agency of the
 * file, end (止) the year before the successor begins (起), and be no successor of it in turn; what
 * is not so is told at its place and left out.
 */
export function resolveSuccessions(
  reading: Reading,
  agencies: ReadonlyMap<string, Agency>,
  written: readonly WrittenSuccession[],
): void {
  const cyclic = findCycles(written);
  for (const { successor, node, predecessors } of written) {
    if (successor.type === '地区') {
      reading.fail(node, 'agency/predecessor', '地区不编制年报，没有“承接”：请写在承接的机关上');
      continue;
    }
    if (successor.since === undefined) {
      const year = predecessors
        .map(({ id }) => agencies.get(id)?.until)
        .find((until) => until !== undefined);
      const advice = year === undefined ? '' : `，这里应为 ${year + 1}`;
      const message = `“${shorten(successor.id)}”写了“承接”，就要写“起”：编制年报的第一年${advice}`;
      reading.fail(node, 'agency/succession-years', message);
      continue;
    }
    const seen = new Set<string>();
    const known: string[] = [];
    for (const { id, node: at } of predecessors) {
      const fault =
        faultOf(reading, agencies, successor, id) ??
        (seen.has(id) ? predecessorFault(`“${shorten(id)}”在“承接”里写了两次`) : undefined) ??
        (cyclic.has(successor.id) && cyclic.has(id)
          ? {
              rule: 'agency/cycle',
              message: `“${shorten(successor.id)}”承接的机关，一个一个找上去又是它自己：请改正“承接”`,
            }
          : undefined) ??
        faultOfYears(agencies.get(id)!, successor);
      if (fault) reading.fail(at, fault.rule, fault.message);
      else known.push(id);
      seen.add(id);
    }
    if (known.length > 0) successor.predecessors = known;
  }
}

interface Fault {
  rule: string;
  message: string;
}

function predecessorFault(message: string): Fault {
  return { rule: 'agency/predecessor', message };
}

function faultOf(
  reading: Reading,
  agencies: ReadonlyMap<string, Agency>,
  successor: Agency,
  id: string,
): Fault | undefined {
  if (id === successor.id) return predecessorFault(`“${shorten(id)}”不能承接它自己`);
  const predecessor = agencies.get(id);
  if (predecessor?.type === '地区')
    return predecessorFault(`“${shorten(id)}”登记的是地区，不编制年报：“承接”要写机关的 id`);
  if (predecessor) return undefined;
  const others = [...agencies.values()].filter(
    (each) => each !== successor && each.type !== '地区',
  );
  const nearest = reading.nearest(
    id,
    others.map((each) => each.id),
  );
  const advice = nearest ? `是否应为“${nearest}”？` : '“承接”要写本文件中另一机关的 id';
  return predecessorFault(`没有 id 为“${shorten(id)}”的机关。${advice}`);
}

function faultOfYears(predecessor: Agency, successor: Agency): Fault | undefined {
  const last = successor.since! - 1;
  const { id, until } = predecessor;
  const [old, young] = [shorten(id), shorten(successor.id)];
  if (until === last) return undefined;
  const message =
    until === undefined
      ? `“${old}”没有写“止”：由“${young}”从${last + 1}年起承接，它的“止”应为 ${last}`
      : `“${old}”止于${until}年，承接它的“${young}”却起于${last + 1}年：承接机关的“起”应为 ${until + 1}，或者“${old}”的“止”应为 ${last}`;
  return { rule: 'agency/succession-years', message };
}

/**
 * Ids that are left when those who take over from none, and those from whom none takes over, are
 * put aside again and again: they stand on cycles, or between two of them.
 */
function findCycles(written: readonly WrittenSuccession[]): Set<string> {
  const links = written.flatMap(({ successor, predecessors }) =>
    predecessors.flatMap(({ id }) => (id === successor.id ? [] : [{ from: id, to: successor.id }])),
  );
  const back = links.map(({ from, to }) => ({ from: to, to: from }));
  const onward = reachedFromCycles(links);
  const backward = reachedFromCycles(back);
  return new Set([...onward].filter((id) => backward.has(id)));
}

/** Nodes that cannot be put in an order in which every link leads onward. */
function reachedFromCycles(links: readonly { from: string; to: string }[]): Set<string> {
  const leaving = Map.groupBy(links, ({ from }) => from);
  const left = new Map<string, number>();
  for (const { from, to } of links) {
    left.set(from, left.get(from) ?? 0);
    left.set(to, (left.get(to) ?? 0) + 1);
  }
  const free = [...left].filter(([, count]) => count === 0).map(([id]) => id);
  for (let id = free.pop(); id !== undefined; id = free.pop()) {
    left.delete(id);
    for (const { to } of leaving.get(id) ?? []) {
      const count = left.get(to)! - 1;
      left.set(to, count);
      if (count === 0) free.push(to);
    }
  }
  return new Set(left.keys());
}
