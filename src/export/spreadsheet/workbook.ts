import {
  type PlainEntry,
  type ZipContent,
  type ZipEntry,
  zipEntry,
} from '../../zip/zip-archive.ts';
import { xmlText } from './cells.ts';
import { stylesXml } from './styles.ts';

/** What every part of a workbook begins with. */
export const xmlDeclaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const officeRelation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelation = 'http://schemas.openxmlformats.org/package/2006';
const spreadsheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** A sheet of a workbook: its name and its XML; the entry's own name is not used. */
export interface Sheet {
  name: string;
  entry: ZipEntry | PlainEntry;
}

export interface WorkbookContent {
  title: string;
  /** Whose data it holds. */
  creator: string;
  sheets: readonly Sheet[];
  /** Of `sharedTextsEntry`. */
  sharedTexts: ZipEntry;
}

/** Name within the workbook of the XML of a sheet, counted from 1. */
function sheetPath(number: number): string {
  return `xl/worksheets/sheet${number}.xml`;
}

export function sheetEntry(xml: string): PlainEntry {
  // A workbook names its sheets itself.
  return { name: '', content: Buffer.from(xmlDeclaration + xml) };
}

export function sharedTextsEntry(xml: string): ZipEntry {
  return zipEntry('xl/sharedStrings.xml', xmlDeclaration + xml);
}

const stylesEntry = zipEntry('xl/styles.xml', xmlDeclaration + stylesXml);

const rootRelations = zipEntry(
  '_rels/.rels',
  relations([
    [`${officeRelation}/officeDocument`, 'xl/workbook.xml'],
    [`${packageRelation}/relationships/metadata/core-properties`, 'docProps/core.xml'],
  ]),
);

/** Parts that are the same for every workbook with as many sheets. */
const frames = new Map<number, readonly ZipEntry[]>();

/** The parts of an XLSX file. They hold no time: the same content gives the same bytes. */
export function workbook({ title, creator, sheets, sharedTexts }: WorkbookContent): ZipContent {
  return [
    ...frame(sheets.length),
    zipEntry('docProps/core.xml', coreProperties(title, creator)),
    sheetList(sheets.map(({ name }) => name)),
    ...sheets.map(({ entry }, at) => ({ ...entry, name: sheetPath(at + 1) })),
    sharedTexts,
    stylesEntry,
  ];
}

function frame(sheetCount: number): readonly ZipEntry[] {
  const known = frames.get(sheetCount);
  if (known) return known;
  const numbers = Array.from({ length: sheetCount }, (_, at) => at + 1);
  const made = [
    zipEntry('[Content_Types].xml', contentTypes(numbers)),
    rootRelations,
    zipEntry(
      'xl/_rels/workbook.xml.rels',
      relations([
        ...numbers.map(
          (number): Relation => [`${officeRelation}/worksheet`, sheetPath(number).slice(3)],
        ),
        [`${officeRelation}/styles`, 'styles.xml'],
        [`${officeRelation}/sharedStrings`, 'sharedStrings.xml'],
      ]),
    ),
  ];
  frames.set(sheetCount, made);
  return made;
}

/** By the names of the sheets: the workbooks of all reports of a form have the same. */
const sheetLists = new Map<string, ZipEntry>();

function sheetList(names: readonly string[]): ZipEntry {
  const key = names.join('\0');
  const known = sheetLists.get(key);
  if (known) return known;
  const made = zipEntry('xl/workbook.xml', workbookXml(names));
  sheetLists.set(key, made);
  return made;
}

function contentTypes(sheetNumbers: readonly number[]): string {
  const override = (name: string, type: string) =>
    `<Override PartName="/${name}" ContentType="${type}"/>`;
  return [
    `${xmlDeclaration}<Types xmlns="${packageRelation}/content-types">`,
    `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`,
    `<Default Extension="xml" ContentType="application/xml"/>`,
    override('xl/workbook.xml', `${spreadsheetType}.sheet.main+xml`),
    ...sheetNumbers.map((number) =>
      override(sheetPath(number), `${spreadsheetType}.worksheet+xml`),
    ),
    override('xl/styles.xml', `${spreadsheetType}.styles+xml`),
    override('xl/sharedStrings.xml', `${spreadsheetType}.sharedStrings+xml`),
    override('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'),
    '</Types>',
  ].join('');
}

type Relation = readonly [type: string, target: string];

function relations(targets: readonly Relation[]): string {
  const items = targets.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${type}" Target="${target}"/>`,
  );
  return `${xmlDeclaration}<Relationships xmlns="${packageRelation}/relationships">${items.join('')}</Relationships>`;
}

function workbookXml(names: readonly string[]): string {
  const sheets = names.map(
    (name, at) => `<sheet name="${attribute(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  );
  return `${xmlDeclaration}<workbook xmlns="${main}" xmlns:r="${officeRelation}"><sheets>${sheets.join('')}</sheets></workbook>`;
}

/** Title and creator of an Office file, and nothing that changes with time. */
export function coreProperties(title: string, creator: string): string {
  return [
    `${xmlDeclaration}<cp:coreProperties xmlns:cp="${packageRelation}/metadata/core-properties"`,
    ' xmlns:dc="http://purl.org/dc/elements/1.1/">',
    `<dc:title>${xmlText(title)}</dc:title><dc:creator>${xmlText(creator)}</dc:creator>`,
    '<dc:language>zh-CN</dc:language></cp:coreProperties>',
  ].join('');
}

function attribute(text: string): string {
  return xmlText(text).replaceAll('"', '&quot;');
}

const longestName = 31;

/** Names that Excel takes for sheets: none of `[]:*?/\`, not too long, none twice. */
export function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>();
  return wanted.map((text) => {
    const base = text.replaceAll(/[[\]:*?/\\'\p{C}]/gu, '').slice(0, longestName - 4) || '表';
    let name = base;
    for (let copy = 2; taken.has(name.toLowerCase()); copy++) name = `${base}（${copy}）`;
    taken.add(name.toLowerCase());
    return name;
  });
}
