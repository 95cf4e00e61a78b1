import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BuiltSite } from '../site/built-site.ts';
import { nginxProgram, openNginx } from './nginx-server.ts';
import { buildServedSite, pdfBytes } from './served-site.ts';
import { openTableServer, type SiteServer } from './table-server.ts';

let site: BuiltSite;
beforeAll(async () => {
  site = await buildServedSite();
});
afterAll(() => site.remove());

if (nginxProgram === undefined) console.warn('没有安装 nginx，跳过以真实 nginx 进行的测试');

const servers: [string, boolean, () => Promise<SiteServer>][] = [
  ['a server by the header table', true, () => openTableServer(site.folder, site.publication)],
  ['nginx', nginxProgram !== undefined, () => openNginx(site.folder)],
];

/** What every response says, whatever it is. */
const always = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'cross-origin-opener-policy': 'same-origin',
  'strict-transport-security': 'max-age=31536000',
};

describe.each(servers)('%s', (_, isThere, open) => {
  let server: SiteServer;
  beforeAll(async () => {
    if (isThere) server = await open();
  });
  afterAll(async () => {
    if (isThere) await server[Symbol.asyncDispose]();
  });

  const get = (address: string, init?: RequestInit) =>
    fetch(server.origin + encodeURI(address), { redirect: 'manual', ...init });

  /** Type, caching, name and origin of a file that must be there. */
  const seen = async (address: string) => {
    const { status, headers } = await get(address);
    expect(status, address).toBe(200);
    expect(Object.fromEntries(headers), address).toMatchObject(always);
    return [
      headers.get('content-type'),
      headers.get('cache-control'),
      headers.get('access-control-allow-origin'),
    ];
  };

  test.runIf(isThere)('gives every kind of file its type, caching and readers', async () => {
    const immutable = 'public, max-age=31536000, immutable';
    const style = site.files.find((file) => /^assets\/screen\.[0-9a-f]{16}\.css$/.test(file));
    expect(style).toBeDefined();
    expect(await seen('/')).toEqual(['text/html; charset=utf-8', 'no-cache', null]);
    expect(await seen('/town/2021/')).toEqual(['text/html; charset=utf-8', 'no-cache', null]);
    expect(await seen(`/${style}`)).toEqual(['text/css; charset=utf-8', immutable, null]);
    expect(await seen('/town/2021/report.json')).toEqual([
      'application/json; charset=utf-8',
      'no-cache',
      '*',
    ]);
    expect(await seen('/town/2021/town-2021.csv')).toEqual([
      'text/csv; charset=utf-8',
      'no-cache',
      '*',
    ]);
    expect(await seen('/data/all.xlsx')).toEqual([
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'no-cache',
      '*',
    ]);
    expect(await seen('/feed.xml')).toEqual([
      'application/atom+xml; charset=utf-8',
      'no-cache',
      '*',
    ]);
    expect(await seen('/sitemap.xml')).toEqual(['application/xml; charset=utf-8', 'no-cache', '*']);
    expect(await seen('/robots.txt')).toEqual(['text/plain; charset=utf-8', 'no-cache', null]);
    expect(await seen('/SHA256SUMS')).toEqual(['text/plain; charset=utf-8', 'no-cache', null]);
  });

  test.runIf(isThere)('gives the parts of the search their caching by their names', async () => {
    const immutable = 'public, max-age=31536000, immutable';
    const binary = 'application/octet-stream';
    const parts = site.files.filter((file) => /\.pf_\w+$/.test(file));
    const endings = new Set(parts.map((file) => file.split('.').at(-1)));
    expect(endings).toEqual(new Set(['pf_filter', 'pf_fragment', 'pf_index', 'pf_meta']));
    for (const file of parts)
      expect(await seen(`/${file}`), file).toEqual([binary, immutable, null]);
    const folder = '/search/pagefind';
    for (const script of ['pagefind.js', 'pagefind-worker.js'])
      expect((await seen(`${folder}/${script}`)).slice(0, 2), script).toEqual([
        'text/javascript; charset=utf-8',
        'no-cache',
      ]);
    expect((await seen(`${folder}/pagefind-entry.json`)).slice(0, 2)).toEqual([
      'application/json; charset=utf-8',
      'no-cache',
    ]);
    expect(await seen(`${folder}/wasm.unknown.pagefind`)).toEqual([binary, 'no-cache', null]);
  });

  test.runIf(isThere)('hands out what the search unpacks itself as it is', async () => {
    const packed = site.files.filter((file) => /\.(pf_\w+|pagefind)$/.test(file));
    for (const file of packed) {
      const response = await get(`/${file}`, { headers: { 'accept-encoding': 'gzip' } });
      expect(response.headers.get('content-encoding'), file).toBeNull();
      const bytes = Buffer.from(await response.arrayBuffer());
      expect(bytes.equals(await readFile(path.join(site.folder, file))), file).toBe(true);
      expect(bytes.subarray(0, 2).toString('hex'), file).toBe('1f8b');
    }
    expect(packed.length).toBeGreaterThanOrEqual(5);
  });

  test.runIf(isThere)('lets WebAssembly run where the search is, and nowhere else', async () => {
    const policy = async (address: string) => {
      const text = (await get(address)).headers.get('content-security-policy')!;
      return new Map(text.split('; ').map((each) => [each.split(' ')[0], each]));
    };
    for (const address of ['/', '/town/2021/', '/rules/', '/nowhere/']) {
      const found = await policy(address);
      expect(found.get('default-src'), address).toBe("default-src 'none'");
      expect(found.get('script-src'), address).toBe("script-src 'self'");
      expect(found.get('style-src'), address).toBe("style-src 'self'");
      expect(found.get('frame-ancestors'), address).toBe("frame-ancestors 'self'");
    }
    // A worker keeps to the policy that came with its own script.
    for (const address of ['/search/', '/search/pagefind/pagefind-worker.js'])
      expect((await policy(address)).get('script-src'), address).toBe(
        "script-src 'self' 'wasm-unsafe-eval'",
      );
  });

  test.runIf(isThere)('gives a report’s files to be saved under the report’s title', async () => {
    const name = (ending: string) => `清河县柳林镇人民政府2021年政府信息公开工作年度报告.${ending}`;
    for (const ending of ['pdf', 'xlsx', 'csv']) {
      const { headers } = await get(`/town/2021/town-2021.${ending}`);
      const [kind, plain, extended] = headers.get('content-disposition')!.split('; ');
      expect(kind).toBe('attachment');
      expect(plain).toBe(`filename="town-2021.${ending}"`);
      expect(extended).toMatch(/^filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]+$/);
      expect(decodeURIComponent(extended!.replace(/^.*''/, ''))).toBe(name(ending));
    }
    const pdf = await get('/town/2021/town-2021.pdf');
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(await pdf.text()).toBe(pdfBytes);
    expect((await get('/town/2021/')).headers.get('content-disposition')).toBeNull();
  });

  test.runIf(isThere)('leads old addresses to new ones, however they are written', async () => {
    const moved = {
      '/nianbao/2021.html': '/town/2021/',
      '/旧栏目/年报/': '/town/',
      '/旧栏目/年报': '/town/',
      '/旧栏目/年报/index.html': '/town/',
      '/xxgk/show.aspx': '/town/2021/',
      '/xxgk/show.aspx?id=7': '/town/2021/',
      '/down/2021.pdf': '/town/2021/town-2021.pdf',
    };
    for (const [from, to] of Object.entries(moved)) {
      const { status, headers } = await get(from);
      expect([status, headers.get('location')], from).toEqual([301, to]);
    }
  });

  test.runIf(isThere)('leads a folder without its last slash to the folder', async () => {
    const { status, headers } = await get('/town/2021');
    expect([status, headers.get('location')]).toEqual([301, '/town/2021/']);
  });

  test.runIf(isThere)('says that it has not what is not there or not for visitors', async () => {
    const hidden = ['/_nginx/redirects.map', '/_headers', '/_redirects', '/.gongkai'];
    const missing = [
      '/nowhere/',
      '/town/2020/town-2020.pdf',
      `/assets/screen.${'0'.repeat(16)}.css`,
    ];
    for (const address of [...hidden, ...missing]) {
      const response = await get(address);
      expect(response.status, address).toBe(404);
      const headers = Object.fromEntries(response.headers);
      expect(headers, address).toMatchObject({
        ...always,
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
      });
      expect(headers['content-disposition'], address).toBeUndefined();
      expect(await response.text(), address).toContain('没有这个网页');
    }
  });

  test.runIf(isThere)('compresses text and leaves the rest alone', async () => {
    const encoding = async (address: string, accepted: string) => {
      const { headers } = await get(address, { headers: { 'accept-encoding': accepted } });
      return headers.get('content-encoding');
    };
    for (const address of ['/town/2021/', '/data/all.json', '/data/all.csv'])
      expect(await encoding(address, 'gzip'), address).toBe('gzip');
    expect(await encoding('/town/2021/', 'identity')).toBeNull();
    expect(await encoding('/data/all.xlsx', 'gzip')).toBeNull();
    const { headers } = await get('/town/2021/');
    expect(headers.get('vary')).toBe('Accept-Encoding');
  });
});
