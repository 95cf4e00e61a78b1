import type { ArchivedReport } from '../archive/archive.ts';
import type { Finding } from '../finding/finding.ts';

/** A report with what is published about it. */
export interface ExportedReport {
  archived: ArchivedReport;
  acknowledged: readonly Finding[];
  /** 数据说明, as on its page. */
  notes: readonly string[];
  /** Of its content, in hexadecimal. */
  fingerprint: string;
}
