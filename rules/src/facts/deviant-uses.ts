/** Of what functions and properties hand on: which uses without a look are worth telling. */
import { MAX_CARELESS_USES } from '../flow/policy.ts';
import type { Deref, RepeatedDeref, UncheckedUse } from './facts.ts';

/**
 * A function or property that hands on what a handle gives, and that more places rely on than look at it, is meant to be there
 * (`flow/policy.ts`). What is asked in one place alone is told however often its answer is used.
 */
export function deviantUses(uses: readonly UncheckedUse[], lookedAt: readonly Deref[]): UncheckedUse[] {
  const relying = countOf(uses.flatMap(({ deref }) => deref.through?.site ?? []));
  const asking = countOf([...new Set(uses.map(({ deref }) => deref))].flatMap(({ through }) => through?.site ?? []));
  const looking = countOf(lookedAt.flatMap(({ through }) => through?.site ?? []));
  return uses.filter(({ deref: { through } }) => {
    if (through === undefined) return true;
    const count = relying.get(through.site) ?? 0;
    return asking.get(through.site) === 1 || count <= MAX_CARELESS_USES || count <= (looking.get(through.site) ?? 0);
  });
}

function countOf<T>(all: readonly T[]): ReadonlyMap<T, number> {
  const counts = new Map<T, number>();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

/** A property that was looked at is taken to answer alike, unless a suspension lies between (`flow/policy.ts`). */
export function isNotByDesign({ deref, earlier, suspendedAt }: RepeatedDeref): boolean {
  return deref.through === undefined || deref.through.site !== earlier.through?.site || suspendedAt !== undefined;
}
