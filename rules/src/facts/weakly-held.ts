/** Parameters that a function holds weakly and gives to nobody who would keep them: what its callers make for the call alone is gone when it returns. */
import type { FlowEvent, WeakHoldEvent, WeaklyHeld } from '../flow/event.ts';
import type { FlowGraph, Temp, Variable } from '../flow/graph.ts';
import type { LanguageModel } from '../flow/language-model.ts';
import { testedBy } from '../flow/operands.ts';
import { append } from './append.ts';
import { isFromOutside } from './is-from-outside.ts';
import { holdingOperation } from './holding-operation.ts';
import { leavesFunction } from './leaves-function.ts';
import { isCallOf, tempsOf } from './temps.ts';
import type { Temps } from './temps.ts';

export function weaklyHeld(graph: FlowGraph, events: readonly FlowEvent[], { puts }: LanguageModel['collections']): readonly WeaklyHeld[] {
  if (graph.kind !== 'function' || graph.isGenerator) return [];
  const held = new Map<Variable, WeakHoldEvent[]>();
  for (const event of events) {
    if (event.kind !== 'weak-hold' || event.held.kind !== 'parameter') continue;
    append(held, event.held.variable, event);
  }
  return [...held].flatMap(([variable, holds]) => {
    const lasting = isHeldAlone(tempsOf(graph), variable, holds) ? holds.find((hold) => lasts(graph, hold, puts)) : undefined;
    return lasting === undefined ? [] : [{ variable, site: lasting.site, path: lasting.through?.path }];
  });
}

/** Nothing but the weak holds, calls of it and looks whether there is one get to see the parameter. A handler that waits for a refusal may do otherwise then. */
function isHeldAlone(temps: Temps, variable: Variable, holds: readonly WeakHoldEvent[]): boolean {
  if (temps.writesOf(variable).length > 0 || temps.captured.has(variable) || holds.some(({ isCaught, holdsOwner }) => isCaught || holdsOwner)) return false;
  const held = new Map(holds.map((hold) => [hold.target, hold]));
  return temps.allReadsOf(variable).every(({ to }) => {
    const hold = held.get(to);
    const holding = hold && holdingOperation(temps, hold);
    const isOnlyHeld = temps.readers(to).every((reader) => reader === holding || isCallOf(reader, to));
    return isOnlyHeld && (!temps.isTested(to) || isOnlyLookedAt(temps, to));
  });
}

/** `if callback is None`; not `if isinstance(callback, MethodType)`, which does something else with another kind. */
function isOnlyLookedAt(temps: Temps, temp: Temp): boolean {
  return temps.graph.blocks.every(({ end }) => {
    if (end.kind !== 'branch' || !testedBy(end.test).includes(temp)) return true;
    return end.test.kind === 'absent' || end.test.kind === 'null' || (end.test.kind === 'truthy' && end.test.other === undefined);
  });
}

/** The handle, or the container, is there when the function has returned. */
function lasts(graph: FlowGraph, hold: WeakHoldEvent, puts: ReadonlyMap<string, number>): boolean {
  if (hold.role === 'look-up' || hold.role === 'receiver') return false;
  const op = holdingOperation(tempsOf(graph), hold);
  if (op === undefined) return false;
  if (hold.through !== undefined) return true;
  if (hold.role === 'container') return isFromOutside(tempsOf(graph), op.kind === 'set-index' ? op.of : op.receiver);
  return op.kind === 'call' && leavesFunction(graph, op.to, puts);
}
