import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { chmod, cp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { BaseRoot, badInput, base, baseReport, edited, report } from '../yaml/base-root.ts';

const root = new BaseRoot();

test('the common base is without fault', async () => {
  expect(await root.check()).toEqual({
    out: '共 1 份年报：0 个错误，0 个警告。可以发布。\n',
    err: '',
    code: 0,
  });
});

describe('each folder of bad input is told as an editor should be told', () => {
  const cases = readdirSync(badInput).filter((name) => name !== 'base');
  test.each(cases)('%s', async (name) => {
    const given = path.join(badInput, name);
    await cp(given, root.path, {
      recursive: true,
      filter: (from) => path.basename(from) !== 'expected.txt',
    });
    const { out, code } = await root.check();
    await expect(out).toMatchFileSnapshot(path.join(given, 'expected.txt'));
    expect(code).toBe(out.includes('，不能发布。') ? 1 : 0);
  });
});

describe('bytes that git would normalise or cannot hold', () => {
  test('not UTF-8: a report saved as GBK', async () => {
    // “格式” in GBK.
    await root.write(report, Buffer.from([0xb8, 0xf1, 0xca, 0xbd, 0x3a, 0x20, 0x31, 0x0a]));
    expect(await root.told()).toBe(`\
  1:1  错误  文件不是 UTF-8 编码：请在编辑器里另存为 UTF-8  file/encoding
     1 | ��ʽ: 1
       | ^`);
  });

  test('not UTF-8: one broken byte, shown at its line', async () => {
    const bytes = Buffer.from(baseReport);
    bytes[bytes.indexOf('解读')] = 0xff;
    await root.write(report, bytes);
    expect(await root.told()).toBe(`\
  29:3  错误  文件不是 UTF-8 编码：请在编辑器里另存为 UTF-8  file/encoding
    29 |   ���读材料偏少，今后逐件配发。
       |   ^`);
  });

  test('UTF-16 as Windows calls “Unicode”', async () => {
    await root.write(report, Buffer.from(`\ufeff${baseReport}`, 'utf16le'));
    expect(await root.told()).toMatch(/^ {2}1:1 {2}错误 {2}文件不是 UTF-8 编码：/);
  });

  test('a byte order mark', async () => {
    await root.write(report, `\ufeff${baseReport}`);
    expect(await root.told()).toBe(`\
  1:1  错误  文件开头有 BOM 标记：请在编辑器里另存为“UTF-8”（不带 BOM）  file/bom
     1 | 格式: "2021"
       | ^`);
  });

  test('CRLF, told once, and other problems besides', async () => {
    await root.write(report, edited('行政处罚: 0', '行政处罚: 三').replaceAll('\n', '\r\n'));
    expect(await root.told()).toBe(`\
  1:11  错误  换行符不是 LF（是 CRLF 或 CR）：请在编辑器里把行尾序列改为 LF  file/line-end
     1 | 格式: "2021"
       |             ^
  11:9  错误  “行政处罚”的“三”是汉字数字：请改用阿拉伯数字  figure/chinese-numeral
    11 |   行政处罚: 三
       |             ^`);
  });

  test('CR only: one problem, not one for every line', async () => {
    await root.write(report, baseReport.replaceAll('\n', '\r'));
    const text = await root.told();
    expect(text).toMatch(/^ {2}1:11 {2}错误 {2}换行符不是 LF/);
    expect(text.match(/错误/g)).toHaveLength(1);
    expect(text).not.toContain('\r');
  });

  test('a file over 1 MiB is not read', async () => {
    await root.write(report, `${baseReport}# ${'x'.repeat(1024 * 1024)}\n`);
    const size = Buffer.byteLength(baseReport) + 1024 * 1024 + 3;
    expect(await root.told()).toBe(
      `  1:1  错误  文件超过 1 MiB（${size} 字节）：一份年报不会这么大，请检查是否粘贴了图片或别的内容  file/size`,
    );
  });

  test('exactly 1 MiB is read', async () => {
    const fill = 1024 * 1024 - Buffer.byteLength(baseReport) - 3;
    await root.write(report, `${baseReport}# ${'x'.repeat(fill)}\n`);
    expect((await root.check()).code).toBe(0);
  });

  test('characters that cannot be seen, in a key, in prose and in a value', async () => {
    const text = edited('行政处罚', '行政\u200b处罚')
      .replace('解读', '解\u202e读')
      .replace('本年没有', '本年\u2028没有')
      .replace('收取', '收\ufffd取');
    await root.write(report, text);
    expect(await root.told()).toBe(`\
  11:5  错误  这里有看不见的字符（U+200B，多由网页或 Word 粘贴而来）：请删去，重新输入这几个字  file/character
    11 |   行政□处罚: 0
       |       ^
  29:4  错误  这里有看不见的字符（U+202E，多由网页或 Word 粘贴而来）：请删去，重新输入这几个字  file/character
    29 |   解□读材料偏少，今后逐件配发。
       |     ^
  32:5  错误  这里有看不见的字符（U+2028，多由网页或 Word 粘贴而来）：请删去，重新输入这几个字  file/character
    32 |   本年□没有收�取信息处理费。
       |       ^
  32:9  错误  这里的文字已经损坏（�）：请对照原件重新输入  file/character
    32 |   本年□没有收�取信息处理费。
       |              ^`);
  });

  test.each([
    ['NUL', '\0', '0000'],
    ['escape', '\u001b', '001B'],
    ['next line', '\u0085', '0085'],
    ['delete', '\u007f', '007F'],
  ])('a control character: %s', async (_name, sign, code) => {
    await root.write(report, edited('解读', `解${sign}[31m读`));
    expect(await root.told()).toBe(`\
  29:4  错误  这里有看不见的字符（U+${code}，多由网页或 Word 粘贴而来）：请删去，重新输入这几个字  file/character
    29 |   解□[31m读材料偏少，今后逐件配发。
       |     ^`);
  });

  test.each([
    ['NUL', '\\0', '0000'],
    ['escape', '\\e[31m', '001B'],
    ['half of a pair', '\\ud800', 'D800'],
    ['right-to-left override', '\\u202e', '202E'],
  ])('a refused character written as an escape: %s', async (_name, written, code) => {
    await root.write(report, edited('发布日期', `标题: "年报${written}"\n发布日期`));
    expect(await root.told()).toBe(`\
  2:5  错误  这里有看不见的字符（U+${code}，多由网页或 Word 粘贴而来）：请删去，重新输入这几个字  file/character
     2 | 标题: "年报${written}"
       |       ^`);
  });
});

describe('files and folders that are not what they should be', () => {
  const linkMessage = '  1:1  错误  符号链接指向了目录之外或不存在的地方，不予读取  file/link';

  test('a file linked from outside the root', async () => {
    await writeFile(path.join(root.outside, 'secret.yaml'), '密码: 1\n');
    await symlink(
      path.join(root.outside, 'secret.yaml'),
      path.join(root.path, 'reports/town/2022.yaml'),
    );
    expect(await root.told('reports/town/2022.yaml')).toBe(linkMessage);
  });

  test('a folder linked from outside the root', async () => {
    await cp(path.join(base, 'reports/town'), path.join(root.outside, 'elsewhere'), {
      recursive: true,
    });
    await symlink(path.join(root.outside, 'elsewhere'), path.join(root.path, 'reports/county'));
    expect(await root.told('reports/county')).toBe(linkMessage);
  });

  test('a folder beside the root whose name begins like it', async () => {
    await cp(path.join(base, 'reports/town'), `${root.path}-2`, { recursive: true });
    await symlink(`${root.path}-2`, path.join(root.path, 'reports/county'));
    expect(await root.told('reports/county')).toBe(linkMessage);
  });

  test('a link to nowhere and a link to itself', async () => {
    await symlink('nowhere', path.join(root.path, 'reports/town/2022.yaml'));
    await symlink('2023.yaml', path.join(root.path, 'reports/town/2023.yaml'));
    expect(await root.told('reports/town/2022.yaml')).toBe(linkMessage);
    expect(await root.told('reports/town/2023.yaml')).toBe(linkMessage);
  });

  test('the reports folder itself linked from outside', async () => {
    await cp(path.join(root.path, 'reports'), path.join(root.outside, 'reports'), {
      recursive: true,
    });
    await rm(path.join(root.path, 'reports'), { recursive: true });
    await symlink(path.join(root.outside, 'reports'), path.join(root.path, 'reports'));
    expect((await root.check()).out).toContain('符号链接指向了目录之外');
  });

  test('the agencies linked from outside', async () => {
    await cp(path.join(root.path, 'data'), path.join(root.outside, 'data'), { recursive: true });
    await rm(path.join(root.path, 'data/agencies.yaml'));
    await symlink(
      path.join(root.outside, 'data/agencies.yaml'),
      path.join(root.path, 'data/agencies.yaml'),
    );
    expect(await root.told('data/agencies.yaml')).toBe(
      '  1:1  错误  符号链接指向了目录之外，不予读取  file/link',
    );
  });

  test('a link within the root is followed', async () => {
    await symlink('2021.yaml', path.join(root.path, 'reports/town/2022.yaml'));
    await symlink('town', path.join(root.path, 'reports/county'));
    const { out, code } = await root.check();
    expect(out).toMatch(/共 4 份年报：0 个错误/);
    expect(code).toBe(0);
  });

  test('a pipe is not waited for', async () => {
    execFileSync('mkfifo', [path.join(root.path, 'reports/town/2022.yaml')]);
    expect(await root.told('reports/town/2022.yaml')).toBe(
      '  1:1  错误  这不是普通的文件，不予读取  file/type',
    );
  });

  test('a folder named like the agencies', async () => {
    await rm(path.join(root.path, 'data/agencies.yaml'));
    await mkdir(path.join(root.path, 'data/agencies.yaml'));
    expect(await root.told('data/agencies.yaml')).toBe(
      '  1:1  错误  这不是普通的文件，不予读取  file/type',
    );
  });

  // Root may read everything.
  test.skipIf(process.getuid?.() === 0)('a file that may not be read', async () => {
    await chmod(path.join(root.path, report), 0);
    expect(await root.told()).toBe('  1:1  错误  读不了这个文件（EACCES）  file/missing');
  });

  test('no data, no reports', async () => {
    await rm(path.join(root.path, 'data'), { recursive: true });
    await rm(path.join(root.path, 'reports'), { recursive: true });
    expect((await root.check()).out).toBe(`\
data/agencies.yaml
  1:1  错误  没有这个文件  file/missing

data/site.yaml
  1:1  错误  没有这个文件  file/missing

reports
  1:1  错误  没有这个目录  file/missing

共 0 份年报：3 个错误，0 个警告。有错误，不能发布。
`);
  });

  test('hidden files and a README are left alone', async () => {
    await root.write('reports/.DS_Store', 'x');
    await root.write('reports/town/.2021.yaml.swp', 'x');
    await root.write('reports/README.md', '说明');
    expect((await root.check()).code).toBe(0);
  });

  test('a file name that would command the terminal', async () => {
    await root.write('reports/town/\u001b[31m2021.yaml', baseReport);
    const { out } = await root.check();
    expect(out).toContain('reports/town/□[31m2021.yaml');
    expect(out).not.toContain('\u001b');
  });
});
