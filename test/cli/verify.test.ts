import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { publishedSite } from '../publish/published-site.ts';
import { fixtureRoot, type TemporaryFolder, temporaryFolder } from '../roots.ts';
import type { BuiltSite } from '../site/built-site.ts';
import { run } from './recorder.ts';

/** A site of the base fixture, made once; every test starts with a copy of it. */
let made: BuiltSite;
beforeAll(async () => {
  made = await publishedSite(fixtureRoot('bad-input/base'));
});
afterAll(() => made.remove());

let temporary: TemporaryFolder;
let site: string;
beforeEach(async () => {
  temporary = await temporaryFolder();
  site = path.join(temporary.path, 'site');
  await cp(made.folder, site, { recursive: true });
});
afterEach(() => temporary.remove());

const inSite = (file: string) => path.join(site, file);
const pdf = 'town/2021/town-2021.pdf';

/** Rewrites a text file of the site. */
async function edit(file: string, change: (text: string) => string): Promise<void> {
  const text = await readFile(inSite(file), 'utf8');
  const changed = change(text);
  expect(changed).not.toBe(text);
  await writeFile(inSite(file), changed);
}

/** Makes SHA256SUMS right again for a file that was changed. */
async function listAnew(file: string): Promise<void> {
  const hash = createHash('sha256')
    .update(await readFile(inSite(file)))
    .digest('hex');
  const listed = (line: string) => (line.endsWith(`  ${file}`) ? `${hash}  ${file}` : line);
  await edit('SHA256SUMS', (sums) => sums.split('\n').map(listed).join('\n'));
}

/** Verifies the site, and expects exactly these lines before the verdict. */
async function expectDifferences(...lines: string[]): Promise<string> {
  const { code, out, err } = await run('verify', site);
  expect({ code, err }).toEqual({ code: 1, err: '' });
  const told = out.trimEnd().split('\n');
  expect(told.slice(0, -2)).toEqual(lines);
  expect(told.at(-1)).toContain('这个目录与发布时不同');
  return told.at(-1)!;
}

describe('a site as it was published', () => {
  test('is found to be whole, and the hash of its list is told', async () => {
    const { code, out, err } = await run('verify', site);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const count = (await readFile(inSite('SHA256SUMS'), 'utf8')).trimEnd().split('\n').length;
    expect(out).toContain(`核对了 ${count} 个文件`);
    const hash = createHash('sha256')
      .update(await readFile(inSite('SHA256SUMS')))
      .digest('hex');
    expect(out).toContain(hash);
  });

  test('is whole without the program’s mark, which is not published', async () => {
    await rm(inSite('.gongkai'));
    expect(await run('verify', site)).toMatchObject({ code: 0 });
  });

  test('is whole under another name, and by way of a link', async () => {
    await rename(site, path.join(temporary.path, '下载'));
    await symlink('下载', site);
    expect(await run('verify', site)).toMatchObject({ code: 0 });
  });

  const hasTool = spawnSync('sha256sum', ['--version']).status === 0;
  if (!hasTool) console.warn('sha256sum is not installed: its verdict is not compared');
  test.skipIf(!hasTool)('is whole by sha256sum too', async () => {
    const check = () => spawnSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: site }).status;
    expect(check()).toBe(0);
    await writeFile(inSite(pdf), '%PDF-1.7 other');
    expect(check()).toBe(1);
  });
});

describe('each difference is named:', () => {
  test('changed, missing and additional files, in the order of their paths', async () => {
    await writeFile(inSite(pdf), '%PDF-1.7 forged');
    await rm(inSite('index.html'));
    await mkdir(inSite('town/2022'));
    await writeFile(inSite('town/2022/town-2022.pdf'), '');
    const verdict = await expectDifferences(
      '缺少  index.html',
      `已改动  ${pdf}`,
      '多出  town/2022/town-2022.pdf',
    );
    for (const count of ['1 处已改动', '1 处缺少', '1 处多出']) expect(verdict).toContain(count);
  });

  test('a change that keeps the length', async () => {
    await edit(pdf, (text) => text.replace('2021', '2020'));
    await expectDifferences(`已改动  ${pdf}`);
  });

  test('manifest.json changed, and missing', async () => {
    await edit('manifest.json', (text) => text.replace('清河县', '清江县'));
    await expectDifferences('已改动  manifest.json');
    await rm(inSite('manifest.json'));
    await expectDifferences('缺少  manifest.json');
  });

  test('names that would play tricks on the terminal are spelt out', async () => {
    await writeFile(inSite('\u001b[2Jx\u202efdp.html'), '');
    await expectDifferences('多出  \\u{1b}[2Jx\\u{202e}fdp.html');
  });
});

describe('nothing outside of the folder is read:', () => {
  test('a link to a file, though its content be right', async () => {
    await rename(inSite(pdf), path.join(temporary.path, 'elsewhere.pdf'));
    await symlink('../../../elsewhere.pdf', inSite(pdf));
    await expectDifferences(`不是普通文件  ${pdf}`);
  });

  test('a link to a folder', async () => {
    const styles = (await readdir(inSite('assets'))).sort();
    expect(styles.length).toBeGreaterThan(1);
    await rename(inSite('assets'), path.join(temporary.path, 'elsewhere'));
    await symlink('../elsewhere', inSite('assets'));
    await expectDifferences(
      '不是普通文件  assets',
      ...styles.map((style) => `缺少  assets/${style}`),
    );
  });

  test.runIf(process.platform !== 'win32')('a pipe, for which nobody waits', async () => {
    await rm(inSite(pdf));
    expect(spawnSync('mkfifo', [inSite(pdf)]).status).toBe(0);
    await expectDifferences(`不是普通文件  ${pdf}`);
  });

  test('paths that lead out of it are refused by line', async () => {
    const outside = path.join(temporary.path, 'outside');
    await writeFile(outside, '外');
    const hash = createHash('sha256').update('外').digest('hex');
    await edit('SHA256SUMS', (sums) => `${hash}  ../outside\n${hash}  ${outside}\n${sums}`);
    await expectDifferences(
      '写法不对  SHA256SUMS 第 1 行：路径里不能有“..”',
      '写法不对  SHA256SUMS 第 2 行：路径不能是绝对路径',
    );
  });
});

describe('lists that do not agree are told:', () => {
  test('a file forged with its hash in SHA256SUMS', async () => {
    await writeFile(inSite(pdf), '%PDF-1.7 forged');
    await listAnew(pdf);
    await expectDifferences(`自相矛盾  manifest.json 与 SHA256SUMS 所列不同：${pdf}`);
  });

  test('a file that only SHA256SUMS has, and one that only manifest.json has', async () => {
    await writeFile(inSite('new.html'), '');
    const hash = createHash('sha256').digest('hex');
    await edit(
      'SHA256SUMS',
      (sums) => `${sums.replace(/^.* {2}index\.html\n/m, '')}${hash}  new.html\n`,
    );
    await rm(inSite('index.html'));
    await expectDifferences(
      '自相矛盾  manifest.json 与 SHA256SUMS 所列不同：new.html',
      '自相矛盾  manifest.json 与 SHA256SUMS 所列不同：index.html',
    );
  });

  test('a size, or a report’s PDF, that manifest.json has wrong', async () => {
    const text = await readFile(inSite('manifest.json'), 'utf8');
    const manifest = JSON.parse(text);
    manifest.outputs[0].size += 1;
    manifest.reports['town/2021'].pdf.sha256 = '0'.repeat(64);
    await writeFile(inSite('manifest.json'), JSON.stringify(manifest));
    await listAnew('manifest.json');
    await expectDifferences(
      `自相矛盾  manifest.json 所记的大小不对：${manifest.outputs[0].path}`,
      `自相矛盾  manifest.json 年报的 PDF 与它自己所列的文件不同：${pdf}`,
    );
  });

  test.each(['', '{', '[]', 'null', '{"generator":{"name":"别的"},"outputs":[],"reports":{}}'])(
    'a manifest.json that is none: %s',
    async (content) => {
      await writeFile(inSite('manifest.json'), content);
      await listAnew('manifest.json');
      await expectDifferences('自相矛盾  manifest.json 不是本程序写出的清单');
    },
  );

  test('a SHA256SUMS without manifest.json', async () => {
    await edit('SHA256SUMS', (sums) => sums.replace(/^.* {2}manifest\.json\n/m, ''));
    await expectDifferences('自相矛盾  manifest.json SHA256SUMS 没有列出它', '多出  manifest.json');
  });
});

describe('a downloaded file', () => {
  let download: string;
  beforeEach(async () => {
    download = path.join(temporary.path, '下载 (1).pdf');
    await cp(inSite(pdf), download);
  });

  test('is known by its content, whatever its name', async () => {
    const { code, out } = await run('verify', download, '--manifest', inSite('manifest.json'));
    expect(code).toBe(0);
    expect(out).toContain('清河县柳林镇人民政府2021年政府信息公开工作年度报告');
    expect(out).toContain('town/2021');
    expect(out).toContain('2022-01-20');
  });

  test('is known by SHA256SUMS too', async () => {
    const { code, out } = await run('verify', download, '--manifest', inSite('SHA256SUMS'));
    expect(code).toBe(0);
    expect(out).toContain(pdf);
  });

  test('need not be a PDF', async () => {
    const data = inSite('town/2021/report.json');
    const { code, out } = await run('verify', data, '--manifest', inSite('manifest.json'));
    expect(code).toBe(0);
    expect(out).toContain('town/2021/report.json');
  });

  test.each(['manifest.json', 'SHA256SUMS'])('that was changed is none of %s', async (name) => {
    await writeFile(download, ' ', { flag: 'a' });
    const { code, out } = await run('verify', download, '--manifest', inSite(name));
    expect(code).toBe(1);
    expect(out).toContain('不是这份清单里的文件');
  });

  test('is not verified by a list that is refused', async () => {
    await edit('SHA256SUMS', (sums) => `${sums}x\n`);
    const { code, err } = await run('verify', download, '--manifest', inSite('SHA256SUMS'));
    expect(code).toBe(2);
    expect(err).toMatch(/SHA256SUMS 第 \d+ 行/);
    await writeFile(inSite('manifest.json'), '{}');
    expect(await run('verify', download, '--manifest', inSite('manifest.json'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('不是网站的 manifest.json'),
    });
  });
});

describe('wrong use', () => {
  test.each<[string, () => string[], string]>([
    ['nothing to verify', () => [], '请写明要核对的目录或文件'],
    ['a place where nothing is', () => [path.join(site, 'nowhere')], '没有'],
    ['a folder without SHA256SUMS', () => [inSite('town')], '里没有 SHA256SUMS'],
    ['a file without a list', () => [inSite(pdf)], '--manifest'],
    ['a folder with a list', () => [site, '--manifest', inSite('SHA256SUMS')], '--manifest'],
    ['a list that is not there', () => [inSite(pdf), '--manifest', inSite('x')], '没有'],
    ['a list that is a folder', () => [inSite(pdf), '--manifest', site], '不是普通的文件'],
  ])('%s', async (_, args, words) => {
    const { code, out, err } = await run('verify', ...args());
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(words);
    expect(err).not.toContain('程序出错');
  });

  test('a SHA256SUMS that is a link', async () => {
    await rename(inSite('SHA256SUMS'), path.join(temporary.path, 'SHA256SUMS'));
    await symlink('../SHA256SUMS', inSite('SHA256SUMS'));
    expect(await run('verify', site)).toMatchObject({ code: 2 });
  });
});
