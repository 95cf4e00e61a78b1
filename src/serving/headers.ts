import { policyHeader } from './content-security-policy.ts';

/** A response header, and for which files it says what. */
export interface Header {
  name: string;
  /** What it is for, in the words of the nginx configuration's comments. */
  purpose: string;
  /** The first whose pattern meets the path counts. Patterns are PCRE's as well, without flags. */
  cases: readonly { files: RegExp; value: string }[];
  /** For all other files; absent where these do without. */
  otherwise?: string;
}

const aYear = 31_536_000;

/** Every response header but type and name of a download: the one table that all servers follow. */
export const headers: readonly Header[] = [
  {
    name: 'Cache-Control',
    purpose: '文件名里有内容散列的永久缓存；网页和其余文件每次核对有没有更新',
    cases: [
      {
        files: /\/assets\/[\w-]+\.[0-9a-f]{16}\.\w+$/,
        value: `public, max-age=${aYear}, immutable`,
      },
      {
        files: /\/search\/pagefind\/.*_[0-9a-f]{7,}\.pf_(filter|fragment|index|meta)$/,
        value: `public, max-age=${aYear}, immutable`,
      },
    ],
    otherwise: 'no-cache',
  },
  {
    name: 'Content-Security-Policy',
    purpose: '网页只能用本站的样式、脚本和数据；检索一栏另可运行 WebAssembly',
    cases: [{ files: /\/search\//, value: policyHeader({ hasSearch: true }) }],
    otherwise: policyHeader(),
  },
  {
    name: 'Access-Control-Allow-Origin',
    purpose: '数据文件允许别的网站读取',
    cases: [{ files: /\.(csv|json|xlsx|xml)$/, value: '*' }],
  },
  {
    name: 'X-Content-Type-Options',
    purpose: '浏览器不得猜测文件类型',
    cases: [],
    otherwise: 'nosniff',
  },
  {
    name: 'X-Frame-Options',
    purpose: '不许别的网站嵌套（旧浏览器）',
    cases: [],
    otherwise: 'SAMEORIGIN',
  },
  {
    name: 'Referrer-Policy',
    purpose: '转到别的网站时只告知本站域名',
    cases: [],
    otherwise: 'strict-origin-when-cross-origin',
  },
  {
    name: 'Permissions-Policy',
    purpose: '不用摄像头、麦克风和定位',
    cases: [],
    otherwise: 'camera=(), geolocation=(), microphone=()',
  },
  {
    name: 'Cross-Origin-Opener-Policy',
    purpose: '与打开本站的窗口隔离',
    cases: [],
    otherwise: 'same-origin',
  },
  {
    name: 'Strict-Transport-Security',
    purpose: '一年内只用 https 访问',
    cases: [],
    otherwise: `max-age=${aYear}`,
  },
];

/** Type of a response by the ending of the file's name. */
export const contentTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
  png: 'image/png',
  ico: 'image/x-icon',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  wasm: 'application/wasm',
};

/** For files whose names have another ending, or none. */
export const otherContentType = 'application/octet-stream';

/** Types of single files. */
export const fileContentTypes: Readonly<Record<string, string>> = {
  '/feed.xml': 'application/atom+xml; charset=utf-8',
  '/SHA256SUMS': 'text/plain; charset=utf-8',
};

/** Files for servers, and hidden ones, which no visitor is to be given. */
export const hiddenFiles = /^\/(_nginx\/|_headers$|_redirects$)|\/\.(?!well-known\/)/;

/** Endings of files that become much smaller by compression. */
export const compressedTypes: readonly string[] = [
  'html',
  'css',
  'js',
  'json',
  'csv',
  'xml',
  'svg',
  'txt',
];

/** The headers of one file, by its path from the site's top with `/` before it. */
export function headersOf(path: string): Record<string, string> {
  const entries = headers.flatMap(({ name, cases, otherwise }) => {
    const value = cases.find(({ files }) => files.test(path))?.value ?? otherwise;
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(entries), 'Content-Type': contentTypeOf(path) };
}

/** Type of a file by its path. */
export function contentTypeOf(path: string): string {
  const ending = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase();
  return (
    fileContentTypes[path] ??
    (ending === undefined ? undefined : contentTypes[ending]) ??
    otherContentType
  );
}
