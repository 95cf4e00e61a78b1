import { isSystemError } from '../archive/files.ts';
import { OutputError } from './staging.ts';

/** What the file system may refuse however right the program is, by its code. */
const reasons: Readonly<Record<string, string>> = {
  ENOSPC: '磁盘已满',
  EDQUOT: '磁盘配额已用完',
  EROFS: '磁盘是只读的',
  EACCES: '没有读写的权限',
  EPERM: '没有读写的权限',
  EIO: '磁盘读写出错',
  EMFILE: '同时打开的文件太多',
  ENFILE: '同时打开的文件太多',
};

/**
 * The error to throw in the place of one that a build ended with: an OutputError for the person
 * building where the file system is behind it, however deeply wrapped, or else the very same.
 */
export function explainDiskFault(error: unknown): unknown {
  if (error instanceof OutputError) return error;
  const fault = diskFault(error);
  if (!fault) return error;
  const { code = '', path } = fault;
  const place = path === undefined ? code : `${code}，${path}`;
  const message = `无法生成：${reasons[code]}（${place}）。旧的输出原样未动，处理好后再生成一次即可`;
  return new OutputError(message, { cause: error });
}

function diskFault(
  error: unknown,
  above: readonly unknown[] = [],
): NodeJS.ErrnoException | undefined {
  if (!(error instanceof Error) || above.includes(error)) return undefined;
  // A program that cannot be started is no matter of the disk.
  if (isSystemError(error) && reasons[error.code ?? ''] && !error.syscall?.startsWith('spawn'))
    return error;
  // Eleventy has a property of its own for it.
  const wrapped = [error.cause, 'originalError' in error ? error.originalError : undefined];
  for (const inner of wrapped) {
    const fault = diskFault(inner, [...above, error]);
    if (fault) return fault;
  }
  return undefined;
}
