import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatChecksums, parseChecksums } from '../../src/publish/checksums.ts';
import { temporaryFolder } from '../roots.ts';

// SHA-256 of nothing and of "abc", from FIPS 180-2.
const ofNothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const ofAbc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

const withHashes = (hashes: ReadonlyMap<string, string>) =>
  new Map([...hashes].map(([file, sha256]) => [file, { sha256 }]));

/** Names that a file may have in a folder, the awkward ones among them. */
const name = fc
  .stringMatching(/^[a-z一\\\n\r *.𠮷～]{1,6}$/u)
  .filter((text) => text !== '.' && text !== '..' && !text.startsWith('\\'));
const file = fc.array(name, { minLength: 1, maxLength: 3 }).map((steps) => steps.join('/'));

test('a line per file, in the order of code points', () => {
  const files = ['𠮷.html', '～.html', 'b.pdf', 'a/b.pdf', 'a.pdf', 'B.pdf'];
  const written = formatChecksums(new Map(files.map((each) => [each, { sha256: ofAbc }])));
  const sorted = ['B.pdf', 'a.pdf', 'a/b.pdf', 'b.pdf', '～.html', '𠮷.html'];
  expect(written).toBe(sorted.map((each) => `${ofAbc}  ${each}\n`).join(''));
});

test('what is written is read again, whatever the names', () => {
  fc.assert(
    fc.property(fc.uniqueArray(file, { maxLength: 5 }), (files) => {
      const hashes = new Map(files.map((each, at) => [each, at % 2 ? ofAbc : ofNothing]));
      const read = parseChecksums(formatChecksums(withHashes(hashes)));
      expect(read.malformed).toEqual([]);
      expect(new Map([...read.hashes].sort())).toEqual(new Map([...hashes].sort()));
    }),
  );
});

test('nothing is an empty list', () => {
  expect(formatChecksums(new Map())).toBe('');
  expect(parseChecksums('')).toEqual({ hashes: new Map(), malformed: [] });
});

const hasTool = spawnSync('sha256sum', ['--version']).status === 0;
if (!hasTool) console.warn('sha256sum is not installed: its format is not compared');

describe.skipIf(!hasTool)('sha256sum', () => {
  const names = ['a.pdf', 'b c.html', '年报.pdf', 'back\\slash', 'line\nfeed'];

  test('checks what is written', async () => {
    await using folder = await temporaryFolder();
    for (const each of names) await writeFile(path.join(folder.path, each), 'abc');
    const sums = formatChecksums(new Map(names.map((each) => [each, { sha256: ofAbc }])));
    await writeFile(path.join(folder.path, 'SHA256SUMS'), sums);
    const check = () => spawnSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: folder.path }).status;
    expect(check()).toBe(0);
    await writeFile(path.join(folder.path, 'line\nfeed'), 'abd');
    expect(check()).toBe(1);
  });

  test('writes what is read, in text and binary mode', async () => {
    await using folder = await temporaryFolder();
    for (const each of names) await writeFile(path.join(folder.path, each), 'abc');
    for (const mode of ['--text', '--binary']) {
      const { stdout } = spawnSync('sha256sum', [mode, ...names], {
        cwd: folder.path,
        encoding: 'utf8',
      });
      expect(parseChecksums(stdout)).toEqual({
        hashes: new Map(names.map((each) => [each, ofAbc])),
        malformed: [],
      });
    }
  });
});

describe('a line is refused by its number:', () => {
  test.each([
    ['an absolute path', `${ofAbc}  /etc/passwd`, '绝对路径'],
    ['a drive', `${ofAbc}  C:\\Windows`, '绝对路径'],
    ['a path upwards', `${ofAbc}  ../secret`, '“..”'],
    ['a path down and upwards', `${ofAbc}  town/../../secret`, '“..”'],
    ['a path of this folder', `${ofAbc}  ./a.pdf`, '“.”'],
    ['a folder', `${ofAbc}  town/`, '“.”'],
    ['an empty step', `${ofAbc}  town//a.pdf`, '“.”'],
    ['an escaped path upwards', `\\${ofAbc}  ..`, '“..”'],
    ['a path seen before', `${ofNothing}  first.pdf`, '两次'],
    ['a short hash', `${ofAbc.slice(1)}  a.pdf`, '写法'],
    ['a hash in capitals', `${ofAbc.toUpperCase()}  a.pdf`, '写法'],
    ['one space', `${ofAbc} a.pdf`, '写法'],
    ['no name', `${ofAbc}  `, '写法'],
    ['an unknown escape', `\\${ofAbc}  a\\tb`, '写法'],
    ['an empty line', '', '写法'],
    ['another language', '<html>', '写法'],
    ['a carriage return', `${ofAbc}  a.pdf\r`, '回车'],
    ['a null character', `${ofAbc}  a\0.pdf`, '空字符'],
  ])('%s', (_, line, words) => {
    const text = `${ofAbc}  first.pdf\n${line}\n${ofAbc}  last.pdf\n`;
    const { hashes, malformed } = parseChecksums(text);
    expect(malformed).toEqual([{ line: 2, message: expect.stringContaining(words) }]);
    expect([...hashes]).toEqual([
      ['first.pdf', ofAbc],
      ['last.pdf', ofAbc],
    ]);
  });

  test('a last line that was cut off', () => {
    const { malformed } = parseChecksums(`${ofAbc}  a.pdf\n${ofAbc}  b`);
    expect(malformed).toEqual([{ line: 2, message: expect.stringContaining('截断') }]);
  });
});
