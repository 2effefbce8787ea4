/** A test says itself what it expects: `expect(map.get('x'))`, `assert.equal(map.get('x'), undefined)`. */
import type { BlockId, FlowGraph, Temp } from '../flow/graph.ts';
import { testedBy } from '../flow/operands.ts';
import type { FrontEnd } from './front-end.ts';
import { tempsOf } from './temps.ts';
import type { Temps } from './temps.ts';

export function isAsserted({ model }: FrontEnd, graph: FlowGraph, answer: Temp | undefined): boolean {
  if (answer === undefined) return false;
  const temps = tempsOf(graph);
  const isGivenTo = temps.readers(answer).some((op) => {
    const root = op.kind === 'call' && op.callee !== answer ? rootName(temps, op.callee) : undefined;
    return root !== undefined && model.callbacks.isAssertion(root);
  });
  return isGivenTo || graph.blocks.some(({ end }) => end.kind === 'branch' && testedBy(end.test).includes(answer) && (justRaises(graph, end.whenTrue) || justRaises(graph, end.whenFalse)));
}

/** Who throws an error makes one. */
function justRaises({ blocks }: FlowGraph, id: BlockId): boolean {
  const block = blocks[id];
  return block?.end.kind === 'exit' && block.end.as === 'raise' && block.ops.every(({ kind }) => kind === 'constant' || kind === 'clear');
}

/** `assert` of `assert.strict.equal`. */
function rootName(temps: Temps, temp: Temp): string | undefined {
  const maker = temps.maker(temp);
  return maker?.kind === 'member' ? rootName(temps, maker.of) : temps.variable(temp)?.name;
}
