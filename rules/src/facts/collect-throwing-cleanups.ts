/** Clean-ups that throw. */
import type { FlowGraph, Site } from '../flow/graph.ts';
import type { Cleanup } from './cleanups.ts';
import type { ThrowingCleanup } from './facts.ts';
import { inTextOrder, keyOf } from './in-text-order.ts';

export function throwingCleanups(cleanups: readonly Cleanup[]): ThrowingCleanup[] {
  const found = new Map<string, ThrowingCleanup>();
  for (const { event, callback } of cleanups) {
    if (event.role !== 'registry' || callback === undefined) continue;
    for (const site of thrownIn(callback.scope.graph)) found.set(keyOf(site), { site, cleanup: event.callback.site });
  }
  return inTextOrder(found, ({ site }) => site);
}

function thrownIn({ blocks }: FlowGraph): readonly Site[] {
  return blocks.flatMap(({ ops, end }) => {
    const last = ops.at(-1);
    return end.kind === 'exit' && end.as === 'raise' && last?.kind === 'escape' ? [last.site] : [];
  });
}
