/** Something is put into a collection only while that is not full. */
import type { Block, BlockId, FlowGraph, Op, Temp } from '../flow/graph.ts';
import type { LanguageModel } from '../flow/language-model.ts';
import { successors } from '../flow/successors.ts';
import { tempsOf } from './temps.ts';
import type { Temps } from './temps.ts';

/** `if (refs.length < LIMIT) refs.push(ref)`: one way of a test of its size does not lead to where it is put in. */
export function isLimited(model: LanguageModel, graph: FlowGraph, collection: Temp): boolean {
  const temps = tempsOf(graph);
  const putIn = graph.blocks.find(({ ops }) => ops.some((op) => 'to' in op && op.to === collection));
  if (putIn === undefined) return false;
  return graph.blocks.some((block) => {
    if (block.end.kind !== 'branch' || !testsSize(model, temps, block, collection)) return false;
    return leadsTo(graph, block, block.end.whenTrue, putIn) !== leadsTo(graph, block, block.end.whenFalse, putIn);
  });
}

/** What the size is compared with stays as it is: `i < refs.length` of a loop limits nothing. */
function testsSize(model: LanguageModel, temps: Temps, { ops }: Block, collection: Temp): boolean {
  const tested = ops.slice(ops.map(({ kind }) => kind).lastIndexOf('clear') + 1);
  return tested.some((op) => isSameRead(temps, sizedBy(model, temps, op), collection)) && tested.every((op) => op.kind !== 'read' || op.from.kind !== 'local' || temps.writesOf(op.from).length === 1);
}

/** `refs` of `refs.length` and `len(refs)`. */
function sizedBy(model: LanguageModel, temps: Temps, op: Op): Temp | undefined {
  const { members, functions } = model.collections.sizes;
  if (op.kind === 'member') return members.has(op.name) ? op.of : undefined;
  const callee = op.kind === 'call' ? temps.variable(op.callee) : undefined;
  const isSize = op.kind === 'call' && callee?.kind === 'free' && functions.has(model.global(callee.name));
  return isSize ? op.arguments[0]?.temp : undefined;
}

function isSameRead(temps: Temps, a: Temp | undefined, b: Temp): boolean {
  const [one, other] = [a === undefined ? undefined : temps.maker(a), temps.maker(b)];
  if (one?.kind === 'read' && other?.kind === 'read') return one.from === other.from;
  return one?.kind === 'member' && other?.kind === 'member' && one.name === other.name && isSameRead(temps, one.of, other.of);
}

/** Without coming to the test once more. */
function leadsTo({ blocks }: FlowGraph, test: Block, from: BlockId, to: Block): boolean {
  const reached = new Set([from]);
  for (const id of reached) {
    const block = blocks[id];
    if (block === to) return true;
    if (block !== undefined && block !== test) for (const next of successors(block.end)) reached.add(next);
  }
  return false;
}
