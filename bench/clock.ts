/** Times, in milliseconds, and what is made of many of them. */
import { performance } from 'node:perf_hooks';

export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export function timedSync(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** The sample below which `share` (0 to 1) of all samples lie. @throws Error without samples. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const found = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (found === undefined) throw new Error('Nothing was measured.');
  return found;
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}
