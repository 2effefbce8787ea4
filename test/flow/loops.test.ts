import { expect, it } from 'vitest';
import { loopsOf } from '../../rules/src/flow/loops.ts';
import { successors } from '../../rules/src/flow/successors.ts';
import { Builder } from '../../rules/src/flow/builder.ts';
import type { FlowGraph } from '../../rules/src/flow/graph.ts';

const position = { line: 1, column: 0 };

/** Two loops, one in the other; the last block is reached by nobody. */
function nested(): FlowGraph {
  const site = { range: [0, 0] as const, loc: { start: position, end: position } };
  const builder = new Builder({ kind: 'function', name: 'nested', site, isAsync: false, isGenerator: false });
  const [outer, inner, end] = [builder.label(), builder.label(), builder.label()];
  builder.place(outer);
  builder.place(inner);
  builder.choose([inner, outer, end]);
  builder.place(end);
  return builder.finish();
}

it('gives each block that can run again the blocks of its loop, and none to the others', () => {
  const graph = nested();
  const loops = loopsOf(graph, (id) => {
    const block = graph.blocks[id];
    return block === undefined ? [] : successors(block.end);
  });
  const inLoops = graph.blocks.map(({ id }) => [...(loops.get(id) ?? [])].sort((a, b) => a - b));
  expect(inLoops.filter((loop) => loop.length > 0)).toEqual([
    [2, 3],
    [2, 3],
  ]);
  expect(loops.has(graph.entry)).toBe(false);
});
