/** Finalizers that still have their object, `finalizer.detach() is not None`, `if finalizer.alive`, and such as may not: `finalizer.peek()[0]`. */
import { answer } from './deref.ts';
import type { OpOf } from './graph.ts';
import { UNKNOWN } from './shape.ts';
import type { InstanceShape } from './shape.ts';
import { FOUND_ALIVE, HANDLE_OF } from './state.ts';
import { shapeOf } from './step.ts';
import type { Step } from './step.ts';
import { ANYTHING_SET, onlyValue } from './value.ts';
import type { ValueId, ValueSet } from './value.ts';

/** A finalizer was found to have its object: what handles gave before is there (`flow/policy.ts`). */
export function believeFinalizer(step: Step, shown: ValueSet): void {
  const value = onlyValue(shown);
  const finalizer = value === undefined ? undefined : shownBy(step, value);
  if (finalizer === undefined) return;
  step.state.setMember(finalizer, FOUND_ALIVE, ANYTHING_SET);
  for (const answer of step.values.answers()) {
    const isMissed = step.state.isHeld(answer, (held, presence) => held === answer && presence === 'absent');
    if (!isMissed) step.state.narrow(answer, true);
  }
}

/** `finalizer.peek()`, `finalizer.detach()`. False where the method does something else. */
export function askFinalizer(step: Step, op: OpOf<'call'>, finalizer: ValueId, { shape, method }: { readonly shape: InstanceShape; readonly method: string }): boolean {
  if (shape.api.role !== 'finalizer' || !shape.api.gives.has(method) || op.arguments.length > 0) return false;
  const isThere = step.state.member(finalizer, FOUND_ALIVE) !== undefined;
  step.state.setTemp(op.to, answer(step, op, { asked: [finalizer], handle: shape, handleTemp: op.receiver ?? op.callee, through: undefined, isThere }));
  return true;
}

/** The finalizer that shows by the value that it has its object. */
function shownBy(step: Step, value: ValueId): ValueId | undefined {
  const { source } = step.values.get(value);
  const asked = source.kind === 'member' ? source.of : source.kind === 'referent' ? onlyValue(step.state.member(value, HANDLE_OF)) : undefined;
  const shape = asked === undefined ? UNKNOWN : shapeOf(step, asked);
  if (shape.kind !== 'instance' || shape.api.role !== 'finalizer') return undefined;
  return source.kind === 'member' && !shape.api.shows.has(source.name) ? undefined : asked;
}
