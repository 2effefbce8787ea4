import type { Site } from '../flow/graph.ts';

export function isWithin({ range: [start, end] }: Site, { range }: Site): boolean {
  return range[0] <= start && end <= range[1];
}
