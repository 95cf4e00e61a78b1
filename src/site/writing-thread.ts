import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { isSystemError } from '../archive/files.ts';
import { writtenContent } from '../export/file-content.ts';
import type { SiteFile, SystemFault, WritingAnswer } from './write-files.ts';

// Runs in a thread of its own.
const port = parentPort!;
const output = workerData as string;
const folders = new Set<string>();

port.on('message', (files: readonly SiteFile[]) => {
  try {
    for (const file of files) write(file);
    answer(undefined);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    answer(faultOf(error));
    // What was sent already is not to be written.
    port.close();
  }
});

function answer(fault: WritingAnswer): void {
  port.postMessage(fault);
}

function write({ path: name, content, isContinued }: SiteFile): void {
  const file = path.join(output, name);
  const folder = path.dirname(file);
  if (!folders.has(folder)) mkdirSync(folder, { recursive: true });
  folders.add(folder);
  if (isContinued) appendFileSync(file, writtenContent(content));
  else writeFileSync(file, writtenContent(content));
}

function faultOf({
  message,
  code,
  errno,
  path: file,
  syscall,
}: NodeJS.ErrnoException): SystemFault {
  return {
    message,
    facts: {
      ...(code === undefined ? {} : { code }),
      ...(errno === undefined ? {} : { errno }),
      ...(file === undefined ? {} : { path: file }),
      ...(syscall === undefined ? {} : { syscall }),
    },
  };
}
