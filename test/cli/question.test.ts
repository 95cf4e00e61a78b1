import { PassThrough } from 'node:stream';
import { beforeEach, describe, expect, test } from 'vitest';
import { lineAsker } from '../../src/cli/question.ts';

const interrupted = new Error('interrupted');
let keys: PassThrough;
let screen: PassThrough;
let interruption: AbortController;
let ask: (question: string) => Promise<string | undefined>;
beforeEach(() => {
  keys = new PassThrough();
  screen = new PassThrough();
  interruption = new AbortController();
  const asker = lineAsker(keys, screen, () => interruption.abort(interrupted));
  ask = (question) => asker(question, interruption.signal);
});

describe('a question', () => {
  test('is answered by a line', async () => {
    const answer = ask('年度：');
    keys.write('2023\r');
    expect(await answer).toBe('2023');
    expect(String(screen.read())).toContain('年度：');
  });

  test('may be followed by another', async () => {
    const first = ask('一：');
    keys.write('1\r');
    expect(await first).toBe('1');
    const second = ask('二：');
    keys.write('\r');
    expect(await second).toBe('');
  });

  test('has no answer where the input ends', async () => {
    const answer = ask('年度：');
    keys.write('\x04');
    expect(await answer).toBeUndefined();
  });

  test('is broken off by Ctrl-C, and then no other is put', async () => {
    const answer = ask('年度：');
    keys.write('20\x03');
    await expect(answer).rejects.toBe(interrupted);
    await expect(ask('年度：')).rejects.toBe(interrupted);
  });
});
