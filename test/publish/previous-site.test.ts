import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../cli/recorder.ts';
import { edit } from '../ledger/published-root.ts';
import { fixtureRoot, temporaryRoot } from '../roots.ts';

const file = 'reports/town/2021.yaml';

test('from publication to correction: the former PDF stays at an address of its own', async () => {
  await using root = await temporaryRoot(fixtureRoot('bad-input/base'));
  const at = (name: string) => path.join(root.path, name);
  const gongkai = (command: string, ...args: string[]) =>
    run(command, '--root', root.path, ...args);
  const build = (out: string, ...args: string[]) =>
    gongkai('build', '--out', at(out), '--cache', at('cache'), ...args);
  expect(await build('first')).toMatchObject({ code: 0, err: '' });
  expect(await gongkai('publish', '--site', at('first'))).toMatchObject({ code: 0, err: '' });

  await edit(root.path, file, '行政许可: 12', '行政许可: 13');
  expect(await build('second', '--previous', at('first'))).toMatchObject({ code: 1 });
  const correction =
    '更正:\n  - {日期: 2022-03-01, 地址: 主动公开.行政许可.本年处理决定数量, 原值: 12, 现值: 13, 理由: 漏计}\n';
  await edit(root.path, file, '  复议后起诉: 0\n', `  复议后起诉: 0\n\n${correction}`);
  expect(await gongkai('publish', '--site', at('first'))).toEqual({
    code: 1,
    out: '',
    err: '网站与年报不一致，请重新生成：town/2021\n台账原样未动。\n',
  });
  expect(await build('second', '--previous', at('first'))).toMatchObject({ code: 0, err: '' });
  expect(await gongkai('publish', '--site', at('second'))).toMatchObject({ code: 0, err: '' });

  const manifestOf = async (site: string) =>
    JSON.parse(await readFile(at(`${site}/manifest.json`), 'utf8')).reports['town/2021'];
  const { fingerprint, pdf } = await manifestOf('first');
  const name = `town-2021-${fingerprint.slice(0, 12)}.pdf`;
  const html = await readFile(at('second/town/2021/index.html'), 'utf8');
  expect(html).toContain(`<a href="${name}">更正前的 PDF 正式文本</a>`);
  const bytes = (site: string, pdfFile: string) => readFile(at(`${site}/town/2021/${pdfFile}`));
  const former = await bytes('first', 'town-2021.pdf');
  expect((await bytes('second', name)).equals(former)).toBe(true);
  expect((await bytes('second', 'town-2021.pdf')).equals(former)).toBe(false);
  expect((await manifestOf('second')).former).toEqual([
    { fingerprint, path: `town/2021/${name}`, sha256: pdf.sha256, size: pdf.size },
  ]);
  expect(await run('verify', at('second'))).toMatchObject({ code: 0 });

  // The next build carries it on, though nothing was corrected since.
  expect(await build('third', '--previous', at('second'))).toMatchObject({ code: 0 });
  expect((await bytes('third', name)).equals(former)).toBe(true);

  // So it does out of the very folder that it replaces; one that does not is told.
  expect(await build('third', '--previous', at('third'))).toMatchObject({ code: 0, err: '' });
  expect((await bytes('third', name)).equals(former)).toBe(true);
  expect(await build('fourth')).toMatchObject({
    code: 0,
    err: '有 1 份年报更正过，没有写 --previous：更正前的 PDF 不在这次生成的网站里\n',
  });
}, 120_000);
