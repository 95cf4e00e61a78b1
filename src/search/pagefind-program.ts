import { createRequire } from 'node:module';

/** What is to be said where there is no program. */
export const noSearch = `本机（${process.platform}-${process.arch}）没有检索程序，生成的网站没有检索功能，其余不受影响。npm 安装时如果排除了可选包，请重新运行 npm ci。`;

/**
 * Path of Pagefind's program for this machine, which npm installs beside Pagefind; undefined where
 * there is none for this kind of machine, or npm was told to leave optional packages out.
 */
export function pagefindProgram(
  platform: string = process.platform,
  architecture: string = process.arch,
): string | undefined {
  const kind = `${platform === 'win32' ? 'windows' : platform}-${architecture}`;
  const ending = platform === 'win32' ? '.exe' : '';
  const require = createRequire(import.meta.resolve('pagefind'));
  try {
    return require.resolve(`@pagefind/${kind}/bin/pagefind_extended${ending}`);
  } catch {
    return undefined;
  }
}
