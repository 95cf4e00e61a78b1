/**
 * What a page may load and do: its own site's styles, scripts, pictures and data, and nothing that
 * stands in the page itself. No page needs more, so a hole in the escaping would lead nowhere.
 */
const directives: Readonly<Record<string, readonly string[]>> = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'"],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'worker-src': ["'self'"],
  'form-action': ["'self'"],
  'base-uri': ["'none'"],
};

export interface PolicyOptions {
  /** Whether the search's WebAssembly runs there; still nothing may make code out of text. */
  hasSearch?: boolean;
  /** Whether the page is a preview's, which hears through a socket of saved files. */
  isPreview?: boolean;
}

/** The policy for a meta element, where a browser takes no `frame-ancestors`. */
export function contentSecurityPolicy(options: PolicyOptions = {}): string {
  const { hasSearch = false, isPreview = false } = options;
  return written({
    ...directives,
    ...(hasSearch ? { 'script-src': ["'self'", "'wasm-unsafe-eval'"] } : {}),
    ...(isPreview
      ? { 'connect-src': ["'self'", 'ws:', 'wss:'], 'style-src': ["'self'", "'unsafe-inline'"] }
      : {}),
  });
}

/** The one directive that browsers take from a header only: no other site may frame a page. */
export const frameHeader = "frame-ancestors 'self'";

/** The policy for a response header: as in the page, and no other site may frame it. */
export function policyHeader(options: PolicyOptions = {}): string {
  return `${contentSecurityPolicy(options)}; ${frameHeader}`;
}

function written(policy: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(policy)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ');
}
