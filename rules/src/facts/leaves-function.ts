import type { FlowGraph, Temp } from '../flow/graph.ts';
import { aliasesOf } from './aliases.ts';
import { tempsOf } from './temps.ts';

/**
 * The value is visibly stored or given back. What a call does with it is not asked.
 * @param puts methods that put their arguments into a collection
 */
export function leavesFunction(graph: FlowGraph, value: Temp, puts: ReadonlyMap<string, number>): boolean {
  const temps = tempsOf(graph);
  const aliases = aliasesOf(graph, { temp: value });
  if ([...aliases.variables].some((variable) => variable.kind === 'free' || temps.captured.has(variable))) return true;
  return [...aliases.temps].some((temp) =>
    temps.readers(temp).some((op) => {
      if (op.kind === 'set-member' || op.kind === 'set-index') return op.of !== temp;
      if (op.kind === 'escape') return true;
      const callee = op.kind === 'call' && op.callee !== temp ? temps.maker(op.callee) : undefined;
      return callee?.kind === 'member' && puts.has(callee.name);
    }),
  );
}
