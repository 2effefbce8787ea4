import type { FlowGraph, Temp } from '../flow/graph.ts';
import { tempsOf } from './temps.ts';

/**
 * The value is visibly stored or given back. What a call does with it is not asked.
 * @param puts methods that put their arguments into a collection
 */
export function leavesFunction(graph: FlowGraph, value: Temp, puts: ReadonlyMap<string, number>): boolean {
  const temps = tempsOf(graph);
  const pending = new Set([value]);
  for (const temp of pending) {
    for (const op of temps.readers(temp)) {
      switch (op.kind) {
        case 'copy':
        case 'claim':
          pending.add(op.to);
          break;
        case 'write':
          if (op.variable.kind === 'free' || temps.captured.has(op.variable)) return true;
          for (const { to } of temps.allReadsOf(op.variable)) pending.add(to);
          break;
        case 'escape':
          return true;
        case 'set-member':
        case 'set-index':
          if (op.of !== temp) return true;
          break;
        case 'call': {
          const callee = op.callee === temp ? undefined : temps.maker(op.callee);
          if (callee?.kind === 'member' && puts.has(callee.name)) return true;
          break;
        }
        default:
      }
    }
  }
  return false;
}
