/** Paths through a graph. */
import type { Block, FlowGraph } from '../flow/graph.ts';

/** What runs before anything is decided: behind a branch somebody has looked at something. */
export function firstBlocks({ blocks, entry }: FlowGraph): readonly Block[] {
  const found: Block[] = [];
  for (let block = blocks[entry]; block !== undefined && !found.includes(block); block = block.end.kind === 'jump' ? blocks[block.end.to] : undefined) {
    found.push(block);
  }
  return found;
}
