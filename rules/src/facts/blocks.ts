/** Paths through a graph. */
import type { Block, BlockId, FlowGraph } from '../flow/graph.ts';
import { successors } from '../flow/successors.ts';
import { append } from './append.ts';

/** What runs before anything is decided: behind a branch somebody has looked at something. */
export function firstBlocks({ blocks, entry }: FlowGraph): readonly Block[] {
  const found: Block[] = [];
  for (let block = blocks[entry]; block !== undefined && !found.includes(block); block = block.end.kind === 'jump' ? blocks[block.end.to] : undefined) {
    found.push(block);
  }
  return found;
}

/** The blocks that the block leads to and that lead back to it. */
export function loopAround({ blocks }: FlowGraph, id: BlockId): readonly Block[] {
  const before = new Map<BlockId, BlockId[]>();
  for (const block of blocks) for (const next of successors(block.end)) append(before, next, block.id);
  const after = (from: BlockId): readonly BlockId[] => {
    const block = blocks[from];
    return block === undefined ? [] : successors(block.end);
  };
  const reached = reachable(id, after);
  const reaching = reachable(id, (to) => before.get(to) ?? []);
  return blocks.filter((block) => reached.has(block.id) && reaching.has(block.id));
}

function reachable(from: BlockId, next: (id: BlockId) => readonly BlockId[]): ReadonlySet<BlockId> {
  const seen = new Set<BlockId>();
  const pending = [...next(from)];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    pending.push(...next(id));
  }
  return seen;
}
