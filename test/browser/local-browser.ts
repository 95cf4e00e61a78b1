import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, launch } from 'puppeteer-core';
import { bundledChromium } from '../../src/pdf/bundled-chromium.ts';

/** A browser that is gone when the test is over (`await using`), or when `close` is called. */
export interface LocalBrowser extends AsyncDisposable {
  browser: Browser;
  close(): Promise<void>;
}

/**
 * The browser that the product ships, as a reader has one: with no fonts installed for it. It
 * resolves no name, and of all addresses this machine's own only.
 */
export async function openLocalBrowser(): Promise<LocalBrowser> {
  const { executablePath, libraryPath } = await bundledChromium();
  const profile = await mkdtemp(path.join(tmpdir(), 'gongkai-test-'));
  const browser = await launch({
    executablePath,
    headless: 'shell',
    userDataDir: profile,
    pipe: true,
    env: { ...process.env, LD_LIBRARY_PATH: libraryPath },
    args: [
      '--no-sandbox',
      '--no-zygote',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
  const close = async () => {
    await browser.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { browser, close, [Symbol.asyncDispose]: close };
}
