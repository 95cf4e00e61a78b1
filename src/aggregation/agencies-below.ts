import type { Agencies, Agency } from '../archive/agencies.ts';

const childrenOf = new WeakMap<Agencies, ReadonlyMap<string | undefined, Agency[]>>();

/**
 * The agencies below one, in the order of the register: all whose 上级 lead to it, or to the region
 * that it heads, where it is a government. Regions are not among them.
 */
export function agenciesBelow(agencies: Agencies, agency: Agency): Agency[] {
  const below = subtree(agencies, headedRegion(agencies, agency) ?? agency);
  below.delete(agency);
  return inRegisterOrder(agencies, below).filter(({ type }) => type !== '地区');
}

/** An agency or a region with all below it. */
export function subtree(agencies: Agencies, top: Agency): Set<Agency> {
  let children = childrenOf.get(agencies);
  if (!children) {
    children = Map.groupBy(agencies.values(), ({ parent }) => parent);
    childrenOf.set(agencies, children);
  }
  const found = new Set([top]);
  // A set that grows while it is gone through is gone through to its end.
  for (const { id } of found) for (const child of children.get(id) ?? []) found.add(child);
  return found;
}

function headedRegion(agencies: Agencies, { type, parent }: Agency): Agency | undefined {
  const above = type === '政府' && parent !== undefined ? agencies.get(parent) : undefined;
  return above?.type === '地区' ? above : undefined;
}

const places = new WeakMap<Agencies, ReadonlyMap<string, number>>();

/** Agencies in the order of the register, whatever order they come in. */
export function inRegisterOrder(agencies: Agencies, some: Iterable<Agency>): Agency[] {
  let known = places.get(agencies);
  if (!known) {
    known = new Map([...agencies.keys()].map((id, at) => [id, at]));
    places.set(agencies, known);
  }
  const placeOf = known;
  return [...some].sort((a, b) => placeOf.get(a.id)! - placeOf.get(b.id)!);
}
