/** Facts of a file by their sites. */
import type { Site } from '../flow/graph.ts';

/** A `finally` body is lowered once for each way through it, so the same site may be told more than once. */
export function keyOf(...sites: readonly Site[]): string {
  return sites.map((site) => site.range.join('-')).join(' ');
}

export function inTextOrder<T>(facts: ReadonlyMap<string, T>, siteOf: (fact: T) => Site): T[] {
  return [...facts.values()].sort((a, b) => siteOf(a).range[0] - siteOf(b).range[0] || siteOf(a).range[1] - siteOf(b).range[1]);
}
