/** A page of the site that Eleventy has found; rendered only when it is asked for. */
export interface SitePage {
  /** From the site's top, with `/` before it and, for a folder's page, behind it. */
  url: string;
  /** Relative to the site, with `/` between its parts. */
  file: string;
  /** The HTML, of the publication as it is now. Throws PageError where the template is at fault. */
  render(): string;
}

/** Thrown where a template cannot be rendered; the message names page and template. */
export class PageError extends Error {
  override name = 'PageError';

  constructor(url: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message.trim() : String(cause);
    super(`网页 ${url} 的模板有错误：${reason}`, { cause });
  }
}
