/** Finalizers that still have their object: `finalizer.detach() is not None`, `if finalizer.alive`. */
import { shapeOf } from './step.ts';
import type { Step } from './step.ts';
import { onlyValue } from './value.ts';
import type { ValueId, ValueSet } from './value.ts';

/** A finalizer was found to have its object: what handles gave before is there (`flow/policy.ts`). */
export function believeFinalizer(step: Step, shown: ValueSet): void {
  const value = onlyValue(shown);
  if (value === undefined || !isShownByFinalizer(step, value)) return;
  for (const answer of step.values.answers()) {
    const isMissed = step.state.isHeld(answer, (held, presence) => held === answer && presence === 'absent');
    if (!isMissed) step.state.narrow(answer, true);
  }
}

function isShownByFinalizer(step: Step, value: ValueId): boolean {
  const { source } = step.values.get(value);
  const member = source.kind === 'made' && source.op.kind === 'call' ? onlyValue(step.state.temp(source.op.callee)) : value;
  const asked = member === undefined ? undefined : step.values.get(member).source;
  if (asked?.kind !== 'member') return false;
  const holder = shapeOf(step, asked.of);
  return holder.kind === 'instance' && holder.api.role === 'finalizer' && holder.api.shows.has(asked.name);
}
