import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageVersion } from '../packages/installed.ts';
import { unpacked } from '../packages/unpacked.ts';
import { PrintError } from './print-error.ts';

/** An unpacked browser: the program, and the folder of the libraries that bare systems lack. */
export interface BundledChromium {
  readonly executablePath: string;
  readonly libraryPath: string;
}

const PACKAGE = '@sparticuz/chromium';

/** Which browser it is, down to its version. */
export function bundledBrowserName(): string {
  return `${PACKAGE} ${packageVersion(PACKAGE)}`;
}

/**
 * The browser of the npm package, unpacked once per version.
 *
 * @throws PrintError where the package has no browser for this machine, or it cannot be unpacked
 */
export async function bundledChromium(): Promise<BundledChromium> {
  const { platform, arch } = process;
  if (platform !== 'linux' || arch !== 'x64') {
    throw new PrintError(
      `随附的浏览器只能在 Linux x64 上运行（本机是 ${platform} ${arch}），请用 --browser 指定 Chrome、Edge 或 Chromium`,
    );
  }
  const folder = await unpacked(PACKAGE, unpack);
  return {
    executablePath: join(folder, 'chromium'),
    libraryPath: join(folder, 'al2023', 'lib'),
  };
}

/**
 * The package unpacks into the temporary folder, file by file, and takes whatever lies there under
 * the right name for whole. So it runs in a process that has a temporary folder of its own.
 */
async function unpack(folder: string): Promise<void> {
  const script = `
    import chromium from '${PACKAGE}';
    chromium.setGraphicsMode = false;
    await chromium.executablePath();`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: import.meta.dirname,
    // Named as a Lambda function, it also unpacks the nss libraries.
    env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
  });
}
