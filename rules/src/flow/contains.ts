import type { Site } from './graph.ts';

export function contains({ range: [start, end] }: Site, { range: [innerStart, innerEnd] }: Site): boolean {
  return start <= innerStart && innerEnd <= end;
}
