import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ToldError } from '../told-error.ts';
import { packageCache } from './installed.ts';

/** A package could not be unpacked; the message is for the person at the terminal. */
export class UnpackError extends ToldError {
  override name = 'UnpackError';
}

/**
 * A folder under `node_modules/.cache` that holds what `fill` makes of an npm package, made once
 * per version of it. The folder is filled aside and renamed into place: it is complete or absent,
 * however many builds start at once.
 *
 * @throws UnpackError when it cannot be filled
 */
export async function unpacked(
  packageName: string,
  fill: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = packageCache(packageName);
  if (existsSync(folder)) return folder;
  await mkdir(dirname(folder), { recursive: true });
  const staging = await mkdtemp(`${folder}.`);
  try {
    await fill(staging);
    await rename(staging, folder);
  } catch (cause) {
    await rm(staging, { recursive: true, force: true });
    // Another process may have been faster: a folder with files in it is not replaced.
    if (!existsSync(folder))
      throw new UnpackError(`无法解开 ${packageName}（${folder}）`, { cause });
  }
  return folder;
}
