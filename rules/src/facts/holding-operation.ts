import type { WeakHoldEvent } from '../flow/event.ts';
import type { Op } from '../flow/graph.ts';
import { opsOf } from './aliases.ts';
import type { Temps } from './temps.ts';

type Holding = Extract<Op, { kind: 'call' | 'set-index' }>;

/** The call or assignment of the graph that a weak hold is. */
export function holdingOperation(temps: Temps, { site, target, role }: WeakHoldEvent): Holding | undefined {
  const isIt = (op: Op): op is Holding => (op.kind === 'call' || op.kind === 'set-index') && op.site === site;
  const reading = temps.readers(target).find(isIt);
  // A container takes also what is in a display that it is given.
  return reading ?? (role === 'container' ? [...opsOf(temps.graph)].find(isIt) : undefined);
}
