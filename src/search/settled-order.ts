import { hash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { SearchIndexError } from './pagefind-process.ts';

interface IndexFile {
  path: string;
  content: Buffer;
}

/** With which every file of Pagefind's begins, before its CBOR. */
const signature = Buffer.from('pagefind_dcd');

const filterFile = /^filter\/([\w-]+_)([0-9a-f]+)\.pf_filter$/;
const metaFile = /^pagefind\.([\w-]+_)([0-9a-f]+)\.pf_meta$/;
const entryFile = 'pagefind-entry.json';

/** Places of what has no order in `[name, values]` and `[version, pages, chunks, filters, …]`. */
const filterValues = 1;
const metaFilters = 3;

/**
 * An index in which nothing depends on chance. Pagefind lists filters, and the values of each, in
 * another order each time; here they are sorted. Its files are named after their content, so the names
 * follow, in the list of files and in the entry that names the list.
 *
 * Throws SearchIndexError where the files are not as this version of Pagefind writes them.
 */
export function withSettledOrder(files: readonly IndexFile[]): IndexFile[] {
  const renamed: [string, string][] = [];
  const rename = (pattern: RegExp, file: IndexFile, content: Buffer): IndexFile => {
    const [, prefix, digits] = pattern.exec(file.path)!;
    const digest = hash('sha256', content).slice(0, digits!.length);
    renamed.push([prefix! + digits, prefix! + digest]);
    return { path: file.path.replace(digits!, digest), content: pack(content) };
  };
  const settled = files.map((file) =>
    filterFile.test(file.path)
      ? rename(filterFile, file, sortMembers(unpack(file.content), filterValues))
      : file,
  );
  return settled
    .map((file) =>
      metaFile.test(file.path)
        ? rename(
            metaFile,
            file,
            sortMembers(replaceAll(unpack(file.content), renamed), metaFilters),
          )
        : file,
    )
    .map((file) =>
      file.path === entryFile ? { ...file, content: replaceAll(file.content, renamed) } : file,
    );
}

/** CBOR of an array, one of whose members is an array as well: with that one's members in order. */
function sortMembers(bytes: Buffer, member: number): Buffer {
  const [, first] = head(bytes, 0);
  let at = first;
  for (let before = 0; before < member; before++) at = itemEnd(bytes, at);
  const [count, from] = head(bytes, at);
  const members: Buffer[] = [];
  let end = from;
  for (let left = count; left > 0; left--) {
    const next = itemEnd(bytes, end);
    members.push(bytes.subarray(end, next));
    end = next;
  }
  return Buffer.concat([
    bytes.subarray(0, from),
    ...members.sort(Buffer.compare),
    bytes.subarray(end),
  ]);
}

/** Where the item of CBOR ends that begins at a place: a number, text, bytes or array. */
function itemEnd(bytes: Buffer, at: number): number {
  const [value, behind, kind] = head(bytes, at);
  if (kind < 2) return behind;
  if (kind < 4) return behind + value;
  let end = behind;
  for (let left = value; left > 0; left--) end = itemEnd(bytes, end);
  return end;
}

/** Number or length with which an item begins, what is behind it, and the item's major type. */
function head(bytes: Buffer, at: number): [value: number, behind: number, kind: number] {
  const first = bytes[at] ?? 0xff;
  const kind = first >> 5;
  const size = first & 31;
  if (kind > 4 || size > 26) throw new SearchIndexError('检索程序写出的文件无法理解');
  if (size < 24) return [size, at + 1, kind];
  const length = 1 << (size - 24);
  return [bytes.readUIntBE(at + 1, length), at + 1 + length, kind];
}

/** Old names are as long as new ones, so that no length before them changes. */
function replaceAll(content: Buffer, names: readonly [string, string][]): Buffer {
  return names.reduce(
    (text, [old, renewed]) =>
      Buffer.from(text.toString('latin1').replaceAll(old, renewed), 'latin1'),
    content,
  );
}

function unpack(content: Buffer): Buffer {
  const plain = gunzipSync(content);
  if (!plain.subarray(0, signature.length).equals(signature))
    throw new SearchIndexError('检索程序写出的文件无法理解');
  return plain.subarray(signature.length);
}

function pack(content: Buffer): Buffer {
  return gzipSync(Buffer.concat([signature, content]), { level: 9 });
}
