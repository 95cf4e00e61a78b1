import { distance } from 'fastest-levenshtein';
import { type Agencies, type Agency, lineage } from '../../archive/agencies.ts';
import type { Remark } from '../source-document.ts';
import { foldText } from './label.ts';

export interface FoundAgency {
  /** Id. */
  agency?: string;
  remarks: readonly Remark[];
}

/** An agency and what it may be called. */
interface Named {
  agency: Agency;
  /** Names of the regions above it, longest first. */
  regions: readonly string[];
  /** Those of the region right above it. */
  nearest: readonly string[];
  /** Its names without regions and without 人民政府. */
  names: ReadonlySet<string>;
}

/** Names shorter than this say too little to be looked for in a text. */
const leastInText = 3;
const mostCandidates = 5;

/**
 * The agency whose report a source is: the one that the title names, by any of its names and with
 * or without the regions above it. `title` is undefined where there is none: then nothing is
 * decided. Where the title names no agency, what the text says of its author may tell.
 */
export function recogniseAgency(
  title: string | undefined,
  text: string,
  agencies: Agencies,
): FoundAgency {
  const known = [...agencies.values()]
    .filter(({ type }) => type !== '地区')
    .map((agency) => named(agencies, agency));
  const words = foldText(text).replaceAll('人民政府', '政府');
  if (title === undefined) return unknown('原文没有标题，不能认定机关', mentionedIn(words, known));
  const written = agencyIn(title);
  if (written === '') return byAuthor(words, known);
  const fitting = known.filter((each) => isCalled(each, written));
  if (fitting.length === 1) return { agency: fitting[0]!.agency.id, remarks: [] };
  if (fitting.length > 1) return amongSeveral(written, words, fitting);
  return byMisprint(written, words, known);
}

/** The words of a title that name the agency; empty where none do. */
function agencyIn(title: string): string {
  return foldText(title)
    .replace(/[(（](?:19|20)\d\d年?度?[)）]/g, '')
    .replace(/^关于/, '')
    .replace(/(?:(?:19|20)\d\d|[一二][〇零○0九][〇零○0一二三四五六七八九]{2})年?度?/g, '')
    .replace(/(?:政府信息|政务信息|政务|政府政务|信息)公开.*$/, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** The names of an agency and of the regions above it. */
export function named(agencies: Agencies, agency: Agency): Named {
  const above = lineage(agencies, agency.id).slice(0, -1);
  const regions: string[] = [];
  let nearest: string[] = [];
  for (const { name, shortName } of above) {
    const own = [name, shortName].map((each) => withoutGovernment(foldText(each)));
    nearest = [...own, ...own.map((each) => withoutRegions(each, regions).bare)];
    regions.push(...nearest);
  }
  regions.sort((one, other) => other.length - one.length);
  const official = [agency.name, agency.shortName, ...agency.formerNames.map(({ name }) => name)];
  const bareOf = (name: string) => withoutRegions(withoutGovernment(foldText(name)), regions).bare;
  return { agency, regions, nearest, names: new Set(official.map(bareOf)) };
}

function withoutGovernment(name: string): string {
  return name.replaceAll('人民政府', '政府').replace(/(?<=.{2})(?:政府)?(?:办事处)?$/, '');
}

/** A name without the regions at its beginning, and the last of these. */
function withoutRegions(
  name: string,
  regions: readonly string[],
): { bare: string; last: string | undefined } {
  let bare = name;
  let last: string | undefined;
  for (;;) {
    const region = regions.find((each) => bare.startsWith(each) && bare.length > each.length + 1);
    if (region === undefined) return { bare, last };
    bare = bare.slice(region.length);
    last = region;
  }
}

/**
 * Regions may be left out, but not the nearest alone: 临沂市教育局 is none of 临沂市河东区. The
 * government of a region has that region's own name.
 */
function isCalled({ names, regions, nearest }: Named, written: string): boolean {
  const { bare, last } = withoutRegions(withoutGovernment(written), regions);
  const mayStandBelow = last === undefined || nearest.includes(last) || nearest.includes(bare);
  return names.has(bare) && mayStandBelow;
}

/** Several agencies bear the name: the text may call one by its region too. */
function amongSeveral(written: string, text: string, fitting: readonly Named[]): FoundAgency {
  const called = fitting.filter(({ names, regions }) =>
    regions.some((region) => [...names].some((name) => text.includes(region + name))),
  );
  const [only, ...others] = called;
  if (only && others.length === 0)
    return {
      agency: only.agency.id,
      remarks: [
        {
          kind: 'noticed',
          message: `标题里的“${written}”不止一个机关可用，正文里只有“${only.agency.name}”的全名：按此认定。`,
        },
      ],
    };
  return unknown(`标题里的“${written}”不止一个机关可用`, fitting);
}

/** No agency bears the name: one with a name much alike is meant if the text has that name. */
function byMisprint(written: string, text: string, known: readonly Named[]): FoundAgency {
  const near = known.filter(({ names, regions }) => {
    const { bare } = withoutRegions(withoutGovernment(written), regions);
    return [...names].some((name) => name.length >= leastInText && distance(name, bare) === 1);
  });
  const confirmed = near.filter(({ names }) => isNamedIn(text, names));
  const [only, ...others] = confirmed;
  if (only && others.length === 0)
    return {
      agency: only.agency.id,
      remarks: [
        {
          kind: 'noticed',
          message: `标题里的“${written}”与“${only.agency.name}”相近，正文里有后者：按此认定。`,
        },
      ],
    };
  return unknown(`没有哪个机关叫“${written}”`, near.length > 0 ? near : mentionedIn(text, known));
}

/** What a report without an agency in its title says of who made it. */
function byAuthor(text: string, known: readonly Named[]): FoundAgency {
  const authors = [
    ...text.matchAll(/(?:由|请与|请联系)([\p{L}\p{N}]{2,30}?)(?:按照|依照|根据|编制|联系|\()/gu),
  ].map(([, name]) => name!);
  const fitting = known.filter((each) => authors.some((author) => isCalled(each, author)));
  const [only, ...others] = fitting;
  if (only && others.length === 0)
    return {
      agency: only.agency.id,
      remarks: [
        {
          kind: 'noticed',
          message: `标题里没有机关名，按正文里的编制机关认定为“${only.agency.name}”。`,
        },
      ],
    };
  return unknown('标题里没有机关名', fitting.length > 0 ? fitting : mentionedIn(text, known));
}

function mentionedIn(text: string, known: readonly Named[]): Named[] {
  return known.filter(({ names }) => isNamedIn(text, names));
}

function isNamedIn(text: string, names: ReadonlySet<string>): boolean {
  return [...names].some((name) => name.length >= leastInText && text.includes(name));
}

function unknown(why: string, candidates: readonly Named[]): FoundAgency {
  const names = candidates
    .slice(0, mostCandidates)
    .map(({ agency }) => `${agency.name}（${agency.id}）`);
  const more = candidates.length > mostCandidates ? `等 ${candidates.length} 个机关` : '';
  const advice = names.length > 0 ? `可能是${names.join('、')}${more}，` : '';
  return {
    remarks: [{ kind: 'needs-person', message: `${why}：${advice}请用 --agency 写明。` }],
  };
}
