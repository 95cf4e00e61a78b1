import type { Rule } from './rules.ts';

/** How far apart the ends of two lines may lie that are meant to meet. */
const tolerance = 3;
/** More, and a page has a drawing, no table. */
const mostRules = 3000;

/** Rules that touch each other, directly or through others. */
export function connectedRules(rules: readonly Rule[]): Rule[][] {
  const merged = [
    ...mergedRules(rules.filter(({ isLevel }) => isLevel)),
    ...mergedRules(rules.filter(({ isLevel }) => !isLevel)),
  ];
  if (merged.length > mostRules) return [];
  const groups: Rule[][] = [];
  const left = new Set(merged);
  for (const first of merged) {
    if (!left.delete(first)) continue;
    const group = [first];
    for (const rule of group)
      for (const other of left)
        if (touch(rule, other)) {
          left.delete(other);
          group.push(other);
        }
    groups.push(group);
  }
  return groups;
}

/** Pieces of a line that is drawn cell by cell, as one. All are level, or all upright. */
function mergedRules(rules: readonly Rule[]): Rule[] {
  const merged: Rule[] = [];
  let level: Rule[] = [];
  const close = () => {
    for (const rule of level.toSorted((one, other) => one.from - other.from)) {
      const last = merged.at(-1);
      if (last && last.at === level[0]!.at && rule.from <= last.to + 0.5)
        merged[merged.length - 1] = { ...last, to: Math.max(last.to, rule.to) };
      else merged.push({ ...rule, at: level[0]!.at });
    }
    level = [];
  };
  for (const rule of rules.toSorted((one, other) => one.at - other.at)) {
    if (level[0] && rule.at - level[0].at > 0.75) close();
    level.push(rule);
  }
  close();
  return merged;
}

function touch(one: Rule, other: Rule): boolean {
  const overlaps = (low: Rule, high: Rule) =>
    low.from - tolerance <= high.to && high.from - tolerance <= low.to;
  if (one.isLevel === other.isLevel)
    return Math.abs(one.at - other.at) <= tolerance && overlaps(one, other);
  return (
    one.from - tolerance <= other.at &&
    other.at <= one.to + tolerance &&
    other.from - tolerance <= one.at &&
    one.at <= other.to + tolerance
  );
}
