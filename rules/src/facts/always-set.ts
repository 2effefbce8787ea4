/** Members that every object has once it is made. */
import type { BlockId, ClassSource, FlowGraph, Temp } from '../flow/graph.ts';
import { onceFor } from '../flow/once-for.ts';
import { successors } from '../flow/successors.ts';

/** Does one of these methods of the class set the member, whatever way it goes? */
export function isAlwaysSet({ methods }: ClassSource, initialisers: readonly string[], member: string): boolean {
  return methods.some(({ name, closure }) => initialisers.includes(name) && closure.graph.writesMembers.has(member) && alwaysSets(closure.graph, member));
}

function alwaysSets(graph: FlowGraph, member: string): boolean {
  const sets = setsOf(graph);
  const pending: BlockId[] = [graph.entry];
  const seen = new Set<BlockId>();
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    const block = graph.blocks[id];
    if (block === undefined || seen.has(id)) continue;
    seen.add(id);
    if (sets.get(id)?.has(member) === true) continue;
    const { end } = block;
    if (end.kind === 'exit' && end.as !== 'raise') return false;
    pending.push(...successors(end));
    if (block.onError !== undefined) pending.push(block.onError);
  }
  return true;
}

/** The members of the receiver that each block sets. */
const setsOf = onceFor((graph: FlowGraph): ReadonlyMap<BlockId, ReadonlySet<string>> => {
  const receiver = receiverTemps(graph);
  return new Map(graph.blocks.map(({ id, ops }) => [id, new Set(ops.flatMap((op) => (op.kind === 'set-member' && receiver.has(op.of) ? [op.name] : [])))]));
});

function receiverTemps({ receiver, blocks }: FlowGraph): ReadonlySet<Temp> {
  const temps = new Set<Temp>();
  for (const { ops } of blocks) for (const op of ops) if (op.kind === 'read' && op.from === receiver) temps.add(op.to);
  return temps;
}
