import type { Agencies, Agency } from './agencies.ts';

/**
 * A reorganisation: agencies that ended together, and those that took over from them the year
 * after. A merger has one of the latter, a split several; all that share an agency belong together.
 */
export interface Handover {
  /** First year of those that took over. */
  year: number;
  /** Both in the order of the register. */
  from: readonly Agency[];
  to: readonly Agency[];
}

/** The agencies from which one took over in its first year, in the order of 承接. */
export function predecessorsOf(agencies: Agencies, { predecessors = [] }: Agency): Agency[] {
  return predecessors.flatMap((id) => agencies.get(id) ?? []);
}

const successors = new WeakMap<Agencies, ReadonlyMap<string, Agency[]>>();

/** The agencies that took over from one, in the order of the register. */
export function successorsOf(agencies: Agencies, { id }: Agency): readonly Agency[] {
  let known = successors.get(agencies);
  if (!known) {
    const links = [...agencies.values()].flatMap((to) =>
      predecessorsOf(agencies, to).map((from) => ({ from: from.id, to })),
    );
    known = new Map(
      [...Map.groupBy(links, ({ from }) => from)].map(([from, of]) => [
        from,
        of.map(({ to }) => to),
      ]),
    );
    successors.set(agencies, known);
  }
  return known.get(id) ?? [];
}

/** The reorganisation from which an agency came; undefined where it took over from none. */
export function handoverTo(agencies: Agencies, agency: Agency): Handover | undefined {
  if (!agency.predecessors || agency.since === undefined) return undefined;
  const from = new Set<Agency>();
  const to = new Set<Agency>([agency]);
  // A set that grows while it is gone through is gone through to its end.
  for (const successor of to) {
    for (const predecessor of predecessorsOf(agencies, successor)) {
      from.add(predecessor);
      for (const other of successorsOf(agencies, predecessor)) to.add(other);
    }
  }
  const inOrder = (some: ReadonlySet<Agency>) =>
    [...agencies.values()].filter((each) => some.has(each));
  return { year: agency.since, from: inOrder(from), to: inOrder(to) };
}
