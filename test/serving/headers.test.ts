import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy, policyHeader } from '../../src/serving/content-security-policy.ts';
import { headersOf } from '../../src/serving/headers.ts';
import { headersFile } from '../../src/serving/headers-file.ts';

const style = '/assets/screen.0123456789abcdef.css';
const immutable = 'public, max-age=31536000, immutable';

test.each([
  style,
  '/assets/display.0123456789abcdef.js',
  '/nb/assets/display.0123456789abcdef.js',
  '/search/pagefind/pagefind.zh_8e22d63f31.pf_meta',
  '/search/pagefind/fragment/zh_ce4cf3a.pf_fragment',
  '/search/pagefind/2021-1/fragment/und-x-2021-1_ce4cf3a.pf_fragment',
  '/search/pagefind/2021-1/pagefind.und-x-2021-1_8235c1f8be0e4fb95370.pf_meta',
])('%s is kept for ever', (file) => {
  expect(headersOf(file)['Cache-Control']).toBe(immutable);
});

describe('the policy', () => {
  test.each([contentSecurityPolicy(), contentSecurityPolicy({ hasSearch: true })])(
    'lets nothing run or load that is not the site’s own: %s',
    (policy) => {
      expect(policy).not.toMatch(
        /unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|https?:|data:|\*/,
      );
      expect(policy.startsWith("default-src 'none'; ")).toBe(true);
      for (const part of policy.split('; ').slice(1))
        expect(part).toMatch(/^[a-z-]+ ('self'|'none')( 'wasm-unsafe-eval')?$/);
    },
  );

  test('leaves to the header what browsers take from there only', () => {
    expect(contentSecurityPolicy()).not.toContain('frame-ancestors');
    expect(policyHeader()).toBe(`${contentSecurityPolicy()}; frame-ancestors 'self'`);
  });
});

describe('_headers', () => {
  const portion = (name: string) => [
    `search/pagefind/${name}pagefind-entry.json`,
    `search/pagefind/${name}pagefind.und_851a7181a2e.pf_meta`,
    ...['filter', 'fragment', 'index'].map(
      (kind) => `search/pagefind/${name}${kind}/und_6d411e7.pf_${kind}`,
    ),
  ];
  const files = [style.slice(1), 'data/all.csv', 'town/2021/report.json', ...portion('')];

  /** Headers by the pattern under which they stand. */
  const sections = (domain: string, more: readonly string[] = []) => {
    const found = new Map<string, Record<string, string>>();
    let current: Record<string, string> = {};
    for (const line of headersFile({ domain }, [...files, ...more])
      .trimEnd()
      .split('\n')) {
      if (!line.startsWith(' ')) {
        current = {};
        found.set(line, current);
      } else {
        const [, name, value] = /^ {2}([\w-]+): (.+)$/.exec(line)!;
        current[name!] = value!;
      }
    }
    return found;
  };

  test('says of all files and of those with hashes what the table says', () => {
    const found = sections('www.qinghe.gov.cn');
    const folders = ['index', 'fragment', 'filter'].map((part) => `/search/pagefind/${part}/*`);
    expect([...found.keys()]).toEqual(['/*', '/assets/*', ...folders]);
    const { 'Content-Security-Policy': policy, ...everywhere } = found.get('/*')!;
    for (const file of ['/', '/town/2021/', '/search/', '/data/all.csv', style])
      expect(headersOf(file), file).toMatchObject(everywhere);
    expect(Object.keys(everywhere)).toContain('X-Content-Type-Options');
    // The rest stands in the pages, and two policies would both have to be kept.
    expect(policy).toBe("frame-ancestors 'self'");
    for (const folder of ['/assets/*', ...folders])
      expect(found.get(folder), folder).toEqual({ 'Cache-Control': immutable });
    expect(headersOf(style)['Cache-Control']).toBe(immutable);
  });

  test('says it of an index in portions, too', () => {
    const found = sections('www.qinghe.gov.cn', [...portion('2021/'), ...portion('2022-1/')]);
    const kinds = ['index', 'fragment', 'filter'];
    expect([...found.keys()].slice(5)).toEqual([
      ...kinds.map((kind) => `/search/pagefind/2022-1/${kind}/*`),
      ...kinds.map((kind) => `/search/pagefind/2021/${kind}/*`),
    ]);
    expect(found.get('/search/pagefind/2021/fragment/*')).toEqual({ 'Cache-Control': immutable });
  });

  test('says nothing of a folder in which files are kept in several ways', () => {
    expect([...sections('www.qinghe.gov.cn', ['assets/screen.css']).keys()]).not.toContain(
      '/assets/*',
    );
  });

  test('stands in the folder of a site that has one', () => {
    const patterns = [...sections('www.qinghe.gov.cn/nb').keys()];
    expect(patterns.slice(0, 2)).toEqual(['/nb/*', '/nb/assets/*']);
    expect(patterns.every((pattern) => /^\/nb\/[^*]*\*$/.test(pattern))).toBe(true);
  });

  test('keeps within what hosts take: 100 sections, lines of 2,000 characters', () => {
    const years = Array.from({ length: 50 }, (_, at) => portion(`${2000 + at}/`)).flat();
    const found = [...sections('www.qinghe.gov.cn', years).keys()];
    expect(found).toHaveLength(100);
    expect(found).toContain('/search/pagefind/2049/fragment/*');
    expect(found).not.toContain('/search/pagefind/2000/fragment/*');
    for (const line of headersFile({ domain: 'www.qinghe.gov.cn' }, files).split('\n'))
      expect(line.length).toBeLessThanOrEqual(2000);
  });
});

test.each([
  '/assets/screen.css',
  '/assets/screen.0123456789abcde.css',
  '/town/2021/a.0123456789abcdef.css',
  '/index.html',
  '/search/pagefind/pagefind.js',
  '/search/pagefind/pagefind-entry.json',
  '/search/pagefind/wasm.unknown.pagefind',
  '/search/pagefind/zh.pf_fragment',
])('%s is not kept for ever', (file) => {
  expect(headersOf(file)['Cache-Control']).toBe('no-cache');
});
