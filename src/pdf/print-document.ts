/** What becomes a PDF. */
export interface PrintDocument {
  /** A whole HTML document; may link only the project's styles and, through them, its fonts */
  readonly html: string;
  readonly title: string;
  readonly language: 'zh-CN';
  /** `YYYY-MM-DD`; becomes the PDF's CreationDate and ModDate (midnight, Asia/Shanghai) */
  readonly date: string;
}
