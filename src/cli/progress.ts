import type { Progress } from '../publish/publish.ts';
import type { Terminal } from './command.ts';

/** What is being done, in a word or two for people. */
export type NamedProgress = Omit<Progress, 'step'> & { step: string };

/** Shows progress on one line of a terminal, and nothing elsewhere. */
export function progressLine(
  terminal: Terminal,
  now: () => number = () => performance.now(),
): (step: NamedProgress) => void {
  if (!terminal.isInteractive) return () => {};
  let begun: { step: string; at: number } | undefined;
  return (progress) => {
    if (begun?.step !== progress.step) begun = { step: progress.step, at: now() };
    const end = progress.done === progress.total ? '\n' : '';
    terminal.err(`\r\x1b[K${progressText(progress, (now() - begun.at) / 1000)}${end}`);
  };
}

/** How far a step has come after some seconds: count, rate, and what is left at that rate. */
export function progressText(
  { step, done, total, reused = 0 }: NamedProgress,
  seconds: number,
): string {
  const parts = [`${step} ${done}/${total}`];
  if (reused > 0) parts.push(`沿用 ${reused}`);
  const made = done - reused;
  if (made > 1 && seconds > 0) {
    const rate = made / seconds;
    parts.push(`每分钟 ${Math.round(rate * 60)} 份`);
    if (done < total) parts.push(`约剩 ${duration((total - done) / rate)}`);
  }
  return parts.join('，');
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} 秒`;
  return whole < 3600
    ? `${Math.ceil(whole / 60)} 分钟`
    : `${Math.floor(whole / 3600)} 小时 ${Math.ceil((whole % 3600) / 60)} 分钟`;
}
