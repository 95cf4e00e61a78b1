import type { Agency } from '../archive/agencies.ts';
import { nameInYear, reportKey, reportTitle } from '../archive/archive.ts';
import type { Site } from '../archive/site.ts';
import { addressIn, siteAddress } from '../archive/site-address.ts';
import { reportDataPath } from '../export/data-files.ts';
import type { Publication } from '../site/publication.ts';
import { pdfName } from '../site/report-view.ts';
import { contentTypes } from './headers.ts';

/** Terms of schema.org, as JSON-LD writes them. */
type Node = Record<string, unknown>;

/**
 * What a page is about in the terms of schema.org: a report and its figures, an agency, the archive.
 * Undefined for pages that are about none of these.
 *
 * @param page path of the page from the site's top, with `/` before and after
 */
export function structuredData(publication: Publication, page: string): Node | undefined {
  const nodes = nodesOf(publication, page);
  return nodes && { '@context': 'https://schema.org', '@graph': nodes };
}

function nodesOf(publication: Publication, page: string): Node[] | undefined {
  const { site } = publication;
  if (page === '/') return [webSite(site), sponsor(site)];
  if (page === '/data/') return [archiveData(publication), sponsor(site)];
  const [, id = '', year] = /^\/([^/]+)\/(?:(\d{4})\/)?$/.exec(page) ?? [];
  const agency = publication.archive.agencies.get(id);
  if (!agency || agency.type === '地区') return undefined;
  if (year === undefined) return [organization(site, agency)];
  const key = `${id}/${year}`;
  return publication.hasReport(key) ? reportNodes(publication, key) : undefined;
}

function webSite(site: Site): Node {
  const home = siteAddress(site).href;
  return {
    '@type': 'WebSite',
    '@id': `${home}#website`,
    name: site.name,
    url: home,
    inLanguage: 'zh-CN',
    publisher: { '@id': `${home}#sponsor` },
  };
}

/** Who runs the site. */
function sponsor(site: Site): Node {
  const home = siteAddress(site).href;
  return {
    '@type': 'GovernmentOrganization',
    '@id': `${home}#sponsor`,
    name: site.sponsor ?? site.name,
    url: home,
  };
}

function organization(site: Site, agency: Agency): Node {
  const { id, name, shortName, formerNames, address, telephone, website } = agency;
  const former = formerNames.map((each) => each.name);
  return {
    '@type': 'GovernmentOrganization',
    '@id': organizationId(site, id),
    name,
    url: website ?? addressIn(site, `${id}/`),
    mainEntityOfPage: addressIn(site, `${id}/`),
    ...(shortName === name && former.length === 0
      ? {}
      : { alternateName: [...(shortName === name ? [] : [shortName]), ...former] }),
    ...(address === undefined ? {} : { address }),
    ...(telephone === undefined ? {} : { telephone }),
  };
}

function organizationId(site: Site, id: string): string {
  return `${addressIn(site, `${id}/`)}#agency`;
}

function reportNodes(publication: Publication, key: string): Node[] {
  const { site } = publication;
  const { archived } = publication.source(key);
  const { report, agency } = archived;
  const page = addressIn(site, `${key}/`);
  const title = reportTitle(archived);
  const file = (path: string) => download(site, path);
  const shared = {
    url: page,
    inLanguage: 'zh-CN',
    isAccessibleForFree: true,
    temporalCoverage: `${report.year}-01-01/${report.year}-12-31`,
    ...(report.published ? { datePublished: dateTime(report.published) } : {}),
    publisher: { '@id': organizationId(site, agency.id) },
  };
  return [
    {
      '@type': 'Report',
      '@id': `${page}#report`,
      name: title,
      headline: title,
      ...shared,
      author: { '@id': organizationId(site, agency.id) },
      ...(publication.hasPdfs ? { encoding: file(`${key}/${pdfName(report)}`) } : {}),
    },
    {
      '@type': 'Dataset',
      '@id': `${page}#dataset`,
      name: `${title}数据`,
      description: `${title}所载全部统计数字，包括主动公开政府信息、收到和处理政府信息公开申请、政府信息公开行政复议和行政诉讼的情况。`,
      ...shared,
      creator: { '@id': organizationId(site, agency.id) },
      ...licenseOf(site),
      isPartOf: { '@id': `${page}#report` },
      distribution: [
        file(`${reportKey(report)}/report.json`),
        file(reportDataPath(report, 'csv')),
        file(reportDataPath(report, 'xlsx')),
      ],
    },
    { ...organization(site, agency), name: nameInYear(agency, report.year) },
  ];
}

function archiveData(publication: Publication): Node {
  const { site } = publication;
  const years = [...new Set(publication.archivedReports.map(({ report }) => report.year))];
  const page = addressIn(site, 'data/');
  return {
    '@type': 'Dataset',
    '@id': `${page}#dataset`,
    name: `${site.name}全部数据`,
    description:
      '本网站所载各行政机关政府信息公开工作年度报告的全部统计数字，每个数字一行，注明机关、年度、单位和来源。',
    url: page,
    inLanguage: 'zh-CN',
    isAccessibleForFree: true,
    ...(years.length === 0
      ? {}
      : { temporalCoverage: `${Math.min(...years)}-01-01/${Math.max(...years)}-12-31` }),
    creator: { '@id': `${siteAddress(site).href}#sponsor` },
    ...licenseOf(site),
    distribution: ['csv', 'json', 'xlsx'].map((type) => download(site, `data/all.${type}`)),
  };
}

/** The terms on which data may be used, where the site declares any. */
function licenseOf({ license }: Site): Node {
  if (!license) return {};
  return { license: { '@type': 'CreativeWork', name: license.name, url: license.url } };
}

function download(site: Site, path: string): Node {
  return {
    '@type': 'DataDownload',
    contentUrl: addressIn(site, path),
    encodingFormat: contentTypes[path.split('.').at(-1)!]!.replace(/;.*/, ''),
  };
}

/** The reports' clocks are China's. */
function dateTime({ date, time }: { date: string; time?: string }): string {
  return time === undefined ? date : `${date}T${time}:00+08:00`;
}
