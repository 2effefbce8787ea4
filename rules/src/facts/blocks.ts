/** Paths through a graph. */
import type { Block, BlockId, FlowGraph } from '../flow/graph.ts';
import { loopsOf } from '../flow/loops.ts';
import { onceFor } from '../flow/once-for.ts';
import { successors } from '../flow/successors.ts';

/** What runs before anything is decided: behind a branch somebody has looked at something. */
export function firstBlocks({ blocks, entry }: FlowGraph): readonly Block[] {
  const found: Block[] = [];
  for (let block = blocks[entry]; block !== undefined && !found.includes(block); block = block.end.kind === 'jump' ? blocks[block.end.to] : undefined) {
    found.push(block);
  }
  return found;
}

/** The blocks that the block leads to and that lead back to it. */
export function loopAround(graph: FlowGraph, id: BlockId): readonly Block[] {
  const loop = loopsIn(graph).get(id);
  return loop === undefined ? [] : [...loop].flatMap((member) => graph.blocks[member] ?? []);
}

const loopsIn = onceFor((graph: FlowGraph) =>
  loopsOf(graph, (id) => {
    const block = graph.blocks[id];
    return block === undefined ? [] : successors(block.end);
  }),
);
