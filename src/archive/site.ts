import type { FontSettings, Setting } from '../fonts/choose.ts';
import { type FontRole, fontRoles } from '../fonts/roles.ts';
import type { YamlEntry, YamlNode } from '../yaml/node.ts';
import { type Reading, shorten } from '../yaml/reading.ts';
import { isSiteDomain } from './site-address.ts';

/** Identity of the publication site, as government page conventions ask for it. */
export interface Site {
  name: string;
  /** A host, as a rule without scheme; see `siteAddress`. */
  domain: string;
  idCode: string;
  /** 主办单位 */
  sponsor?: string;
  /** 联系方式 */
  contact?: string;
  /** ICP备案 */
  icp?: string;
  /** 公安备案 */
  publicSecurity?: string;
  /** 找错: address of the error-report entry. */
  errorReport?: string;
  /** 数据许可: the terms on which the data may be used; absent where none are declared. */
  license?: License;
  /** Whether this is a demonstration that must not be taken for an agency's own. */
  isDemo: boolean;
  /** 字体: what its PDFs are to be set in. */
  fonts?: FontSettings;
}

/** Terms of use, by name and the address at which they stand. */
export interface License {
  name: string;
  url: string;
}

const siteKeys = [
  'SiteName',
  'SiteDomain',
  'SiteIDCode',
  '主办单位',
  '联系方式',
  'ICP备案',
  '公安备案',
  '找错',
  '数据许可',
  '演示',
  '字体',
] as const;

/** Reads site.yaml. */
export function readSite(reading: Reading, root: YamlNode): Site | undefined {
  const mapping = reading.mapping(root, '站点');
  if (!mapping) return undefined;
  const entries = reading.entries(mapping, siteKeys);
  const required = (key: string): string => {
    if (!entries.has(key)) reading.fail(mapping, 'key/missing', `缺少“${key}”`);
    return reading.lineAt(entries, key) ?? '';
  };
  const optional = {
    sponsor: '主办单位',
    contact: '联系方式',
    icp: 'ICP备案',
    publicSecurity: '公安备案',
    errorReport: '找错',
  };
  const texts = Object.entries(optional).flatMap(([field, key]) => {
    const text = reading.lineAt(entries, key);
    return text === undefined ? [] : [[field, text]];
  });
  const errorReport = entries.get('找错');
  if (
    errorReport &&
    !/^(https?:\/\/|mailto:)[^\s"<>]+$/.test(reading.lineAt(entries, '找错') ?? 'https://x')
  ) {
    reading.fail(
      errorReport.value,
      'value/url',
      '“找错”应当是以 https://、http:// 或 mailto: 开头的地址',
    );
  }
  const domain = required('SiteDomain');
  if (domain !== '' && !isSiteDomain(domain)) {
    reading.fail(
      entries.get('SiteDomain')!.value,
      'value/domain',
      `“SiteDomain”应当是网站的域名，如 www.example.gov.cn，不能是“${shorten(domain)}”`,
    );
  }
  const licenseEntry = entries.get('数据许可');
  const license = licenseEntry && readLicense(reading, licenseEntry);
  const fontsEntry = entries.get('字体');
  const fonts = fontsEntry && readFontSettings(reading, fontsEntry);
  return {
    name: required('SiteName'),
    domain,
    idCode: required('SiteIDCode'),
    isDemo: reading.flagAt(entries, '演示'),
    ...Object.fromEntries(texts),
    ...(license ? { license } : {}),
    ...(fonts ? { fonts } : {}),
  };
}

const licenseKeys = ['名称', '网址'];

function readLicense(reading: Reading, { value }: YamlEntry): License | undefined {
  const example =
    '{名称: 知识共享 署名 4.0 国际, 网址: https://creativecommons.org/licenses/by/4.0/}';
  const mapping = reading.mapping(value, '数据许可', example);
  if (!mapping) return undefined;
  const entries = reading.entries(mapping, licenseKeys);
  for (const key of licenseKeys.filter((each) => !entries.has(each)))
    reading.fail(mapping, 'key/missing', `“数据许可”缺少“${key}”`);
  const name = reading.lineAt(entries, '名称');
  const url = reading.lineAt(entries, '网址');
  if (name === undefined || url === undefined) return undefined;
  if (/^https?:\/\/[^\s"<>]+$/.test(url)) return { name, url };
  return reading.fail(
    entries.get('网址')!.value,
    'value/url',
    '“数据许可”的“网址”应以 https:// 或 http:// 开头',
  );
}

const folderKey = '目录';

function readFontSettings(reading: Reading, { value }: YamlEntry): FontSettings | undefined {
  const mapping = reading.mapping(value, '字体', '{正文: 仿宋_GB2312, 标题: 方正小标宋简体}');
  if (!mapping) return undefined;
  const entries = reading.entries(mapping, [...fontRoles, folderKey]);
  const setting = (key: string): Setting | undefined => {
    const text = reading.lineAt(entries, key);
    return text === undefined ? undefined : { text, offset: entries.get(key)!.value.start };
  };
  const roles = new Map<FontRole, Setting>();
  for (const role of fontRoles) {
    const named = setting(role);
    if (named) roles.set(role, named);
  }
  const folder = setting(folderKey);
  return { roles, ...(folder ? { folder } : {}) };
}
