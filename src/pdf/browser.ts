import type { ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, launch } from 'puppeteer-core';
import { defaultFonts, type FontSet } from '../fonts/font-set.ts';
import { bundledChromium } from './bundled-chromium.ts';
import { writeFontConfiguration } from './fonts.ts';
import { BrowserError } from './print-error.ts';

/** A running browser with a profile folder of its own. */
export interface RunningBrowser {
  readonly browser: Browser;
  /** Fails when the browser ends, on purpose or not; what waits for it may otherwise wait long. */
  readonly gone: Promise<never>;
  /** Ends the browser and removes its profile; further calls wait for the same end. */
  close(): Promise<void>;
}

const ARGUMENTS = [
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
  // Second line of defence behind the interception: no name resolves, prefetch hints included.
  '--host-resolver-rules=MAP * ~NOTFOUND',
];

// The shipped browser has no setuid helper, and root may not use the sandbox at all. What is
// rendered is our own escaped content, without scripts and without a network.
const WITHOUT_SANDBOX = ['--no-sandbox', '--no-zygote'];

export const BROWSER_GONE = '浏览器已关闭，排版中断';

const PATIENCE_MS = 5_000;

/**
 * Starts the shipped browser, or the one at `browserPath`, with the given fonts installed.
 *
 * @throws BrowserError when it cannot be started; PrintError when there is none for this machine
 */
export async function startBrowser(
  browserPath?: string,
  fonts: FontSet = defaultFonts,
): Promise<RunningBrowser> {
  const program =
    browserPath === undefined ? await bundledProgram() : installedProgram(browserPath);
  const profile = await mkdtemp(join(tmpdir(), 'gongkai-browser-'));
  const removeProfile = () => {
    try {
      rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    } catch {} // a folder too many in the temporary one is no reason to fail
  };
  try {
    const browser = await launch({
      executablePath: program.executablePath,
      args: [...ARGUMENTS, ...program.args],
      env: {
        ...program.env,
        FONTCONFIG_FILE: await writeFontConfiguration(profile, fonts),
        // What it leaves behind when it is killed goes with its profile.
        TMPDIR: profile,
      },
      headless: 'shell',
      userDataDir: profile,
      // A pipe, unlike a port, ends the browser when this process dies, even by SIGKILL.
      pipe: true,
      // Whoever opened the paginator decides what a signal means, and calls close().
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    // For a process that exits without close(): after puppeteer, which then kills the browser.
    process.once('exit', removeProfile);
    const { promise: gone, reject } = Promise.withResolvers<never>();
    gone.catch(() => {}); // nobody may be waiting
    browser.once('disconnected', () => reject(new BrowserError(BROWSER_GONE)));
    let closing: Promise<void> | undefined;
    const close = async () => {
      await endBrowser(browser);
      await rm(profile, { recursive: true, force: true, maxRetries: 5 }).then(
        () => process.off('exit', removeProfile),
        () => {}, // on exit it is tried once more
      );
    };
    return {
      browser,
      gone,
      close: () => {
        closing ??= close();
        return closing;
      },
    };
  } catch (error) {
    removeProfile();
    throw new BrowserError(`无法启动浏览器：${program.executablePath}`, { cause: error });
  }
}

interface Program {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly env: Record<string, string | undefined>;
}

async function bundledProgram(): Promise<Program> {
  const { executablePath, libraryPath } = await bundledChromium();
  return {
    executablePath,
    args: WITHOUT_SANDBOX,
    env: {
      ...process.env,
      LD_LIBRARY_PATH: [libraryPath, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
    },
  };
}

function installedProgram(executablePath: string): Program {
  const args = process.getuid?.() === 0 ? WITHOUT_SANDBOX : [];
  return { executablePath, args, env: process.env };
}

/** Asks the browser to end; kills it when it does not, or is too ill to answer. */
async function endBrowser(browser: Browser): Promise<void> {
  const child = browser.process();
  const ended = new Promise<void>((resolve) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });
  const killer = setTimeout(() => kill(child), PATIENCE_MS);
  await browser.close().catch(() => kill(child));
  await ended;
  clearTimeout(killer);
}

/** Kills a process and all that it has started: puppeteer makes it the leader of a group. */
function kill(child: ChildProcess | null): void {
  if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  if (process.platform === 'win32') child.kill('SIGKILL');
  else process.kill(-child.pid, 'SIGKILL');
}
