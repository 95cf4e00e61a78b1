import { type ZipContent, zipArchive } from '../zip/zip-archive.ts';

/** What a file is to hold. A ZIP archive is made only where it is written, for that takes time. */
export type FileContent = string | Uint8Array | ZipContent;

/** The same as it is written. Throws RangeError where a ZIP archive is above 4 GiB. */
export function writtenContent(content: FileContent): string | Uint8Array {
  return typeof content === 'string' || content instanceof Uint8Array
    ? content
    : zipArchive(content);
}
