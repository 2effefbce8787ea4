/** Handles made in a loop that does not let the collector in, where the language keeps their objects until it gets in. */
import type { BusyLoop } from './facts.ts';
import type { FrontEnd } from './front-end.ts';
import { inTextOrder, keyOf } from './in-text-order.ts';
import type { Program } from './program.ts';
import { loopAround } from './blocks.ts';

export function busyLoops({ model }: FrontEnd, program: Program): BusyLoop[] {
  const found = new Map<string, BusyLoop>();
  if (model.collector.mayCollectAfter !== 'suspension') return [];
  for (const scope of program.relevantScopes) {
    const { graph } = scope;
    const calls = graph.blocks.flatMap(({ id, ops }) => ops.flatMap((op) => (op.kind === 'call' ? [[op.site, id] as const] : [])));
    // Of the copies of a `finally` body the first counts.
    const calledIn = new Map(calls.reverse());
    for (const event of program.events(scope)) {
      if (event.kind !== 'weak-target' || event.role !== 'handle') continue;
      const block = calledIn.get(event.site);
      const loop = block === undefined ? [] : loopAround(graph, block);
      // A loop over a collection ends with it, and the collection keeps its objects anyway.
      const isBusy = loop.length > 0 && !loop.some(({ ops }) => ops.some(({ kind }) => kind === 'suspend' || kind === 'element'));
      if (isBusy) found.set(keyOf(event.site), { site: event.site });
    }
  }
  return inTextOrder(found, ({ site }) => site);
}
