/** Paths through a graph. */
import type { Block, BlockId, FlowGraph, Test } from '../flow/graph.ts';
import { loopsOf } from '../flow/loops.ts';
import { onceFor } from '../flow/once-for.ts';
import { successors } from '../flow/successors.ts';

/**
 * What runs before anything is decided: behind a branch somebody has looked at something.
 * @param aside where it goes on behind a test that is no such look
 */
export function firstBlocks({ blocks, entry }: FlowGraph, aside: (test: Test) => 'whenTrue' | 'whenFalse' | undefined = () => undefined): readonly Block[] {
  const found: Block[] = [];
  const next = ({ end }: Block): Block | undefined => {
    const way = end.kind === 'branch' ? aside(end.test) : undefined;
    const to = end.kind === 'jump' ? end.to : end.kind === 'branch' && way !== undefined ? end[way] : undefined;
    return to === undefined ? undefined : blocks[to];
  };
  for (let block = blocks[entry]; block !== undefined && !found.includes(block); block = next(block)) found.push(block);
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
