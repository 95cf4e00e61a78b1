import { existsSync, lstatSync } from 'node:fs';
import path from 'node:path';
import { resolvePlaceholder } from '../facts/resolve.ts';
import { compareFindings, type Finding, ofDraft } from '../finding/finding.ts';
import { chooseFonts } from '../fonts/choose.ts';
import { defaultFonts, type FontSet } from '../fonts/font-set.ts';
import type { Form } from '../form/form.ts';
import { type Ledger, largestLedger, ledgerFile } from '../ledger/ledger.ts';
import { readLedger } from '../ledger/read-ledger.ts';
import { readReport } from '../report/read.ts';
import type { Report } from '../report/report.ts';
import { nearestKey } from '../yaml/nearest.ts';
import type { YamlNode } from '../yaml/node.ts';
import { offsetInSource } from '../yaml/offsets.ts';
import { parseYaml } from '../yaml/parse.ts';
import type { Problem } from '../yaml/problem.ts';
import { Reading } from '../yaml/reading.ts';
import { findingsOf, inOrder } from '../yaml/tell.ts';
import { type Agencies, readAgencies } from './agencies.ts';
import { type Archive, type ArchivedReport, reportsOfLastYear } from './archive.ts';
import { assemble } from './assemble.ts';
import {
  fileFinding,
  isSystemError,
  listReportFiles,
  type ReportFile,
  readSource,
} from './files.ts';
import { loadForms } from './forms.ts';
import { readPageTemplates } from './page-templates.ts';
import { placeholderContext } from './placeholder-context.ts';
import { findMissingGlyphs } from './printed-values.ts';
import { Recollection } from './recollection.ts';
import { type Redirect, readRedirects, type SiteAddresses } from './redirects.ts';
import { readSite, type Site } from './site.ts';
import { siteAddresses } from './site-addresses.ts';

export interface LoadedArchive {
  /** Undefined where the agencies, the site or the forms cannot be read. */
  archive: Archive | undefined;
  findings: Finding[];
  /** How many report files there are. */
  reportCount: number;
}

export interface LoadOptions {
  /** Folder of fonts that the person running the program has named. */
  fontFolder?: string;
  /** Folder whose `reports/` is read instead of the root's. */
  reportsFrom?: string;
  /** Of reading the same root before. */
  recollection?: Recollection;
}

/**
 * Reads a root with `data/` and `reports/`. Every problem of every file is gathered;
 * forms come from `home` where the root has none of its own.
 *
 * @throws FontFolderError where the folder of fonts is of no use
 */
export function loadArchive(home: string, root: string, options: LoadOptions = {}): LoadedArchive {
  const recollection = options.recollection ?? new Recollection();
  const { forms, findings: formFindings } = loadForms(home, root, recollection);
  const findings = [...formFindings];
  let fonts = defaultFonts;
  const readSiteAndFonts = (reading: Reading, node: YamlNode): Site | undefined => {
    const site = readSite(reading, node);
    fonts = readFonts(reading, root, site, options);
    findMissingGlyphs(reading, node, printedSiteKeys, fonts);
    return site;
  };
  const site = readDataFile(root, 'data/site.yaml', readSiteAndFonts, findings);
  const readPrintableAgencies = (reading: Reading, node: YamlNode): Agencies => {
    findMissingGlyphs(reading, node, printedAgencyKeys, fonts);
    return readAgencies(reading, node);
  };
  const agencies = readDataFile(root, 'data/agencies.yaml', readPrintableAgencies, findings, {
    recollection,
    of: [fonts],
  });
  const reportsFrom = options.reportsFrom ?? root;
  const listed = listReportFiles(reportsFrom);
  findings.push(...listed.findings);

  const reports: Report[] = [];
  const incomplete = new Set<Report>();
  for (const file of listed.files) {
    const read = loadReport(reportsFrom, file, forms, agencies, recollection);
    if (read.report) reports.push(read.report);
    if (read.report && read.findings.some(isAboutFigures)) incomplete.add(read.report);
    findings.push(...read.findings);
  }
  const redirects = agencies
    ? loadRedirects(
        root,
        siteAddresses({
          ...(site ? { domain: site.domain } : {}),
          agencies,
          reports,
          templates: readPageTemplates(home, root),
        }),
        findings,
      )
    : [];
  const ledger = loadLedger(root, forms, recollection, findings);
  const frame = site &&
    agencies && { site, fonts, agencies, forms, redirects, ...(ledger ? { ledger } : {}) };
  const assembled =
    frame &&
    assemble(frame.agencies, reports, {
      incomplete,
      files: listed.files,
      recollection,
    });
  const archive = assembled && { ...frame, reports: assembled.reports };
  if (assembled) findings.push(...assembled.findings);
  if (archive)
    for (const archived of archive.reports) findings.push(...unresolved(archived, incomplete));
  // What reading finds makes a file unfit to be shown; checks come later and do not.
  const faults = findings.map((finding): Finding => ({ ...finding, isFault: true }));
  return { archive, findings: faults.sort(compareFindings), reportCount: listed.files.length };
}

/** Where redirects are written; a site may do without. */
export const redirectsFile = 'data/redirects.yaml';

function loadRedirects(root: string, addresses: SiteAddresses, findings: Finding[]): Redirect[] {
  if (!existsSync(path.join(root, redirectsFile))) return [];
  const told: Finding[] = [];
  const read = (reading: Reading, node: YamlNode) => readRedirects(reading, node, addresses);
  const redirects = readDataFile(root, redirectsFile, read, told);
  // There may be none yet, and an example in a comment.
  findings.push(...told.filter(({ rule }) => rule !== 'file/empty'));
  return redirects ?? [];
}

/** Whether there is anything of that name, be it a link to nowhere. */
function isListed(full: string): boolean {
  try {
    return lstatSync(full, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return false;
  }
}

/** What has been published; undefined where nothing was recorded yet. */
function loadLedger(
  root: string,
  forms: ReadonlyMap<string, Form>,
  recollection: Recollection,
  findings: Finding[],
): Ledger | undefined {
  if (!isListed(path.join(root, ledgerFile))) return undefined;
  const { source, problems, readable } = readSource(root, ledgerFile, largestLedger);
  findings.push(...findingsOf(source, problems));
  if (!readable) return undefined;
  const read = recollection.recall(ledgerFile, [source.text, forms], () => {
    const { ledger, problems } = readLedger(source, forms);
    return { ledger, told: inOrder(source, problems) };
  });
  findings.push(...read.told);
  return read.ledger;
}

function readDataFile<T extends Agencies | Site | Redirect[]>(
  root: string,
  file: string,
  read: (reading: Reading, node: YamlNode) => T | undefined,
  findings: Finding[],
  /** Absent where the value is made of more than can be named. */
  kept?: { recollection: Recollection; of: readonly unknown[] },
): T | undefined {
  const { source, problems, readable } = readSource(root, file);
  const make = () => {
    const parsed = readable ? parseYaml(source) : undefined;
    const reading = new Reading(source, [...problems, ...(parsed?.problems ?? [])]);
    const value = parsed?.root && read(reading, parsed.root);
    return { value, told: findingsOf(source, reading.problems) };
  };
  const { value, told } =
    kept && problems.length === 0
      ? kept.recollection.recall(file, [source.text, ...kept.of], make)
      : make();
  findings.push(...told);
  return value;
}

function loadReport(
  root: string,
  { file, agency, year }: ReportFile,
  forms: ReadonlyMap<string, Form>,
  agencies: Agencies | undefined,
  recollection: Recollection,
): { report: Report | undefined; findings: Finding[] } {
  const { source, problems, readable } = readSource(root, file);
  const make = () => {
    const read = readable
      ? readReport(source, agency, year, forms)
      : { report: undefined, problems: [], isDraft: false };
    const findings = findingsOf(source, [...problems, ...read.problems]);
    if (agencies && !agencies.has(agency)) findings.unshift(unknownAgency(file, agency, agencies));
    return { report: read.report, findings: read.isDraft ? findings.map(ofDraft) : findings };
  };
  return problems.length === 0
    ? recollection.recall(file, [source.text, forms, agencies], make)
    : make();
}

function unknownAgency(file: string, agency: string, agencies: Agencies): Finding {
  const nearest = nearestKey(agency, agencies.keys());
  const advice = nearest ? `是否应为“${nearest}”？` : '请先登记机关，或改正目录名';
  return fileFinding(
    file,
    'agency/unknown',
    `data/agencies.yaml 里没有“${agency}”这个机关。${advice}`,
  );
}

/** The fonts that a site is to be set in; what cannot be found is a problem at its place. */
function readFonts(
  reading: Reading,
  root: string,
  site: Site | undefined,
  { fontFolder }: LoadOptions,
): FontSet {
  const { fonts, problems } = chooseFonts({
    root,
    ...(site?.fonts ? { settings: site.fonts } : {}),
    ...(fontFolder === undefined ? {} : { folder: fontFolder }),
  });
  for (const { offset, rule, message } of problems) reading.fail(offset, rule, message);
  return fonts;
}

/** Values that stand in PDFs. */
const printedAgencyKeys = new Set(['名称', '简称']);
const printedSiteKeys = new Set(['SiteName', 'SiteDomain', '主办单位']);

function isAboutFigures({ rule }: Finding): boolean {
  return /^(figure|archived|key|yaml)\//.test(rule);
}

/**
 * Placeholders that have no value once all facts are known. Where figures could not be read,
 * that has been told, and nothing is said of the placeholders that rest on them.
 */
function unresolved(archived: ArchivedReport, incomplete: ReadonlySet<Report>): Finding[] {
  const { report } = archived;
  const context = placeholderContext(archived);
  const problems: Problem[] = [];
  for (const { placeholders, scalar } of report.prose.values()) {
    for (const placeholder of placeholders) {
      const resolved = resolvePlaceholder(placeholder, context);
      // Unknown addresses were told when the report was read.
      if (!('error' in resolved) || resolved.unknown) continue;
      const isOfLastYear = placeholder.kind === 'last-year' || placeholder.kind === 'change';
      const isNoReport = isOfLastYear && 'missing' in context.lastYear;
      const quoted = isOfLastYear ? reportsOfLastYear(archived) : [];
      const rests = [report, ...quoted.map((each) => each.report)];
      if (!isNoReport && rests.some((each) => incomplete.has(each))) continue;
      problems.push({
        rule: 'prose/unresolved',
        offset: offsetInSource(report.source.text, scalar, placeholder.start),
        message: resolved.error,
        fact: placeholder.address,
      });
    }
  }
  const findings = inOrder(report.source, problems);
  return report.isDraft ? findings.map(ofDraft) : findings;
}

/** The folder that holds the project's own forms, templates and styles. */
export const home = path.resolve(import.meta.dirname, '../..');
