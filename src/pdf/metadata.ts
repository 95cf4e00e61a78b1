import { createHash } from 'node:crypto';
import { PDFDict, type PDFDocument, PDFHexString, PDFName, PDFString } from 'pdf-lib';

/** What a PDF says of itself. */
export interface PdfMetadata {
  readonly title: string;
  readonly language: string;
  /** `YYYY-MM-DD`, taken as midnight in Asia/Shanghai */
  readonly date: string;
  /** The document itself, by which its identifier is made */
  readonly html: string;
}

const PROGRAM = 'Gongkai';

/**
 * Sets title, language, dates, program name and identifier of `pdf`, in its information dictionary
 * and as XMP (ISO 16684-1); nothing is taken from the clock.
 */
export function setMetadata(pdf: PDFDocument, metadata: PdfMetadata): void {
  pdf.setTitle(metadata.title, { showInWindowTitleBar: true });
  pdf.setLanguage(metadata.language);
  pdf.setCreator(PROGRAM);
  pdf.setProducer(PROGRAM);
  const { context } = pdf;
  const information = context.lookup(context.trailerInfo.Info, PDFDict);
  for (const key of ['CreationDate', 'ModDate']) {
    information.set(PDFName.of(key), PDFString.of(pdfDate(metadata.date)));
  }
  const packet = context.stream(Buffer.from(xmp(metadata)), { Type: 'Metadata', Subtype: 'XML' });
  pdf.catalog.set(PDFName.of('Metadata'), context.register(packet));
  const identifier = PDFHexString.of(identifierOf(metadata));
  context.trailerInfo.ID = context.obj([identifier, identifier]);
}

/** Puts each bookmark on one line: a heading broken by sense keeps its line break otherwise. */
export function straightenBookmarks(pdf: PDFDocument): void {
  for (const [, entry] of pdf.context.enumerateIndirectObjects()) {
    if (!(entry instanceof PDFDict) || !entry.has(PDFName.of('Dest'))) continue;
    const title = entry.lookupMaybe(PDFName.of('Title'), PDFHexString)?.decodeText();
    if (title !== undefined) entry.set(PDFName.of('Title'), PDFHexString.fromText(oneLine(title)));
  }
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, '');
}

/** A PDF date string (ISO 32000-1, 7.9.4) that keeps the time zone it was meant in. */
export function pdfDate(date: string): string {
  return `D:${date.replaceAll('-', '')}000000+08'00'`;
}

/** 32 hexadecimal digits, the same for the same document (ISO 32000-1, 14.4). */
function identifierOf({ title, language, date, html }: PdfMetadata): string {
  const content = JSON.stringify([title, language, date, html]);
  return createHash('sha256').update(content).digest('hex').slice(0, 32);
}

function xmp({ title, language, date }: PdfMetadata): string {
  const moment = `${date}T00:00:00+08:00`;
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(title)}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>${escapeXml(language)}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>${PROGRAM}</pdf:Producer>
<xmp:CreatorTool>${PROGRAM}</xmp:CreatorTool>
<xmp:CreateDate>${moment}</xmp:CreateDate>
<xmp:ModifyDate>${moment}</xmp:ModifyDate>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
