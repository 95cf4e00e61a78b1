/** The PDF of a report as it was before a correction. */
export interface FormerPdf {
  /** Of the content that it shows. */
  fingerprint: string;
  /** File name, beside the report's page. */
  name: string;
}

/** Digits of a fingerprint that tell the versions of one report apart. */
export const shortFingerprint = 12;

/** An address of its own, which never changes: `town-2021-0123456789ab.pdf`. */
export function formerPdfName(
  { agency, year }: { agency: string; year: number },
  fingerprint: string,
): string {
  return `${agency}-${year}-${fingerprint.slice(0, shortFingerprint)}.pdf`;
}
