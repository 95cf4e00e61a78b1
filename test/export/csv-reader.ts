/**
 * Reads a CSV by RFC 4180 and by what the documents promise: UTF-8 with a mark, CRLF, as many
 * fields in each record as in the first. Throws on anything else, a bare quote included.
 */
export function readCsv(bytes: Uint8Array): string[][] {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  if (!text.startsWith('\ufeff')) throw new Error('no byte order mark');
  const records: string[][] = [];
  let record: string[] = [];
  let at = 1;
  while (at < text.length) {
    let field = '';
    if (text[at] === '"') {
      quoted.lastIndex = at;
      const match = quoted.exec(text);
      if (!match) throw new Error('a quoted field has no end');
      field = match[1]!.replaceAll('""', '"');
      at = quoted.lastIndex;
    } else {
      plain.lastIndex = at;
      field = plain.exec(text)![0];
      if (field.includes('"')) throw new Error(`a bare quote after ${at}`);
      at = plain.lastIndex;
    }
    record.push(field);
    if (text[at] === ',') {
      at++;
      // A comma at the end of a record is followed by an empty field.
      if (text.startsWith('\r\n', at)) record.push('');
      else continue;
    }
    if (!text.startsWith('\r\n', at)) throw new Error(`neither comma nor CRLF at ${at}`);
    at += 2;
    if (record.length !== (records[0] ?? record).length)
      throw new Error(`record ${records.length + 1} has ${record.length} fields`);
    records.push(record);
    record = [];
  }
  return records;
}

const quoted = /"((?:[^"]|"")*)"/y;
const plain = /[^,\r\n]*/y;

/** The records below the heading as objects, the apostrophe against formulas taken off. */
export function readTable(bytes: Uint8Array): Record<string, string>[] {
  const [heading, ...records] = readCsv(bytes);
  return records.map((record) =>
    Object.fromEntries(heading!.map((name, at) => [name, unguarded(record[at]!)])),
  );
}

/** As the documents say: what looks like a formula once its apostrophes are off has one too many. */
export function unguarded(field: string): string {
  return field.startsWith("'") && looksLikeFormula(field.replace(/^'+/, ''))
    ? field.slice(1)
    : field;
}

/** What a spreadsheet may take for a formula, or for the end of a cell. */
export function looksLikeFormula(field: string): boolean {
  return (
    /^[\t\r\n]/.test(field) || '=+-@＝＋－＠'.includes(field.replace(/^[\s\p{C}]+/u, '')[0] ?? '#')
  );
}
