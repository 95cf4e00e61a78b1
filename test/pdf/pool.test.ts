import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RunningBrowser } from '../../src/pdf/browser.ts';
import { type BrowserLease, BrowserPool } from '../../src/pdf/browser-pool.ts';
import { BrowserError } from '../../src/pdf/print-error.ts';

/** A browser that is only kept account of. */
class FakeBrowser {
  isConnected = true;
  hasEnded = false;
  tenants = 0;
  /** Whether it was ended while somebody was at work in it. */
  endedWithTenants = false;
  readonly running: RunningBrowser;

  constructor(pid: number | undefined = undefined) {
    const isConnected = () => this.isConnected;
    const browser = {
      get connected() {
        return isConnected();
      },
      process: () => ({ pid }),
    };
    this.running = {
      browser: browser as unknown as RunningBrowser['browser'],
      gone: new Promise(() => {}),
      close: async () => {
        this.endedWithTenants ||= this.tenants > 0 && this.isConnected;
        this.hasEnded = true;
        this.isConnected = false;
      },
    };
  }
}

/** A pool of fakes, and all of them. */
function fakePool({ memoryBytes = Number.MAX_SAFE_INTEGER, documentsPerLook = 1, pid = -1 } = {}) {
  const browsers: FakeBrowser[] = [];
  const start = async () => {
    const browser = new FakeBrowser(pid);
    browsers.push(browser);
    return browser.running;
  };
  return { browsers, pool: new BrowserPool(start, { memoryBytes, documentsPerLook }) };
}

const open = (browsers: readonly FakeBrowser[]) => browsers.filter(({ hasEnded }) => !hasEnded);

/** Lets everything that has been begun come to its end. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('one browser serves all', () => {
  test('who come at once, however long it takes to start', async () => {
    const { browsers, pool } = fakePool();
    const leases = await Promise.all([pool.lease(), pool.lease(), pool.lease()]);
    expect(new Set(leases.map(({ running }) => running)).size).toBe(1);
    expect(browsers).toHaveLength(1);
  });

  test('until it is retired: then it stays for those within, and the next get another', async () => {
    const { browsers, pool } = fakePool();
    const [first, second] = [await pool.lease(), await pool.lease()];
    first.retire();
    const third = await pool.lease();
    expect(third.running).not.toBe(first.running);
    expect([first.isRetired, second.isRetired, third.isRetired]).toEqual([true, true, false]);
    first.release();
    expect(open(browsers)).toHaveLength(2);
    second.release();
    expect(open(browsers).map(({ running }) => running)).toEqual([third.running]);
  });

  test('and is kept when nobody is within', async () => {
    const { browsers, pool } = fakePool();
    (await pool.lease()).release();
    expect(open(browsers)).toHaveLength(1);
    await pool.lease();
    expect(browsers).toHaveLength(1);
  });
});

describe.runIf(process.platform === 'linux')('a browser that has grown', () => {
  // This very process stands for one: it takes up some memory for certain.
  const pid = process.pid;

  test('is exchanged, and ends when those within have gone', async () => {
    const { browsers, pool } = fakePool({ pid, memoryBytes: 1 });
    const [first, second] = [await pool.lease(), await pool.lease()];
    first.noteDocument();
    expect(second.isRetired).toBe(true);
    first.release();
    expect(browsers[0]!.hasEnded).toBe(false);
    expect((await pool.lease()).running).toBe(browsers[1]!.running);
    second.release();
    expect(browsers[0]!.hasEnded).toBe(true);
  });

  test('is noticed after so many documents, and below the limit it is kept', async () => {
    const { pool } = fakePool({ pid, memoryBytes: 1, documentsPerLook: 3 });
    const lease = await pool.lease();
    const seen = [1, 2, 3].map(() => {
      lease.noteDocument();
      return lease.isRetired;
    });
    expect(seen).toEqual([false, false, true]);
    const small = await fakePool({ pid }).pool.lease();
    small.noteDocument();
    expect(small.isRetired).toBe(false);
  });
});

describe('a browser that fails', () => {
  test('to start is not waited for by the next, who try another', async () => {
    let starts = 0;
    const browser = new FakeBrowser();
    const start = async () => {
      starts += 1;
      if (starts === 1) throw new BrowserError('无法启动浏览器');
      return browser.running;
    };
    const pool = new BrowserPool(start, { memoryBytes: 1, documentsPerLook: 1 });
    const both = await Promise.allSettled([pool.lease(), pool.lease()]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect((await pool.lease()).running).toBe(browser.running);
    expect(starts).toBe(2);
  });

  test('while nobody is within is told once, and then another is started', async () => {
    const { browsers, pool } = fakePool();
    (await pool.lease()).release();
    browsers[0]!.isConnected = false;
    await expect(pool.lease()).rejects.toThrow(BrowserError);
    expect((await pool.lease()).running).toBe(browsers[1]!.running);
    expect(browsers[0]!.hasEnded).toBe(true);
  });

  test('as soon as it has started does not keep the pool starting for ever', async () => {
    let starts = 0;
    const start = async () => {
      starts += 1;
      const browser = new FakeBrowser();
      browser.isConnected = false;
      return browser.running;
    };
    const pool = new BrowserPool(start, { memoryBytes: 1, documentsPerLook: 1 });
    await expect(pool.lease()).rejects.toThrow(BrowserError);
    expect(starts).toBe(1);
  });
});

describe('closing', () => {
  test('waits for a browser that is being started, and ends it', async () => {
    const { promise: permission, resolve: permit } = Promise.withResolvers<void>();
    const browser = new FakeBrowser();
    const start = async () => {
      await permission;
      return browser.running;
    };
    const pool = new BrowserPool(start, { memoryBytes: 1, documentsPerLook: 1 });
    const lease = pool.lease();
    const closed = pool.close();
    permit();
    await Promise.allSettled([lease, closed]);
    expect(browser.hasEnded).toBe(true);
  });

  test('lets nobody in any more', async () => {
    const { browsers, pool } = fakePool();
    await pool.close();
    await expect(pool.lease()).rejects.toThrow(BrowserError);
    expect(browsers).toEqual([]);
  });
});

/** One of the things that happen to a pool; the number picks one of the leases or browsers. */
type Step = readonly ['lease' | 'release' | 'retire' | 'document' | 'die', number];

test('whatever happens, no browser is left open and none is ended under somebody’s hands', async () => {
  const step: fc.Arbitrary<Step> = fc.tuple(
    fc.constantFrom('lease', 'lease', 'release', 'release', 'retire', 'document', 'die'),
    fc.nat(9),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.boolean(), async (steps, isGrown) => {
      const { browsers, pool } = fakePool({
        pid: isGrown ? process.pid : -1,
        memoryBytes: 1,
        documentsPerLook: 4,
      });
      const held: BrowserLease[] = [];
      const pick = <Item>(items: readonly Item[], at: number) => items[at % items.length];
      const browserOf = ({ running }: BrowserLease) =>
        browsers.find((browser) => browser.running === running)!;

      for (const [action, at] of steps) {
        const lease = pick(held, at);
        if (action === 'lease') {
          const wereDead = browsers.filter(({ isConnected }) => !isConnected);
          const got = await pool.lease().catch((error) => {
            expect(error).toBeInstanceOf(BrowserError);
          });
          if (!got) continue;
          expect(wereDead).not.toContain(browserOf(got));
          expect(got.isRetired).toBe(false);
          held.push(got);
          browserOf(got).tenants += 1;
        }
        if (action === 'die') {
          const browser = pick(browsers, at);
          if (browser) browser.isConnected = false;
        }
        if (action === 'document') lease?.noteDocument();
        if (action === 'retire') lease?.retire();
        if (action === 'release' && lease) {
          held.splice(held.indexOf(lease), 1);
          browserOf(lease).tenants -= 1;
          lease.release();
        }
        await settle();
        // Apart from the one for those who come, only those are kept that somebody is in.
        const idle = open(browsers).filter(({ tenants }) => tenants === 0);
        expect(idle.length).toBeLessThanOrEqual(1);
        expect(browsers.filter(({ endedWithTenants }) => endedWithTenants)).toEqual([]);
      }
      await pool.close();
      expect(open(browsers)).toEqual([]);
      for (const lease of held) lease.release();
      await settle();
      expect(open(browsers)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
