/** Which operation of the graph a weak hold is. */
import type { WeakHoldEvent } from '../flow/event.ts';
import type { Op } from '../flow/graph.ts';
import { operandsOf } from '../flow/operands.ts';

/** A container takes also what is in a display that it is given. */
export function isOperationOf(op: Op, { site, target, role }: WeakHoldEvent): op is Extract<Op, { kind: 'call' | 'set-index' }> {
  return (op.kind === 'call' || op.kind === 'set-index') && op.site === site && (role === 'container' || operandsOf(op).includes(target));
}
