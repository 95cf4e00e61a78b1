import {
  compressedTypes,
  contentTypes,
  fileContentTypes,
  type Header,
  headers,
  hiddenFiles,
  otherContentType,
} from './headers.ts';

export interface NginxOptions {
  serverName: string;
  /** Folder of the site, `_site` as it was built. */
  root: string;
  /** Directives that say where to listen, certificates included. */
  listen: readonly string[];
}

/**
 * The configuration of nginx for a site: a file for `conf.d`, whose maps belong into `http`.
 * Headers are set by maps at one place, since `add_header` in a location would undo all others.
 */
export function nginxConfiguration({ serverName, root, listen }: NginxOptions): string {
  const varying = headers.filter(({ cases }) => cases.length > 0);
  return `# 旧地址与新地址、下载文件的中文名：随网站一起生成，更新网站后要重新载入 nginx。
map_hash_bucket_size 4096;
map_hash_max_size 131072;
map $uri $gongkai_redirect {
${indented([`include ${root}/_nginx/redirects.map;`])}
}
map $uri $gongkai_download {
${indented([`include ${root}/_nginx/downloads.map;`])}
}

${varying.map(headerMap).join('\n')}
server {
${indented([
  ...listen,
  `server_name ${serverName};`,
  `root ${root};`,
  'index index.html;',
  'server_tokens off;',
  '# 跳转只写路径，前面另有代理或网关时也不会转错域名。',
  'absolute_redirect off;',
])}

${indented([
  '# 文件类型',
  'types {',
  ...Object.entries(contentTypes).map(([ending, type]) => `    ${plainType(type)} ${ending};`),
  '}',
  `default_type ${otherContentType};`,
  'charset utf-8;',
  `charset_types ${charsetTypes().join(' ')};`,
])}

${indented([
  '# 压缩',
  'gzip on;',
  'gzip_vary on;',
  'gzip_proxied any;',
  'gzip_comp_level 6;',
  'gzip_min_length 512;',
  `gzip_types ${gzipTypes().join(' ')};`,
])}

${indented(headers.flatMap((header) => [`# ${header.purpose}`, `add_header ${header.name} ${headerValue(header)} always;`]))}
${indented(['# 下载时存为中文文件名', 'add_header Content-Disposition $gongkai_download always;'])}

${indented(['# 旧地址', 'if ($gongkai_redirect) {', '    return 301 $gongkai_redirect;', '}'])}

${indented([
  '# 给服务器看的文件和隐藏文件不对外',
  `location ~ "${pattern(hiddenFiles)}" {`,
  '    return 404;',
  '}',
])}
${Object.entries(fileContentTypes)
  .map(([file, type]) =>
    indented([`location = ${file} {`, '    types {}', `    default_type ${plainType(type)};`, '}']),
  )
  .join('\n')}

${indented(['error_page 404 /404.html;', 'location = /404.html {', '    internal;', '}'])}
}
`;
}

function headerMap({ name, cases, otherwise }: Header): string {
  const lines = [
    ...(otherwise === undefined ? [] : [`default "${otherwise}";`]),
    ...cases.map(({ files, value }) => `"~${pattern(files)}" "${value}";`),
  ];
  return `map $uri ${variable(name)} {\n${indented(lines)}\n}\n`;
}

function headerValue({ name, cases, otherwise }: Header): string {
  return cases.length > 0 ? variable(name) : `"${otherwise}"`;
}

function variable(header: string): string {
  return `$gongkai_${header.toLowerCase().replaceAll('-', '_')}`;
}

/** A pattern as PCRE writes it, in which a slash means nothing. */
function pattern({ source }: RegExp): string {
  return source.replaceAll('\\/', '/');
}

function plainType(type: string): string {
  return type.replace(/;.*/, '');
}

/** Types that say how their text is encoded; for HTML nginx does so unasked. */
function charsetTypes(): string[] {
  const types = [...Object.values(contentTypes), ...Object.values(fileContentTypes)]
    .filter((type) => type.includes('charset='))
    .map(plainType);
  return [...new Set(types)].filter((type) => type !== 'text/html');
}

/** HTML is compressed unasked. */
function gzipTypes(): string[] {
  const types = [
    ...compressedTypes.map((ending) => contentTypes[ending]!),
    ...Object.values(fileContentTypes),
  ].map(plainType);
  return [...new Set(types)].filter((type) => type !== 'text/html');
}

function indented(lines: readonly string[]): string {
  return lines.map((line) => `    ${line}`).join('\n');
}
