/** Of what functions and properties hand on: which uses without a look are worth telling. */
import { MAX_CARELESS_ASKS } from '../flow/policy.ts';
import type { Site } from '../flow/graph.ts';
import type { Deref, RepeatedDeref, UncheckedUse } from './facts.ts';

/**
 * A function or property that hands on what a handle gives, and that more places rely on than look at it, is meant to be there
 * (`flow/policy.ts`). What is asked once is one place, however often the answer is used.
 */
export function deviantUses(uses: readonly UncheckedUse[], lookedAt: ReadonlySet<Deref>): UncheckedUse[] {
  const unseen = new Set(uses.map(({ deref }) => deref).filter((deref) => !lookedAt.has(deref)));
  const relying = countByAccessor(unseen);
  const looking = countByAccessor(lookedAt);
  return uses.filter(({ deref: { through } }) => {
    if (through === undefined) return true;
    const count = relying.get(through.site) ?? 0;
    return count <= MAX_CARELESS_ASKS || count <= (looking.get(through.site) ?? 0);
  });
}

function countByAccessor(asks: ReadonlySet<Deref>): ReadonlyMap<Site, number> {
  const counts = new Map<Site, number>();
  for (const { through } of asks) if (through !== undefined) counts.set(through.site, (counts.get(through.site) ?? 0) + 1);
  return counts;
}

/** A property that was looked at is taken to answer alike, unless a suspension lies between (`flow/policy.ts`). */
export function isNotByDesign({ deref, earlier, suspendedAt }: RepeatedDeref): boolean {
  return deref.through === undefined || deref.through.site !== earlier.through?.site || suspendedAt !== undefined;
}
