import type { Site } from '../archive/site.ts';
import { siteAddress } from '../archive/site-address.ts';
import type { DataTable, Field } from './data-table.ts';
import { generalNotes } from './notes.ts';

/** A CSV file of the package. */
export interface PackagedFile {
  /** Of the resource; ASCII. */
  name: string;
  title: string;
  /** Relative to the package. */
  path: string;
  table: DataTable;
  bytes: number;
  /** Hexadecimal. */
  sha256: string;
}

const guardNote =
  "以 = + - @ 等符号开头的文字，在 CSV 里前面加了一个英文撇号（'），以免电子表格当作公式；读取时去掉这一个撇号即是原文。";

/** `datapackage.json`: a Tabular Data Package (Frictionless, version 1). It holds no time. */
export function dataPackage(site: Site, files: readonly PackagedFile[]): string {
  const content = {
    profile: 'tabular-data-package',
    name: 'government-information-disclosure-annual-reports',
    title: `${site.name}：年度报告数据`,
    description: [
      '行政机关政府信息公开工作年度报告的全部数字。',
      ...generalNotes.map(([, sentence]) => sentence),
      guardNote,
    ].join('\n'),
    homepage: homepage(site),
    licenses: [licenseOf(site)],
    sources: [{ title: `${site.name}所载各机关的年度报告`, path: homepage(site) }],
    keywords: ['政府信息公开', '政府信息公开年报', '政府信息公开工作年度报告'],
    resources: files.map(resource),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

function licenseOf({ license }: Site) {
  if (license) return { title: license.name, path: license.url };
  return {
    name: 'notspecified',
    title: '未声明许可。数字出自各机关依法公开的年度报告，使用时请注明出处',
  };
}

/** Address of the site, with a slash at the end. */
export function homepage(site: Site): string {
  return siteAddress(site).href;
}

function resource({ name, title, path, table, bytes, sha256 }: PackagedFile) {
  return {
    profile: 'tabular-data-resource',
    name,
    title,
    description: table.description,
    path,
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    dialect: {
      delimiter: ',',
      lineTerminator: '\r\n',
      quoteChar: '"',
      doubleQuote: true,
      header: true,
    },
    bytes,
    hash: `sha256:${sha256}`,
    schema: {
      fields: table.fields.map(fieldSchema),
      missingValues: [''],
      primaryKey: table.primaryKey,
      ...(table.foreignKeys.length === 0
        ? {}
        : {
            foreignKeys: table.foreignKeys.map(({ fields, table, referenced }) => ({
              fields,
              reference: { resource: table, fields: referenced },
            })),
          }),
    },
  };
}

function fieldSchema({ name, title, description, type, constraints }: Field) {
  return {
    name,
    title,
    ...(description === '' ? {} : { description }),
    type,
    ...(constraints ? { constraints } : {}),
  };
}
