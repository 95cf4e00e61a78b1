import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { ImportError, readDocument } from '../../../src/import/read/read-document.ts';
import { ReaderProcess } from '../../../src/import/read/reader-process.ts';
import { outline } from './outline.ts';
import { paragraph, wordFile } from './word-file.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const word = { name: '年报.docx', bytes: wordFile(paragraph('一、总体情况')) };
/** Attributes of one element are compared with each other: this takes minutes. */
const slow = {
  name: '慢.html',
  bytes: bytes(`<p ${Array.from({ length: 400_000 }, (_, at) => `a${at}`).join(' ')}>字`),
};
/** Cells in the tens of millions. */
const vast = { name: '大.txt', bytes: new Uint8Array(15_000_000).fill(0x09) };
const hour = 3_600_000;

describe('a file is read in a process of its own', () => {
  test('many at once, each by its name', async () => {
    const names = ['甲.txt', '乙.txt', '丙.txt', '丁.txt'];
    const documents = await Promise.all(names.map((name) => readDocument(name, bytes(name))));
    expect(documents.map((document) => [document.name, ...outline(document)])).toEqual(
      names.map((name) => [name, name]),
    );
  });

  test('bytes that are a part of others', async () => {
    const whole = Buffer.concat([bytes('前'), word.bytes, bytes('后')]);
    const part = whole.subarray(3, 3 + word.bytes.length);
    expect(outline(await readDocument(word.name, part))).toEqual(['一、总体情况']);
    expect(part).toEqual(Buffer.from(word.bytes));
  });

  test('which does not keep the program from ending', async () => {
    const module = new URL('../../../src/import/read/read-document.ts', import.meta.url);
    const program = `import { readDocument } from ${JSON.stringify(module)};
      console.log((await readDocument('a.txt', Buffer.from('字'))).blocks.length);`;
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--input-type=module',
      '--eval',
      program,
    ]);
    expect(stdout).toBe('1\n');
  });

  test('a refusal is the same as without', async () => {
    await expect(readDocument('a.txt', new Uint8Array())).rejects.toThrow(
      new ImportError('文件是空的，里面没有任何内容'),
    );
  });
});

describe('a process that takes too much is ended, and the next file is read by another', () => {
  test('time', async () => {
    await expect(readDocument(slow.name, slow.bytes, { timeLimit: 1000 })).rejects.toThrow(
      /^读了 1 秒还没有读完，已经放弃/,
    );
    expect(outline(await readDocument(word.name, word.bytes))).toEqual(['一、总体情况']);
  });

  test('memory', async () => {
    await expect(readDocument(vast.name, vast.bytes, { memoryLimit: 200 })).rejects.toThrow(
      /^读这个文件所需的内存过多，已经放弃/,
    );
    expect(outline(await readDocument(word.name, word.bytes))).toEqual(['一、总体情况']);
  });

  test('memory within a single allocation', async () => {
    const reader = new ReaderProcess(64);
    const bounds = { timeLimit: hour, memoryLimit: 1_000_000 };
    await expect(reader.read(vast, bounds)).rejects.toThrow(/^读这个文件所需的内存过多，已经放弃/);
    expect(reader.hasEnded).toBe(true);
    expect(outline(await readDocument(word.name, word.bytes))).toEqual(['一、总体情况']);
  });

  test('patience of whoever waits', async () => {
    const controller = new AbortController();
    const reading = readDocument(slow.name, slow.bytes, { signal: controller.signal });
    const reason = new Error('interrupted');
    controller.abort(reason);
    await expect(reading).rejects.toBe(reason);
    await expect(readDocument(word.name, word.bytes, { signal: controller.signal })).rejects.toBe(
      reason,
    );
    expect(outline(await readDocument(word.name, word.bytes))).toEqual(['一、总体情况']);
  });
});
