/** Watches strong names that go on holding what a weak handle gave while a loop waits. */
import type { Op } from './graph.ts';
import type { HeldWaitEvent } from './handle-event.ts';
import { isAnswer, shapeOfSet } from './step.ts';
import type { Step } from './step.ts';

export function watchWaits(step: Step, op: Op): void {
  if (step.emit === undefined || !step.isInLoop) return;
  const as = waitOf(step, op);
  if (as === undefined || !('site' in op)) return;
  const held = heldIn(step);
  if (held.length > 0) step.emit({ kind: 'held-wait', as, op, site: op.site, held });
}

function waitOf(step: Step, op: Op): HeldWaitEvent['as'] | undefined {
  if (op.kind === 'suspend') return op.as;
  if (op.kind !== 'call') return undefined;
  const callee = shapeOfSet(step, step.state.temp(op.callee));
  return callee.kind === 'named' && step.environment.model.waits.has(callee.name) ? 'call' : undefined;
}

function heldIn(step: Step): HeldWaitEvent['held'] {
  return [...step.values.answers()].flatMap((value) => {
    const { deref } = step.values.get(value);
    const variable = deref === undefined || !isAnswer(step, value) ? undefined : step.state.variableHolding(value);
    return deref === undefined || variable === undefined ? [] : [{ variable, deref }];
  });
}
