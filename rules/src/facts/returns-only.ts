import type { FlowGraph, Op } from '../flow/graph.ts';
import { opsOf } from './aliases.ts';
import { tempsOf } from './temps.ts';

/** The function gives something back, and what makes it is always of one kind. */
export function returnsOnly(graph: FlowGraph, isOfKind: (made: Op) => boolean): boolean {
  const temps = tempsOf(graph);
  const returned = [...opsOf(graph)].flatMap((op) => (op.kind === 'escape' && op.as === 'return' ? [temps.maker(op.of)] : []));
  return returned.length > 0 && returned.every((made) => made !== undefined && isOfKind(made));
}
