import { type Agencies, reservedIds } from './agencies.ts';
import { reportKey } from './archive.ts';
import type { PageTemplates } from './page-templates.ts';
import { redirectFile } from './redirect-address.ts';
import type { SiteAddresses } from './redirects.ts';

/** What every site has at its top besides pages, and what stands for it on web servers. */
const topFiles =
  /^(404\.html|feed\.xml|sitemap(-\d+)?\.xml|robots\.txt|manifest\.json|sha256sums|_redirects|_headers|_nginx)$/;

interface Content {
  domain?: string;
  agencies: Agencies;
  /** By agency and year, drafts included. */
  reports: readonly { agency: string; year: number; isDraft: boolean }[];
  templates: PageTemplates;
}

/** The addresses of a site that is still to be built. */
export function siteAddresses({ domain, agencies, reports, templates }: Content): SiteAddresses {
  const byKey = new Map(reports.map((report) => [reportKey(report), report]));
  const hasPage = (id: string) => (agencies.get(id)?.type ?? '地区') !== '地区';
  const isOwnPage = (address: string) => templates.isPage(address) || address === '/';

  const occupant = (address: string): string | undefined => {
    const [top = '', year = '', ...rest] = redirectFile(address).toLowerCase().split('/');
    if (isOwnPage(address) || top === 'index.html') return '上现在就有网页';
    if (reservedIds.has(top) || topFiles.test(top)) return '在网站自己的栏目里';
    if (hasPage(top) && year === 'index.html') return '是机关现在的网页';
    if (byKey.has(`${top}/${year}`) && rest.length > 0) return '在现有的年报里';
    return undefined;
  };

  const target = (address: string): true | { advice?: string } => {
    if (isOwnPage(address) || /^\/data\/[\w-]+\.\w+$/.test(address)) return true;
    const [, key, file] = /^\/([^/]+\/\d{4})(\/[^/]*)$/.exec(address) ?? [];
    const report = key === undefined ? undefined : byKey.get(key);
    if (report?.isDraft) return { advice: '这份年报还是草稿，公开以后才能转过去' };
    if (report) {
      const name = `${report.agency}-${report.year}`;
      const files = ['', 'report.json', ...['pdf', 'csv', 'xlsx'].map((type) => `${name}.${type}`)];
      return files.includes(file!.slice(1)) || {};
    }
    const [, id] = /^\/([^/]+)\/$/.exec(address) ?? [];
    if (id !== undefined && agencies.get(id)?.type === '地区')
      return { advice: `“${id}”是地区，没有自己的网页` };
    return (id !== undefined && hasPage(id)) || {};
  };

  const known = [
    ...templates.single,
    ...[...agencies.keys()].filter(hasPage).map((id) => `/${id}/`),
    ...reports.filter(({ isDraft }) => !isDraft).map(({ agency, year }) => `/${agency}/${year}/`),
  ];
  return { ...(domain === undefined ? {} : { domain }), occupant, target, known };
}
