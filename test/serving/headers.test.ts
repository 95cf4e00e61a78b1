import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy, policyHeader } from '../../src/serving/content-security-policy.ts';
import { headersOf } from '../../src/serving/headers.ts';
import { headersFile } from '../../src/serving/headers-file.ts';

const style = '/assets/screen.0123456789abcdef.css';

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
  /** Headers by the pattern under which they stand. */
  const sections = (domain: string) => {
    const found = new Map<string, Record<string, string>>();
    let current: Record<string, string> = {};
    for (const line of headersFile({ domain }).trimEnd().split('\n')) {
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
    expect([...found.keys()]).toEqual(['/*', '/assets/*']);
    for (const file of ['/', '/town/2021/', '/search/', '/data/all.csv', style])
      expect(headersOf(file), file).toMatchObject(found.get('/*')!);
    expect(Object.keys(found.get('/*')!)).toContain('X-Content-Type-Options');
    expect(found.get('/assets/*')).toEqual({
      'Cache-Control': 'public, max-age=31536000, immutable',
    });
    expect(headersOf(style)['Cache-Control']).toBe('public, max-age=31536000, immutable');
  });

  test('stands in the folder of a site that has one', () => {
    expect([...sections('www.qinghe.gov.cn/nb').keys()]).toEqual(['/nb/*', '/nb/assets/*']);
  });
});

test.each([
  '/assets/screen.css',
  '/assets/screen.0123456789abcde.css',
  '/town/2021/a.0123456789abcdef.css',
  '/index.html',
])('%s is not kept for ever', (file) => {
  expect(headersOf(file)['Cache-Control']).toBe('no-cache');
});
