/** Tells where a name holds a weak handle, or what one gave: for those who read the code. */
import type { DerefOp, Site, Temp } from './graph.ts';
import { joinPresence } from './presence.ts';
import type { Presence } from './presence.ts';
import { isHandle } from './shape.ts';
import type { InstanceShape } from './shape.ts';
import { shapeOfSet } from './step.ts';
import type { Step } from './step.ts';
import { ABSENT_VALUE } from './value.ts';

/** A name is read or written. */
export interface WeakNameEvent {
  readonly kind: 'weak-name';
  /** The last part alone: of `self._parent`, `_parent`. */
  readonly name: string;
  /** Begins with the name. */
  readonly site: Site;
  /** The whole expression. */
  readonly written: Site;
  readonly holds: { readonly kind: 'handle'; readonly shape: InstanceShape } | { readonly kind: 'referent'; readonly op: DerefOp; readonly presence: Presence };
}

export function tellName(step: Step, of: Temp, about: Pick<WeakNameEvent, 'name' | 'site' | 'written'>): void {
  const holds = step.emit === undefined ? undefined : (referentIn(step, of) ?? handleIn(step, of));
  if (holds !== undefined) step.emit?.({ kind: 'weak-name', ...about, holds });
}

function handleIn(step: Step, of: Temp): WeakNameEvent['holds'] | undefined {
  const shape = shapeOfSet(step, step.state.temp(of));
  return isHandle(shape) ? { kind: 'handle', shape } : undefined;
}

/** Nothing else than what a handle gave: of one that may hold other things too there is nothing certain to tell. */
function referentIn(step: Step, of: Temp): WeakNameEvent['holds'] | undefined {
  let found: { readonly op: DerefOp; readonly presence: Presence } | undefined;
  for (const [value, presence] of step.state.temp(of)) {
    const { deref } = step.values.get(value);
    const op = deref ?? (value === ABSENT_VALUE ? found?.op : undefined);
    if (op === undefined) return undefined;
    found = { op, presence: found === undefined ? presence : joinPresence(found.presence, presence) };
  }
  return found === undefined ? undefined : { kind: 'referent', ...found };
}
