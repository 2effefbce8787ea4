/** Weak containers that are asked for the object of an entry, or for their handles. */
import { answer } from './deref.ts';
import type { OpOf, Temp } from './graph.ts';
import type { WeakContainerApi } from './language-model.ts';
import { positional } from './positional.ts';
import { instanceOf } from './shape.ts';
import type { InstanceShape } from './shape.ts';
import { REFERENT_OF } from './state.ts';
import { fresh } from './step.ts';
import type { Step } from './step.ts';
import { ABSENT_VALUE, ANYTHING, onlyValue, single } from './value.ts';
import type { ValueId, ValueSet } from './value.ts';
import { containers, entryPlace, handleAt } from './weak-container.ts';
import type { Container } from './weak-container.ts';

/** `d.get(key)`, `d.valuerefs()`, also where `d` may be one of several of a kind. False where the method does something else. */
export function askContainer(step: Step, op: OpOf<'call'>, containers: readonly [Container, ...Container[]], method: string): boolean {
  const [{ shape, api }] = containers;
  if (containers.some((one) => one.shape.name !== shape.name)) return false;
  if (api.lists?.methods.has(method) === true) {
    const handle = step.environment.model.api(api.lists.handle);
    if (handle === undefined) return false;
    const element = instanceOf(handle, api.lists.handle, op.site, { isDeclared: true });
    step.state.setTemp(op.to, single(fresh(step, op, { kind: 'typed', type: 'list', element })));
    return true;
  }
  const key = positional(op, 0);
  if (key === undefined || !mayBeAbsent(step, op, method, api)) return false;
  const entry = (container: ValueId): ValueId | undefined => (method === api.gives ? entryOf(step, container, shape, key.temp) : undefined);
  const asked = new Set(containers.map(({ value }) => entry(value) ?? step.values.made(op, shape)));
  step.state.setTemp(op.to, answer(step, op, { asked: [...asked], handle: shape, handleTemp: op.receiver ?? op.callee, through: undefined, isThere: false }));
  return true;
}

/** `d[key] = object`: whoever keeps the object keeps what the entry gives. */
export function noteEntry(step: Step, { value, shape, api }: Container, key: Temp, object: ValueSet): void {
  const entry = api.gives === undefined ? undefined : entryOf(step, value, shape, key);
  if (entry !== undefined) step.state.setMember(entry, REFERENT_OF, object);
}

/** `o = d[key]`: it is there, and what the entry gives next is that. */
export function noteTaken(step: Step, { of, key, to }: OpOf<'index'>): void {
  const taken = onlyValue(step.state.temp(to));
  if (taken === undefined || taken === ANYTHING) return;
  for (const container of containers(step, of)) noteEntry(step, container, key, single(taken));
}

/** What stands for the handle that the container has under a key. */
function entryOf(step: Step, container: ValueId, shape: InstanceShape, key: Temp): ValueId | undefined {
  const place = entryPlace(step, container, step.state.temp(key));
  return place && handleAt(step, place, shape);
}

/** The method gives the object, or an absent value. */
function mayBeAbsent(step: Step, op: OpOf<'call'>, method: string, { gives, takes }: WeakContainerApi): boolean {
  const [, otherwise] = op.arguments;
  if (otherwise === undefined) return method === gives;
  return (method === gives || method === takes) && onlyValue(step.state.temp(otherwise.temp)) === ABSENT_VALUE;
}
