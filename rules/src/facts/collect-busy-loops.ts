/** Handles made in a loop that does not let the collector in, where the language keeps their objects until it gets in. */
import type { Block, BlockId, FlowGraph } from '../flow/graph.ts';
import type { BusyLoop } from './facts.ts';
import type { FrontEnd } from './front-end.ts';
import { inTextOrder, keyOf } from './in-text-order.ts';
import type { Program } from './program.ts';

export function busyLoops({ model }: FrontEnd, program: Program): BusyLoop[] {
  const found = new Map<string, BusyLoop>();
  if (model.collector.mayCollectAfter !== 'suspension') return [];
  for (const scope of program.relevantScopes) {
    const { graph } = scope;
    for (const event of program.events(scope)) {
      if (event.kind !== 'weak-target' || event.role !== 'handle') continue;
      const block = graph.blocks.find(({ ops }) => ops.some((op) => op.kind === 'call' && op.site === event.site));
      const loop = block === undefined ? [] : loopAround(graph, block.id);
      // A loop over a collection ends with it, and the collection keeps its objects anyway.
      const isBusy = loop.length > 0 && !loop.some(({ ops }) => ops.some(({ kind }) => kind === 'suspend' || kind === 'element'));
      if (isBusy) found.set(keyOf(event.site), { site: event.site });
    }
  }
  return inTextOrder(found, ({ site }) => site);
}

/** The blocks that the block leads to and that lead back to it. */
function loopAround(graph: FlowGraph, id: BlockId): readonly Block[] {
  const from = reachable(graph, id);
  return from.has(id) ? graph.blocks.filter((block) => from.has(block.id) && reachable(graph, block.id).has(id)) : [];
}

function reachable(graph: FlowGraph, id: BlockId): ReadonlySet<BlockId> {
  const seen = new Set<BlockId>();
  const pending = [...nextOf(graph.blocks[id])];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    pending.push(...nextOf(graph.blocks[next]));
  }
  return seen;
}

function nextOf(block: Block | undefined): readonly BlockId[] {
  switch (block?.end.kind) {
    case 'jump':
      return [block.end.to];
    case 'branch':
      return [block.end.whenTrue, block.end.whenFalse];
    case 'choice':
      return block.end.to;
    default:
      return [];
  }
}
