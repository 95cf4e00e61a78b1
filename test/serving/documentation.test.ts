import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { home, loadArchive } from '../../src/archive/load.ts';
import { headers } from '../../src/serving/headers.ts';
import { nginxConfiguration } from '../../src/serving/nginx.ts';
import { redirectList } from '../../src/serving/redirect-files.ts';
import { sampleOptions } from '../../src/serving/sample-configuration.ts';
import { projectRoot, temporaryRoot } from '../roots.ts';

const docs = path.join(projectRoot, 'docs');
const text = readFileSync(path.join(docs, '部署.md'), 'utf8');

test('the nginx configuration of 部署.md is the one that is tested', () => {
  const blocks = [...text.matchAll(/^```nginx\n(.*?)^```$/gms)].map(([, block]) => block);
  expect(blocks[0]).toBe(nginxConfiguration(sampleOptions));
});

test('every header has its purpose told and is sent with errors, too', () => {
  for (const { name, purpose } of headers)
    expect(text).toMatch(
      new RegExp(`# ${purpose.replace(/[()]/g, '\\$&')}\n *add_header ${name} .* always;`),
    );
});

test('the redirects that 部署.md shows are understood', async () => {
  const [yaml] = [...text.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, block]) => block!);
  await using root = await temporaryRoot(projectRoot, { 'data/redirects.yaml': yaml! });
  const { archive, findings } = loadArchive(home, root.path);
  expect(findings.filter(({ file }) => file.startsWith('data/'))).toEqual([]);
  expect(archive!.redirects).toHaveLength(yaml!.trim().split('\n').length);
});

test('links of 部署.md lead to files', () => {
  const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link!);
  expect(links.length).toBeGreaterThan(3);
  for (const link of links) expect(() => readFileSync(path.join(docs, link))).not.toThrow();
});

describe('samples for hosts', () => {
  const folder = path.join(docs, 'hosting');
  const commands = Object.keys(
    (
      JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as {
        scripts: Record<string, string>;
      }
    ).scripts,
  );

  const names = readdirSync(folder);

  test.each(names)('%s can be read and runs only scripts that there are', (name) => {
    const content = readFileSync(path.join(folder, name), 'utf8');
    if (name.endsWith('.yml')) expect(load(content)).toBeTypeOf('object');
    else if (name.endsWith('.sh')) execFileSync('sh', ['-n', path.join(folder, name)]);
    else expect(name).toBe('netlify.toml');
    const run = [...content.matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script);
    expect(run).toContain('check');
    expect(run).toContain('build');
    for (const script of run) expect(commands).toContain(script);
  });

  test.each(names)('%s publishes nothing that was not verified', (name) => {
    const commandLines = readFileSync(path.join(folder, name), 'utf8').replace(/^ *#.*$/gm, '');
    const [, built = '', verified = ''] =
      /npm run build(.*?)npx gongkai verify (\w+)/s.exec(commandLines) ?? [];
    expect(built).not.toMatch(/rsync|lftp|rclone|wrangler|deploy|upload/);
    expect(verified).toMatch(/^(_site|public)$/);
  });

  test.each(names)('%s says in Chinese what becomes of headers and old addresses', (name) => {
    const comments = readFileSync(path.join(folder, name), 'utf8').match(/^ *#(?!!).*$/gm) ?? [];
    expect(comments.length).toBeGreaterThan(2);
    for (const comment of comments) expect(comment).toMatch(/\p{Script=Han}|^ *#$/u);
    const told = comments.join('\n');
    expect(told).toMatch(/响应头/);
    expect(told).toMatch(/旧地址/);
    // Where the server cannot be told, what is left of the policy is said.
    if (name !== 'rsync.sh') expect(told).toMatch(/网页里.*meta|meta.*网页里/s);
    expect(text).toContain(`(hosting/${name})`);
  });
});

test('the limits that 部署.md names are kept by what is built', async () => {
  const redirects = Array.from({ length: 600 }, (_, at) => ({
    from: `/旧栏目/${at}/`,
    to: '/town/2021/',
    line: 1,
    column: 1,
  }));
  const lines = redirectList(redirects, { domain: 'www.example.gov.cn' }).trimEnd().split('\n');
  // Three spellings of a folder, as the sample for Cloudflare Pages says.
  expect(lines).toHaveLength(1800);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(1000);
});
