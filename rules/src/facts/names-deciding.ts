/** What decides whether an operation of a function runs. */
import type { Block, BlockId, FlowGraph, Op } from '../flow/graph.ts';
import { successors } from '../flow/successors.ts';

/** The names of members, functions and the like that are asked; undefined where something else than the receiver is, a membership aside: an argument may decide. */
export function namesDeciding(graph: FlowGraph, op: Op): ReadonlySet<string> | undefined {
  const target = graph.blocks.find(({ ops }) => ops.includes(op));
  const names = new Set<string>();
  for (const block of graph.blocks) {
    const { end } = block;
    if (target === undefined || end.kind !== 'branch' || leadsTo(graph, end.whenTrue, block, target.id) === leadsTo(graph, end.whenFalse, block, target.id)) continue;
    if (end.test.kind === 'matches' && end.test.within !== undefined) continue;
    for (const asked of lastStatement(block)) {
      if (asked.kind === 'member') names.add(asked.name);
      else if (asked.kind === 'read' && asked.from.kind === 'free') names.add(asked.from.name);
      else if (asked.kind === 'read' && asked.from !== (graph.receiver ?? graph.parameters[0]?.variable)) return undefined;
    }
  }
  return names;
}

/** Without coming by the block again. */
function leadsTo({ blocks }: FlowGraph, from: BlockId, past: Block, to: BlockId): boolean {
  const reached = new Set([from]);
  for (const id of reached) {
    const block = blocks[id];
    if (id === to) return true;
    if (block === undefined || block === past) continue;
    for (const next of successors(block.end)) reached.add(next);
    if (block.onError !== undefined) reached.add(block.onError);
  }
  return false;
}

function lastStatement({ ops }: Block): readonly Op[] {
  return ops.slice(ops.map(({ kind }) => kind).lastIndexOf('clear') + 1);
}
