import { zipArchive, zipEntry } from '../../zip/zip-archive.ts';
import { ZipPackage } from '../../zip/zip-package.ts';
import { coreProperties, xmlDeclaration } from '../spreadsheet/workbook.ts';
import { fontTable } from './faces.ts';

const documentPart = 'word/document.xml';
const documentRelations = 'word/_rels/document.xml.rels';
const applicationPart = 'docProps/app.xml';
/** A reader that looks at the beginning of a file alone must see what it is. */
const firstParts = ['[Content_Types].xml', '_rels/.rels'];

const applicationMark = '<Application>gongkai</Application>';
const application = [
  `${xmlDeclaration}<Properties`,
  ' xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">',
  `${applicationMark}</Properties>`,
].join('');

/**
 * A Word file as `docx` makes it, without what differs from one time to the next: times and the
 * ids of links, which are drawn by lot. The same content gives the same bytes.
 */
export function settlePackage(
  made: Uint8Array,
  { title, creator }: { title: string; creator: string },
): Uint8Array {
  const zip = new ZipPackage(made);
  const partOf = (name: string) => zip.text(name)!;
  const document = withOwnBookmarks(partOf(documentPart));
  const linkIds = linkIdsIn(document);
  const settled = new Map([
    [documentPart, withLinkIds(document, linkIds)],
    [documentRelations, withLinkIds(partOf(documentRelations), linkIds)],
    ['docProps/core.xml', coreProperties(title, creator)],
    [applicationPart, application],
    ['word/fontTable.xml', `${xmlDeclaration}${fontTable()}`],
    ['word/settings.xml', withMirroredMargins(partOf('word/settings.xml'))],
  ]);
  const names = [...firstParts, ...zip.names.filter((name) => !firstParts.includes(name))];
  return zipArchive(names.map((name) => zipEntry(name, settled.get(name) ?? partOf(name))));
}

/** Whether a file was written here and by no other program since: each writes its own name. */
export function isOwnWordFile(bytes: Uint8Array): boolean {
  try {
    return new ZipPackage(bytes).text(applicationPart)?.includes(applicationMark) === true;
  } catch {
    return false;
  }
}

/** The attribute of a link in the document, and of what it refers to in the list of relations. */
const linkPattern = /(<w:hyperlink [^>]*r:id="|<Relationship Id=")(rId[\w-]{20,})(?=")/g;

/** New ids, by the order in which the links stand in the document. */
function linkIdsIn(document: string): Map<string, string> {
  const ids = new Map<string, string>();
  for (const [, , id] of document.matchAll(linkPattern)) ids.set(id!, `link${ids.size + 1}`);
  return ids;
}

function withLinkIds(xml: string, ids: ReadonlyMap<string, string>): string {
  return xml.replace(linkPattern, (whole, before: string, id: string) => {
    const settled = ids.get(id);
    return settled === undefined ? whole : before + settled;
  });
}

/** Bookmarks are counted over all documents that the program makes. */
function withOwnBookmarks(xml: string): string {
  const numbers = new Map<string, number>();
  return xml.replace(
    /(<w:bookmark(?:Start|End) (?:w:name="[^"]*" )?w:id=")(\d+)(?=")/g,
    (_, before: string, id: string) => {
      if (!numbers.has(id)) numbers.set(id, numbers.size);
      return `${before}${numbers.get(id)}`;
    },
  );
}

/** The wider margin stands inside, on the left of odd pages and on the right of even ones. */
function withMirroredMargins(settings: string): string {
  return settings.replace('<w:displayBackgroundShape/>', '<w:mirrorMargins/>');
}
